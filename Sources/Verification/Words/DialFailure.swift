package import Dialing
import TLS
import Words

extension Failure {
    /// What it means that there is no connection: nobody there, or somebody else.
    package init(_ error: DialError) {
        let nothingSent = Phrase("tidak ada yang dikirim", "nothing was sent")
        func unreachable(_ what: Phrase, _ field: String? = SourceOption.site) -> Failure {
            Failure(.unreachable, what.then(nothingSent), field: field)
        }
        switch error {
        // A network that cuts is no other site.
        case .tls(.handshakeIncomplete), .tls(.handshakeTimeout), .tls(.truncated):
            self = unreachable(
                Phrase(
                    "koneksi terputus sebelum server menjawab",
                    "the connection broke before the server answered"))
        case .tls:
            self.init(
                .untrusted, Phrase("kunci koneksi (TLS) server tidak sesuai atau gagal diperiksa", "\(error)")
            )
        case .unreachable: self = unreachable(Phrase("server tidak dapat dihubungi", "\(error)"))
        case .timeout: self = unreachable(Phrase("server tidak menjawab pada waktunya", "\(error)"))
        case .cancelled: self = unreachable(Phrase("dibatalkan", "\(error)"))
        case .proxy(let reply?):
            self = unreachable(
                Phrase("proksi tidak dapat menyambung, balasan \(reply)", "\(error)"), SourceOption.proxy)
        case .proxy(nil):
            self = unreachable(Phrase("proksi tidak dapat dihubungi", "\(error)"), SourceOption.proxy)
        }
    }
}

extension Phrase {
    fileprivate func then(_ next: Phrase) -> Phrase {
        Phrase("\(indonesian); \(next.indonesian)", "\(english); \(next.english)")
    }
}
