import Keys
import Primitives
import Wire

/// Eight words that are a source's only key: 80 random bits and an 8-bit checksum.
///
/// Protocol, section 10. A slip of the pen is caught without asking anybody.
package struct Codename: Sendable {
    /// Words of a codename.
    package static let wordCount = 8
    /// Bytes of randomness in a codename.
    package static let randomCount = 10

    /// Why typed words are no codename; it never holds the words.
    package enum Typo: Error, Equatable, CustomStringConvertible {
        case count(Int)
        /// The word at `position` (from 1) is not on the list.
        case unknownWord(position: Int)
        /// All are on the list, yet they are not a codename: one is wrong, or two are exchanged.
        case checksum

        package var description: String {
            switch self {
            case .count(let count): "\(count) words, a codename has \(wordCount)"
            case .unknownWord(let position): "word \(position) is not on the list"
            case .checksum: "the words do not belong together: one is mistaken or out of order"
            }
        }
    }

    private let secret: Secret

    /// - Parameter random: 10 random bytes; nil for another number.
    package init?(random: [UInt8]) {
        guard random.count == Self.randomCount else { return nil }
        var bytes = random + [checksum(of: random)]
        defer { bytes.erase() }
        secret = Secret(bytes)
    }

    /// Reads what a person typed: words apart by anything, each whole or its first letters, at least four.
    package init(typed: String) throws(Typo) {
        let words = TypedWords(typed).words
        guard words.count == Self.wordCount else { throw .count(words.count) }
        var numbers: [Int] = []
        for (offset, word) in words.enumerated() {
            guard let number = Wordlist.position(of: word) else { throw .unknownWord(position: offset + 1) }
            numbers.append(number)
        }
        var bytes = packed(numbers)
        defer { bytes.erase() }
        var random = [UInt8](bytes.prefix(Self.randomCount))
        defer { random.erase() }
        guard bytes.last == checksum(of: random) else { throw .checksum }
        secret = Secret(bytes)
    }

    /// How many words a person typed, whatever they are.
    package static func count(typed: String) -> Int { TypedWords(typed).words.count }

    /// The whole words with single spaces: what is shown, and what keys derive from.
    package var words: String {
        withPassword { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the bytes of `words`, which are erased behind `body`.
    func withPassword<Result>(_ body: ([UInt8]) -> Result) -> Result {
        var password: [UInt8] = []
        defer { password.erase() }
        password.reserveCapacity(Self.wordCount * 9)
        secret.withBytes { bytes in
            for number in unpacked(bytes) {
                if !password.isEmpty { password.append(UInt8(ascii: " ")) }
                password += Wordlist.words[number].utf8
            }
        }
        return body(password)
    }

    /// What a person typed back, held against this codename.
    package enum TypedBack: Equatable, Sendable {
        case same
        /// So many words.
        case count(Int)
        /// The positions, from 1, of the words that are others.
        case others([Int])
    }

    /// Says which words a person typed back otherwise.
    package func compared(to typed: String) -> TypedBack {
        let words = TypedWords(typed).words
        guard words.count == Self.wordCount else { return .count(words.count) }
        let numbers = secret.withBytes { unpacked($0) }
        let others = words.indices.filter { Wordlist.position(of: words[$0]) != numbers[$0] }
        return others.isEmpty ? .same : .others(others.map { $0 + 1 })
    }

    /// Whether a person typed this very codename back.
    package func matches(typed: String) -> Bool { compared(to: typed) == .same }
}

/// Whether eight words' numbers hold a checksum that is theirs.
func isCodename(_ numbers: [Int]) -> Bool {
    var bytes = packed(numbers)
    defer { bytes.erase() }
    var random = Array(bytes.prefix(Codename.randomCount))
    defer { random.erase() }
    return bytes.last == checksum(of: random)
}

private func checksum(of random: [UInt8]) -> UInt8 {
    sha256(label: "kentongan codename v1", random).bytes.first ?? 0
}

/// 88 bits as 8 numbers of 11, first bit first.
private func unpacked(_ bytes: [UInt8]) -> [Int] {
    var numbers: [Int] = []
    var bits = 0
    var held = 0
    for byte in bytes {
        held = held << 8 | Int(byte)
        bits += 8
        if bits >= 11 {
            bits -= 11
            numbers.append(held >> bits & 0x7ff)
            held &= (1 << bits) - 1
        }
    }
    return numbers
}

private func packed(_ numbers: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits = 0
    var held = 0
    for number in numbers {
        held = held << 11 | number
        bits += 11
        while bits >= 8 {
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: held >> bits))
            held &= (1 << bits) - 1
        }
    }
    return bytes
}
