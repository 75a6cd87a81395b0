package import Dialing
import TLS
import Words

extension Failure {
    /// What it means that there is no connection: nobody there, or somebody else.
    package init(_ error: DialError) {
        switch error {
        case .tls:
            self.init(
                .untrusted, Phrase("kunci koneksi (TLS) server tidak sesuai atau gagal diperiksa", "\(error)")
            )
        case .unreachable:
            self.init(
                .unreachable, Phrase("server tidak dapat dihubungi", "\(error)"), field: "--site")
        case .timeout:
            self.init(
                .unreachable, Phrase("server tidak menjawab pada waktunya", "\(error)"), field: "--site")
        case .cancelled:
            self.init(.unreachable, Phrase("dibatalkan", "\(error)"), field: "--site")
        case .proxy(let reply?):
            self.init(
                .unreachable, Phrase("proksi tidak dapat menyambung, balasan \(reply)", "\(error)"),
                field: "--proxy")
        case .proxy(nil):
            self.init(.unreachable, Phrase("proksi tidak dapat dihubungi", "\(error)"), field: "--proxy")
        }
    }
}
