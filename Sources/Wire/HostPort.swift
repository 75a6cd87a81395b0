/// `host:port` or `[address]:port`, taken apart: what links, settings, options and proxies have in common.
///
/// Which characters a host may have, and whether it may be empty in brackets, is for those who use it.
package struct HostPort: Equatable, Sendable {
    /// Why a text is none.
    package enum Mistake: Error, Equatable, Sendable {
        /// Nothing stands before the port.
        case host
        /// There is none, or it is out of its bounds.
        case port
    }

    /// Without its brackets.
    package let host: Substring
    /// Whether it stood in brackets, as an IPv6 address does.
    package let isBracketed: Bool
    /// From 0 or 1 to 65,535.
    package let port: UInt16
    /// The port as it was written.
    package let digits: Substring

    /// Splits at the last colon.
    ///
    /// - Parameters:
    ///   - text: the whole of it.
    ///   - isPortZeroAllowed: where 0 lets the system choose; else a port is 1 at least.
    /// - Throws: what is wrong with it; with both, `port`.
    package init(_ text: Substring, isPortZeroAllowed: Bool) throws(Mistake) {
        guard let colon = text.lastIndex(of: ":") else { throw .port }
        digits = text[text.index(after: colon)...]
        guard let port = UInt16(digits), port > 0 || isPortZeroAllowed else { throw .port }
        guard colon > text.startIndex else { throw .host }
        self.port = port
        (host, isBracketed) = Self.withoutBrackets(text[..<colon])
    }

    /// A host that stands without a port: its text, and whether it stood in brackets.
    package static func withoutBrackets(_ host: Substring) -> (host: Substring, isBracketed: Bool) {
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        return (isBracketed ? host.dropFirst().dropLast() : host, isBracketed)
    }
}
