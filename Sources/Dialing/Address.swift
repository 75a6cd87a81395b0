import Wire

/// A name or an IP address, and a TCP port.
package struct Address: Sendable, Equatable {
    /// A name or an IP address, without brackets.
    package var host: String
    /// 1 to 65,535.
    package var port: Int

    /// Creates an address from its parts, unchecked.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`, an IPv6 address in brackets; nil for anything else.
    package init?(_ text: Substring) {
        guard let parts = try? HostPort(text, isPortZeroAllowed: false),
            parts.digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            parts.isBracketed || !parts.host.contains(":"), (1...255).contains(parts.host.utf8.count)
        else { return nil }
        self.init(host: String(parts.host), port: Int(parts.port))
    }
}
