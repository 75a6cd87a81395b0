/// What a person may have meant who mistyped a codename.
///
/// It holds words of theirs: it is for their own eyes, and for no log.
package enum CodenameHint: Equatable, Sendable {
    /// The typed word, and the word of the list that is nearest to it, where one is near.
    case word(typed: String, nearest: String?)
    /// The words at this position, from 1, and behind it, exchanged, make a codename; no other neighbours do.
    case exchanged(Int)

    /// Looks for one; nil where there is none, or nothing to mend.
    package init?(_ typed: String) {
        let words = TypedWords(typed).words
        guard words.count == Codename.wordCount else { return nil }
        if let wrong = words.firstIndex(where: { Wordlist.position(of: $0) == nil }) {
            self = .word(typed: words[wrong], nearest: nearest(to: words[wrong], at: wrong, of: words))
            return
        }
        let numbers = words.compactMap { Wordlist.position(of: $0) }
        let swaps = (0..<numbers.count - 1).filter { first in
            var numbers = numbers
            numbers.swapAt(first, first + 1)
            return isCodename(numbers)
        }
        guard swaps.count == 1, !isCodename(numbers) else { return nil }
        self = .exchanged(swaps[0] + 1)
    }
}

/// The nearest word, of those within two slips; among equally near ones, one that makes a codename of all eight.
private func nearest(to typed: String, at position: Int, of words: [String]) -> String? {
    let letters = Array(typed.utf8.prefix(12))
    guard letters.count >= 3 else { return nil }
    let others = words.map { Wordlist.position(of: $0) }
    func fits(_ number: Int) -> Bool {
        var numbers = others
        numbers[position] = number
        let known = numbers.compactMap { $0 }
        return known.count == Codename.wordCount && isCodename(known)
    }
    var best: (distance: Int, number: Int, fits: Bool)?
    for (number, word) in Wordlist.words.enumerated() {
        let whole = Array(word.utf8)
        var near = distance(letters, whole)
        if letters.count <= 5 { near = min(near, distance(letters, Array(whole.prefix(4)))) }
        guard near <= 2 else { continue }
        if let best, best.distance < near || best.distance == near && (best.fits || !fits(number)) {
            continue
        }
        best = (near, number, fits(number))
    }
    return best.map { Wordlist.words[$0.number] }
}

/// Letters changed, added, dropped, or exchanged with the next one, to come from one word to the other.
private func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var before: [Int] = []
    var above = Array(0...other.count)
    for row in one.indices {
        var current = [row + 1]
        for column in other.indices {
            var best = min(above[column] + (one[row] == other[column] ? 0 : 1), above[column + 1] + 1)
            best = min(best, current[column] + 1)
            if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                best = min(best, before[column - 1] + 1)
            }
            current.append(best)
        }
        (before, above) = (above, current)
    }
    return above[other.count]
}
