package import Wire

extension Failure {
    /// What a peer's refusal means to the person who asked; nothing that the peer says of it is believed.
    package init(_ status: Status) {
        let kind = Kind(said: status.code)
        if let shortage = Shortage(status) {
            self.init(kind, shortage.phrase, field: shortage.rawValue)
            return
        }
        self.init(
            kind, status.refusal, field: status.field.isEmpty ? nil : Foreign(status.field).description,
            limit: status.limit == 0 ? nil : status.limit)
    }
}

extension Status {
    /// What the code means, and which field it is about: never the sentence that the server sent along.
    fileprivate var refusal: Phrase {
        let place = field.isEmpty ? code.shown : "\(code.shown), \(Foreign(field))"
        let words = code.words
        return Phrase(
            "server menolak: \(words.indonesian) (\(place))",
            "the server refused: \(words.english) (\(place))")
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
    ///   - reason: what was found on this side, for developers and in English; may be empty.
    /// - Returns: an error's text, the code's name in it.
    package func ended(_ code: StatusCode, _ reason: String) -> Phrase {
        let detail = reason.isEmpty ? code.shown : "\(code.shown): \(reason)"
        let name = code.shown
        return switch self {
        case .unauthorised: Phrase("server menolak (\(name))", "\(detail)")
        case .unreachable: Phrase("koneksi terputus (\(name))", "\(detail)")
        case .tryLater where code.isBreakdown:
            Phrase("server sedang mengalami gangguan (\(name))", "the server is in trouble (\(detail))")
        case .tryLater: Phrase("server meminta coba lagi nanti (\(name))", "\(detail)")
        case .badInput: Phrase("server menolak isinya (\(name))", "\(detail)")
        default: Phrase("jawaban server keliru (\(name))", "\(detail)")
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

    /// What a server says with it.
    fileprivate var words: Phrase {
        switch self {
        case .cancelled: Phrase("permintaan dibatalkan", "the request was cancelled")
        case .invalidArgument: Phrase("isinya tidak memenuhi aturan", "what was sent breaks a rule")
        case .deadlineExceeded: Phrase("waktunya habis", "time ran out")
        case .notFound: Phrase("tidak ditemukan", "not found")
        case .alreadyExists: Phrase("sudah ada", "it exists already")
        case .permissionDenied: Phrase("kunci ini tidak berhak", "this key may not do that")
        case .resourceExhausted: Phrase("sedang penuh; coba lagi nanti", "it is full; try again later")
        case .failedPrecondition:
            Phrase("keadaannya sudah berubah; coba lagi", "things have changed meanwhile; try again")
        case .aborted: Phrase("ada yang mendahului; coba lagi", "somebody was first; try again")
        case .outOfRange: Phrase("di luar yang ada", "beyond what there is")
        case .unimplemented:
            Phrase("server tidak mengenal permintaan ini", "the server does not know this request")
        case .unavailable:
            Phrase("layanan sedang tidak tersedia; coba lagi nanti", "not available; try again later")
        case .unauthenticated: Phrase("kunci tidak diterima", "the key was not accepted")
        default: Phrase("server sedang mengalami gangguan", "the server is in trouble")
        }
    }
}
