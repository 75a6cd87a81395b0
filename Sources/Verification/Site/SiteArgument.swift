import AuditLog
import Console
package import Dialing
import Files
package import Words

extension SiteLink {
    /// What `--site` takes: a link, or a file that holds one.
    package init(argument: String) throws(Failure) {
        let scheme = "kentongan://"
        let text =
            argument.hasPrefix(scheme)
            ? argument : try Files.readText(argument, limit: 4_096, field: "--site").stripped
        do {
            try self.init(text)
        } catch {
            throw Failure(.badInput, "--site: \(error)", field: "--site")
        }
    }
}

/// Throws where a host can only be reached through Tor and no proxy leads there: its name is never looked up elsewhere.
package func checkReachable(_ host: String, proxy: Proxy?) throws(Failure) {
    guard host.lowercased().hasSuffix(".onion"), proxy == nil else { return }
    throw Failure(
        .usage, "--proxy: an onion address is reached through Tor only; try --proxy socks5://127.0.0.1:9050",
        field: "--proxy")
}

extension Proxy {
    /// What `--proxy` takes: `socks5://HOST:PORT`.
    package init(argument: String) throws(Failure) {
        guard let proxy = Proxy(url: argument) else {
            throw Failure(.usage, "--proxy: not of the form socks5://127.0.0.1:9050", field: "--proxy")
        }
        self = proxy
    }
}
