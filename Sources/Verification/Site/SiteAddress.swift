package import AuditLog
package import Dialing
package import Words

/// Where a site is and how to get there: what `--site` and `--proxy` say.
package struct SiteAddress: Equatable, Sendable {
    package var link: SiteLink
    package var proxy: Proxy?

    package init(link: SiteLink, proxy: Proxy? = nil) {
        self.link = link
        self.proxy = proxy
    }

    /// - Parameters:
    ///   - site: a link, or a file that holds one.
    ///   - proxy: `socks5://HOST:PORT`; an onion address needs one.
    package init(site: String, proxy: String?) throws(Failure) {
        link = try SiteLink(argument: site)
        self.proxy = try proxy.map { url throws(Failure) in try Proxy(argument: url) }
        try checkReachable(link.host, proxy: self.proxy)
    }
}
