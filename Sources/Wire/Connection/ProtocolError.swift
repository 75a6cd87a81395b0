/// A broken rule of the protocol, and what it costs: one call, or the connection.
///
/// Thrown by what takes from the peer it is the peer's; thrown by what the application calls it is ours, and
/// nothing was changed. `reason` is for our own eyes and a status' message: it names the rule, never content.
package struct ProtocolError: Error, Equatable, CustomStringConvertible {
    package enum Scope: Equatable, Sendable {
        case stream(UInt32, StatusCode)
        case connection(ConnectionError)
    }

    package var scope: Scope
    package var reason: String

    package init(_ code: ConnectionError, _ reason: String) {
        scope = .connection(code)
        self.reason = reason
    }

    package init(stream: UInt32, _ code: StatusCode, _ reason: String) {
        scope = .stream(stream, code)
        self.reason = reason
    }

    package var description: String {
        switch scope {
        case .stream(let stream, let code): "stream \(stream), \(code.name ?? "\(code.rawValue)"): \(reason)"
        case .connection(let code): "connection, \(code.name ?? "\(code.rawValue)"): \(reason)"
        }
    }
}

extension Status {
    /// A status that blames no field.
    package init(_ code: StatusCode, _ message: String = "") {
        self.init(code: code, field: "", limit: 0, message: message)
    }
}
