import Wire

/// The address of an HTTP server: `http://host[:port][/prefix]` or `https://…`, without query, fragment or user.
package struct HTTPURL: Equatable, Sendable, CustomStringConvertible {
    /// Whether it is `https`.
    package let isSecure: Bool
    /// A name or an IP address, without brackets.
    package let host: String
    /// The TCP port: the scheme's where the text has none.
    package let port: Int
    /// What all paths begin with: starts with `/` and does not end with one; empty for the root.
    package let prefix: String

    /// Reads an address of at most 512 bytes; nil for anything else.
    package init?(_ text: String) {
        let schemes = [("https://", true, 443), ("http://", false, 80)]
        guard text.utf8.count <= 512,
            let (scheme, isSecure, standard) = schemes.first(where: { text.hasPrefix($0.0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        var prefix = rest[slash...]
        while prefix.hasSuffix("/") { prefix = prefix.dropLast() }
        guard prefix.utf8.allSatisfy(Self.isPlain), !prefix.contains("//"), !prefix.contains("/.") else {
            return nil
        }
        if authority.contains(":"), !authority.hasSuffix("]") {
            guard let parts = try? HostPort(authority, isPortZeroAllowed: false) else { return nil }
            (host, port) = (String(parts.host), Int(parts.port))
        } else {
            (host, port) = (String(HostPort.withoutBrackets(authority).host), standard)
        }
        guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy(Self.isHost) else { return nil }
        self.isSecure = isSecure
        self.prefix = String(prefix)
    }

    /// The address with its port, as `init` reads it.
    package var description: String {
        "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)\(prefix)"
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: ":")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || [UInt8]("/-._~".utf8).contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: false
        }
    }
}
