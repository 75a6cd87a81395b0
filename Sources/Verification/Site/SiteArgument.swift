package import AuditLog
import Console
package import Dialing
import Words

extension SiteLink {
    /// Reads a link, or a file that holds one.
    package init(argument: String) throws(VerificationError) {
        let scheme = "kentongan://"
        let text =
            argument.hasPrefix(scheme)
            ? argument : try NamedFile.link.text(argument, limit: 4_096).stripped
        do { try self.init(text) } catch {
            throw .malformed(.link, path: argument, reason: "\(error)")
        }
    }
}

/// Throws where a host can only be reached through Tor and no proxy leads there: its name is never looked up elsewhere.
package func checkReachable(_ host: String, proxy: Proxy?) throws(VerificationError) {
    guard HostName(host)?.isOnion == true, proxy == nil else { return }
    throw .request(.onionWithoutProxy)
}

extension Proxy {
    /// Reads `socks5://HOST:PORT`.
    package init(argument: String) throws(VerificationError) {
        guard let proxy = Proxy(url: argument) else { throw .request(.proxyForm) }
        self = proxy
    }
}
