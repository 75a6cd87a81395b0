/// Whether a text from outside asks to be followed somewhere: to a page, a chat, another site.
///
/// Whoever opens a link shows an address to whom it leads to. A warning only: nothing rests on it.
package enum LinkWarning {
    /// The last labels of names that are links when no scheme stands before them.
    private static let endings = [
        "app", "biz", "cc", "co", "com", "gg", "id", "info", "io", "link", "ly", "me", "net", "onion", "org",
        "page", "site",
        "to", "top", "web", "xyz",
    ]

    /// Looks for a scheme, `www.`, or a word that ends, or goes on behind a slash, like a host name.
    package static func isNeeded(for text: String) -> Bool {
        let lowered = text.lowercased()
        if lowered.contains("://") || lowered.contains("www.") || lowered.contains("mailto:") { return true }
        return lowered.split(whereSeparator: { $0.isWhitespace || ",;()<>\"'[]{}".contains($0) }).contains {
            isHost($0)
        }
    }

    private static func isHost(_ word: Substring) -> Bool {
        let host = word.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
        let labels = host.split(separator: ".", omittingEmptySubsequences: true)
        guard labels.count >= 2, let last = labels.last else { return false }
        return labels.dropLast().allSatisfy {
            $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "@" }
        }
            && endings.contains(String(last))
    }
}
