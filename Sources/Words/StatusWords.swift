package import Wire

extension Failure {
    /// What a peer's refusal means to the person who asked; nothing that the peer says of it is believed.
    package init(_ status: Status) {
        let kind = Kind(status.code, field: status.field)
        let text =
            status.saysCrowded
            ? VisitText.crowded
            : status.message.isEmpty
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
    /// What the end of a call is to a program; `field` is what the other side names as being at fault.
    package init(_ code: StatusCode, field: String) {
        self =
            switch code {
            case .unauthenticated, .permissionDenied, .notFound: .unauthorised
            // The site answers, and takes nothing because of its own clock.
            case .unavailable where field == "clock": .tryLater
            // The site answers, and has no room now.
            case .unavailable where field == Status.room: .tryLater
            case .unavailable, .deadlineExceeded, .cancelled: .unreachable
            case .resourceExhausted, .aborted, .failedPrecondition: .tryLater
            case .invalidArgument, .alreadyExists, .outOfRange: .badInput
            default: .untrusted
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
        case .tryLater: Phrase("server meminta coba lagi nanti (\(detail))", "\(detail)")
        case .badInput: Phrase("server menolak isinya (\(detail))", "\(detail)")
        default: Phrase("jawaban server keliru (\(detail))", "\(detail)")
        }
    }
}

extension StatusCode {
    /// Its name in the schema, which is no word of any language; its number where it has none.
    package var shown: String { name ?? "status \(rawValue)" }
}
