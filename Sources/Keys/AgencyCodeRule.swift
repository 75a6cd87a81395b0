package import Wire

/// What an agency's code may be.
package enum AgencyCodeRule {
    /// Characters of the longest code.
    package static let limit = 32

    /// Whether it is 1 to 32 of `a`-`z`, `0`-`9` and `_`.
    package static func isCode(_ text: AgencyCode) -> Bool {
        (1...limit).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
            }
    }
}
