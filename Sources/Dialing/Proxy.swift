/// A proxy that connects for us.
package enum Proxy: Sendable, Equatable {
    /// SOCKS5 (RFC 1928) at an address: names are looked up by the proxy, never here.
    ///
    /// Tor gives every `user` circuits of its own (`IsolateSOCKSAuth`, which is on unless it was switched off).
    case socks5(Address, user: String? = nil)

    /// Reads `socks5://[user@]host:port`, or the same with `socks5h`; nil for anything else.
    package init?(url: String) {
        guard let scheme = ["socks5://", "socks5h://"].first(where: { url.lowercased().hasPrefix($0) }) else {
            return nil
        }
        var rest = url.dropFirst(scheme.count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        var user: String?
        if let at = rest.lastIndex(of: "@") {
            user = String(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        guard user.map({ (1...255).contains($0.utf8.count) && !$0.contains(":") }) ?? true,
            let address = Address(rest)
        else { return nil }
        self = .socks5(address, user: user)
    }

    /// The same on circuits of its own, where it is Tor.
    ///
    /// - Parameter user: nobody else's. It is not used where the proxy was given one: that one may be asked for.
    /// - Returns: the proxy as this user asks it.
    package func apart(as user: String) -> Proxy {
        switch self {
        case .socks5(let address, let given): .socks5(address, user: given ?? user)
        }
    }
}
