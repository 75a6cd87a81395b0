package import Dialing
import TLS
import Words

extension Failure {
    /// What it means that there is no connection: nobody there, or somebody else.
    package init(_ error: DialError) {
        switch error {
        case .tls: self.init(.untrusted, "\(error)")
        case .unreachable, .timeout, .cancelled: self.init(.unreachable, "\(error)", field: "--site")
        case .proxy: self.init(.unreachable, "\(error)", field: "--proxy")
        }
    }
}
