package import Wire

extension Failure {
    /// What a peer's refusal means to the person who asked; nothing that the peer says of it is believed.
    package init(_ status: Status) {
        let kind = Kind(said: status.code)
        if let shortage = Shortage(status) {
            self.init(kind, shortage.phrase, field: shortage.rawValue)
            return
        }
        let text =
            status.message.isEmpty
            ? Phrase(
                "server mengakhiri panggilan: \(status.code.shown)",
                "the server ended the call: \(status.code.shown)")
            : kind.ended(status.code, "\(Foreign(status.message).quoted)")
        self.init(
            kind, text, field: status.field.isEmpty ? nil : Foreign(status.field).description,
            limit: status.limit == 0 ? nil : status.limit)
    }
}

extension Failure.Kind {
    /// What the peer's own word on a call is to a program.
    ///
    /// It is never `untrusted`: a server that says that it is broken, busy or full has not been proven false.
    package init(said code: StatusCode) {
        self =
            switch code {
            case .unauthenticated, .permissionDenied, .notFound: .unauthorised
            case .invalidArgument, .alreadyExists, .outOfRange: .badInput
            default: .tryLater
            }
    }

    /// What the end of a call is that was found on this side: a connection that broke, or what breaks the protocol.
    package init(found code: StatusCode) {
        self =
            switch code {
            case .unavailable, .deadlineExceeded, .cancelled: .unreachable
            case .internal, .unknown, .dataLoss, .unimplemented: .untrusted
            default: Self(said: code)
            }
    }

    /// How a call ended.
    ///
    /// - Parameters:
    ///   - code: of the call.
    ///   - reason: said for developers, in English in either language; may be empty.
    /// - Returns: an error's text, the code's name in it.
    package func ended(_ code: StatusCode, _ reason: String) -> Phrase {
        let detail = reason.isEmpty ? code.shown : "\(code.shown): \(reason)"
        return switch self {
        case .unauthorised: Phrase("server menolak (\(detail))", "\(detail)")
        case .unreachable: Phrase("koneksi terputus (\(detail))", "\(detail)")
        case .tryLater where code.isBreakdown:
            Phrase("server sedang mengalami gangguan (\(detail))", "the server is in trouble (\(detail))")
        case .tryLater: Phrase("server meminta coba lagi nanti (\(detail))", "\(detail)")
        case .badInput: Phrase("server menolak isinya (\(detail))", "\(detail)")
        default: Phrase("jawaban server keliru (\(detail))", "\(detail)")
        }
    }
}

extension StatusCode {
    /// Its name in the schema, which is no word of any language; its number where it has none.
    package var shown: String { name ?? "status \(rawValue)" }

    /// Whether a server that says so is at fault itself.
    fileprivate var isBreakdown: Bool {
        [.internal, .unknown, .dataLoss, .unimplemented].contains(self)
    }
}
