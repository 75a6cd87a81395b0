package import Wire

/// `kentongan://HOST:PORT/#FINGERPRINT`: what a poster prints and all that a client starts from.
package struct SiteLink: Equatable, Sendable, CustomStringConvertible {
    /// Why a text is no site link.
    package enum Mistake: Error, Equatable, CustomStringConvertible {
        case scheme
        case host
        case port
        case fingerprint(digits: Int)

        package var description: String {
            switch self {
            case .scheme: "a site link starts with kentongan://"
            case .host: "host is empty or has a character that a host name cannot have"
            case .port: "port is not a number, limit 0 to 65535"
            case .fingerprint(let digits):
                "fingerprint behind /# has \(digits) characters, limit 64 lower-case hexadecimal digits"
            }
        }
    }

    /// A host name, or an address without brackets.
    package var host: String
    /// 0 to 65535.
    package var port: UInt16
    /// The root fingerprint.
    package var fingerprint: Hash

    /// Takes the parts unchecked.
    package init(host: String, port: UInt16, fingerprint: Hash) {
        self.host = host
        self.port = port
        self.fingerprint = fingerprint
    }

    /// Reads a link exactly as `description` writes it.
    package init(_ text: String) throws(Mistake) {
        guard text.hasPrefix(Self.scheme) else { throw .scheme }
        let rest = text.dropFirst(Self.scheme.count)
        guard let slash = rest.firstIndex(of: "/") else { throw .fingerprint(digits: 0) }
        let fragment = rest[slash...]
        guard fragment.hasPrefix("/#") else { throw .fingerprint(digits: 0) }
        let (host, port) = try hostAndPort(rest[..<slash])
        let digits = fragment.dropFirst(2)
        guard digits == digits.lowercased(), let fingerprint = Hash(hex: digits) else {
            throw .fingerprint(digits: digits.count)
        }
        self.init(host: host, port: port, fingerprint: fingerprint)
    }

    package var description: String {
        "\(Self.scheme)\(host.contains(":") ? "[\(host)]" : host):\(port)/#\(fingerprint.hex)"
    }

    private static let scheme = "kentongan://"
}

/// Port 0 stands for one that the system chooses.
private func hostAndPort(_ text: Substring) throws(SiteLink.Mistake) -> (String, UInt16) {
    let parts: HostPort
    do { parts = try HostPort(text, isPortZeroAllowed: true) } catch {
        throw error == .port ? .port : .host
    }
    let host = parts.host
    let isPlain =
        parts.isBracketed
        ? host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        : host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    guard isPlain, !host.isEmpty, host.count <= 253 else { throw .host }
    return (String(host), parts.port)
}
