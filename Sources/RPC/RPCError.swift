package import Wire

/// Why a call ended: what travels as `Status`, and the only error of a call.
package struct RPCError: Error, Equatable, Sendable, CustomStringConvertible {
    /// How the call ended: never ok.
    package var code: StatusCode
    /// For developers, in English and lower case; never what a user wrote.
    package var message: String
    /// Whether the message is the peer's, of which nothing is believed; else it is one of ours.
    package var isPeers = false
    /// `Message.field` of the request, as in the schema; empty where none is to blame.
    package var field: String
    /// What the field may be at most; 0 where that is not the point.
    package var limit: UInt64

    /// Creates an error from its parts.
    package init(_ code: StatusCode, _ message: String, field: String = "", limit: UInt64 = 0) {
        self.code = code
        self.message = message
        self.field = field
        self.limit = limit
    }

    /// Creates the error that a peer's status tells of.
    package init(_ status: Status) {
        self.init(status.code, status.message, field: status.field, limit: status.limit)
        isPeers = true
    }

    /// Creates the error that the status of a peer tells of.
    ///
    /// - Parameters:
    ///   - status: as it came.
    ///   - isTrusted: false for a peer that has not shown who it is: then nothing counts but the code, for which there
    ///     are words of ours.
    init(_ status: Status, isTrusted: Bool) {
        self.init(isTrusted ? status : Status(status.code))
    }

    /// The status that tells of this error, its texts cut to what a status holds.
    ///
    /// A failure with the code of success is `internal`.
    package var status: Status {
        Status(
            code: code == .ok ? .internal : code, field: field.prefix(utf8: 64), limit: limit,
            message: message.prefix(utf8: 200))
    }

    /// Code, message, field and limit on one line.
    package var description: String {
        let name = code.name ?? "code \(code.rawValue)"
        let place = field.isEmpty ? "" : " (\(field)\(limit == 0 ? "" : ", limit \(limit)"))"
        return message.isEmpty ? name + place : "\(name): \(message)\(place)"
    }
}

extension RPCError {
    /// The peer's bytes are no message: names the field and its limit, never what was in it.
    init(_ error: DecodeError, code: StatusCode = .invalidArgument) {
        let limit: UInt64 =
            if case .bound(_, _, let maximum) = error.reason { UInt64(clamping: maximum) } else { 0 }
        self.init(code, "\(error)", field: error.field, limit: limit)
    }

    /// Our own message breaks the schema's bounds; `code` says whose fault that is.
    init(_ error: EncodeError, code: StatusCode) {
        self.init(code, "\(error)", field: error.field, limit: UInt64(clamping: error.maximum))
    }

    static let cancelled = RPCError(.cancelled, "cancelled")
    static let connectionLost = RPCError(.unavailable, "the connection is gone")
}

extension String {
    /// At most `count` bytes, whole characters only.
    fileprivate func prefix(utf8 count: Int) -> String {
        guard utf8.count > count else { return self }
        var text = Substring(self)
        while text.utf8.count > count { text.removeLast() }
        return String(text)
    }
}
