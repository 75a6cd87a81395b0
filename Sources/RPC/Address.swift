/// Where to connect: a name or an IP address, and a TCP port.
package struct Address: Sendable, Equatable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`; an IPv6 address stands in brackets.
    package init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = UInt16(digits),
            port > 0
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, host.utf8.count <= 255 else { return nil }
        self.init(host: String(host), port: Int(port))
    }
}

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
