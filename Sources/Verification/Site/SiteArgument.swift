package import AuditLog
import Console
package import Dialing
import Words

extension SiteLink {
    /// Reads a link, or a file that holds one.
    ///
    /// As people hand it on: in capitals, with white space or invisible characters behind it or where a line was broken.
    package init(argument: String) throws(VerificationError) {
        let scheme = "kentongan://"
        var text = argument.asLink
        if !text.hasPrefix(scheme) { text = try NamedFile.link.text(argument, limit: 4_096).asLink }
        do { try self.init(text) } catch {
            throw .malformed(.link, path: argument, reason: "\(error)")
        }
    }
}

extension String {
    /// Lower case, and nothing that cannot be seen: no link has either.
    fileprivate var asLink: String {
        String(unicodeScalars.filter { $0.isShown && !$0.properties.isWhitespace }.map { Character($0) })
            .lowercased()
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
