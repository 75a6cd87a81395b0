package import AuditLog
package import Dialing
package import Wire

/// Where a site is and how to get there.
package struct SiteAddress: Equatable, Sendable {
    /// Host, port and the fingerprint of the root key.
    package var link: SiteLink
    /// Connects for us; nil where we connect ourselves.
    package var proxy: Proxy?
    /// When a visit's cells leave.
    package var pace: VisitPace
    /// How long a connection may take to be made, handshake included.
    package var dialTimeout: Duration = .seconds(60)
    /// How long one that is made may stand still.
    package var limits = ConnectionLimits()

    /// A link that was read already; nobody looks whether it can be reached.
    package init(link: SiteLink, proxy: Proxy? = nil) {
        self.link = link
        self.proxy = proxy
        pace = VisitPace(host: link.host, proxy: proxy)
    }

    /// Reads both.
    ///
    /// - Parameters:
    ///   - site: a link, or a file that holds one.
    ///   - proxy: `socks5://HOST:PORT`; an onion address needs one.
    /// - Throws: `unreadable` or `malformed` for the link, `request` for the proxy or the want of one.
    package init(site: String, proxy: String?) throws(VerificationError) {
        link = try SiteLink(argument: site)
        self.proxy = try proxy.map { url throws(VerificationError) in try Proxy(argument: url) }
        pace = VisitPace(host: link.host, proxy: self.proxy)
        try checkReachable(link.host, proxy: self.proxy)
    }
}
