import Foundation

/// What no line of the server may hold, told by its form: addresses, keys, and times finer than an epoch.
///
/// It is the second wall: notices have no free text, so plaintext and codenames, which have no form, cannot get into one.
enum Forbidden {
    /// Whether nothing of it is in the text.
    static func isFree(_ text: String) -> Bool {
        let isMarked = marks.contains { text.range(of: $0) != nil }
        return !isMarked && text.split { $0.isWhitespace || separators.contains($0) }.allSatisfy(isHarmless)
    }

    private static let marks = ["AGE-SECRET-KEY", "AGE-PLUGIN", "age1", "BEGIN ", "PRIVATE KEY", ".onion"]
    private static let separators: Set<Character> = [
        "'", "\"", "(", ")", ",", ";", "[", "]", "<", ">", "=", "@",
    ]

    private static func isHarmless(_ word: Substring) -> Bool {
        !isIPv4(word) && !isAddress(word) && !isKey(word) && !isTime(word)
    }

    /// Four numbers between dots, anywhere in the word.
    private static func isIPv4(_ word: Substring) -> Bool {
        word.split { !$0.isASCIIDigit && $0 != "." }.contains { part in
            let numbers = part.split(separator: ".")
            return numbers.count >= 4
        }
    }

    /// `host:port`, or two colons or more: IPv6, a time of day.
    private static func isAddress(_ word: Substring) -> Bool {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count > 2 { return true }
        guard parts.count == 2, let last = parts.last else { return false }
        return last.first?.isASCIIDigit == true
    }

    /// 32 digits of a number to the base 16, or 40 of one to the base 64, in a row.
    private static func isKey(_ word: Substring) -> Bool {
        word.split { !$0.isHexDigit }.contains { $0.count >= 32 }
            || word.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "+-_".contains($0))) }
                .contains { $0.count >= 40 }
    }

    /// Seconds since 1970 have ten digits; a date has two hyphens between numbers.
    private static func isTime(_ word: Substring) -> Bool {
        if word.split(whereSeparator: { !$0.isASCIIDigit }).contains(where: { $0.count >= 10 }) {
            return true
        }
        let parts = word.split(separator: "-")
        return parts.count >= 3 && parts.prefix(2).allSatisfy { $0.allSatisfy { $0.isASCIIDigit } }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
