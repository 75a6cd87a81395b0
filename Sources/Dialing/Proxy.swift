/// What connects for us.
package enum Proxy: Sendable, Equatable {
    /// RFC 1928; names are looked up by the proxy, never here. Tor gives every `user` circuits of its own.
    case socks5(Address, user: String? = nil)

    /// `socks5://[user@]host:port`; `socks5h` says the same.
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
}
