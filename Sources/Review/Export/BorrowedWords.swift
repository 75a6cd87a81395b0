import Wire

/// Fragments of one text that stand, word by word, in another: a source is known by its words.
///
/// Case, punctuation and line ends do not count.
package struct BorrowedWords: Equatable, Sendable {
    /// The places of the first and of the last word of each fragment in the text, from 1, ascending.
    package let fragments: [ClosedRange<Int>]

    /// Words of the shortest fragment that counts.
    package static let shortest = 5

    /// Looks for the fragments.
    ///
    /// - Parameters:
    ///   - text: the reviewer's.
    ///   - sources: texts of the source; one of fewer words than the shortest fragment counts as a whole from 2 words on, or
    ///     where it is one long word: a file name, an address.
    package init(in text: String, of sources: [String]) {
        let words = Self.words(of: text)
        var borrowed = [Bool](repeating: false, count: words.count)
        for source in sources {
            let others = Self.words(of: source)
            let length = min(Self.shortest, others.count)
            let isTelling = length >= 2 || (others.first?.count ?? 0) >= 12
            guard isTelling, words.count >= length else { continue }
            var known: Set<[Substring]> = []
            for start in 0...(others.count - length) { known.insert(Array(others[start..<start + length])) }
            for start in 0...(words.count - length)
            where known.contains(Array(words[start..<start + length])) {
                for place in start..<start + length { borrowed[place] = true }
            }
        }
        var fragments: [ClosedRange<Int>] = []
        for place in borrowed.indices where borrowed[place] {
            if let last = fragments.last, last.upperBound == place {
                fragments[fragments.count - 1] = last.lowerBound...(place + 1)
            } else {
                fragments.append((place + 1)...(place + 1))
            }
        }
        self.fragments = fragments
    }

    /// Letters and digits, in lower case; everything else parts them.
    private static func words(of text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
}

extension OpenedReport {
    /// Everything that the source put into words, whatever it is about.
    package var sourceTexts: [String] {
        let story = report.story
        var texts = [
            story.subjectName, story.subjectPosition, story.subjectUnit, story.place, story.eventName,
            story.story,
        ]
        texts += story.links.split(separator: "\n").map(String.init)
        texts += story.evidence.map { $0.name }
        texts += supplements.flatMap { [$0.note] + $0.evidence.map { $0.name } }
        texts += replies.map { $0.text }
        return texts.filter { !$0.isEmpty }
    }
}
