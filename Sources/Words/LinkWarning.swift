/// Whether a text from outside asks to be followed somewhere: to a page, a chat, another site.
///
/// Whoever opens a link shows an address to whom it leads to. A warning only: nothing rests on it.
package enum LinkWarning {
    /// The last labels of names that are links when no scheme stands before them.
    private static let endings = [
        "app", "biz", "cc", "co", "com", "gg", "id", "info", "io", "link", "ly", "me", "net", "onion", "org",
        "page", "site", "to", "top", "web", "xyz",
    ]

    /// Looks for a scheme, `www.`, or a word that ends, or goes on behind a slash, like a host name.
    package static func isNeeded(for text: String) -> Bool {
        let bytes = text.utf8.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
        return ["://", "www.", "mailto:"].contains { holds(bytes, Array($0.utf8)) }
            || bytes.split { isApart($0) }.contains { isHost($0) }
    }

    private static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: part) }
    }

    /// White space, and what stands around a word.
    private static func isApart(_ byte: UInt8) -> Bool {
        byte <= 0x20 || ",;()<>\"'[]{}".utf8.contains(byte)
    }

    private static func isHost(_ word: ArraySlice<UInt8>) -> Bool {
        let labels = word.prefix { !"/:?".utf8.contains($0) }.split(separator: 0x2e)
        guard labels.count >= 2, let last = labels.last else { return false }
        return endings.contains { last.elementsEqual($0.utf8) }
            && labels.dropLast().allSatisfy { $0.allSatisfy { isOfALabel($0) } }
    }

    /// Letters, digits, `-`, and the `@` of a mail address; beyond ASCII anything.
    private static func isOfALabel(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7a, 0x2d, 0x40, 0x80...: true
        default: false
        }
    }
}
