import Foundation
@testable import Sealing
import Testing

@Suite struct CodenameTests {
    /// Detection is what a source relies on: nobody can be asked, and another codename is another mailbox.
    @Test(arguments: [false, true])
    func codename_typo_caught_offline(abbreviated: Bool) throws {
        let draw = draws("typo \(abbreviated)")
        var slips = Tally()
        var swaps = Tally()
        for _ in 0..<4 {
            let codename = try #require(Codename(random: draw(10)))
            let words = codename.words.split(separator: " ").map {
                abbreviated ? String($0.prefix(4)) : String($0)
            }
            for position in words.indices {
                for slip in Self.slips(of: words[position]) {
                    var typed = words
                    typed[position] = slip
                    slips.count(typed, of: codename, position: position + 1)
                }
            }
        }
        for _ in 0..<60 {
            let codename = try #require(Codename(random: draw(10)))
            let words = codename.words.split(separator: " ").map {
                abbreviated ? String($0.prefix(4)) : String($0)
            }
            for first in words.indices {
                for second in words.indices where first < second && words[first] != words[second] {
                    var typed = words
                    typed.swapAt(first, second)
                    swaps.count(typed, of: codename, position: nil)
                }
            }
        }
        #expect(slips.total > 5_000 && swaps.total > 1_500)
        // Only the checksum sees a swap, and it misses 1 in 256.
        #expect(Double(swaps.missed) <= 0.009 * Double(swaps.total), "\(swaps)")
        #expect(swaps.named == 0 && swaps.wronglyNamed == 0)
        #expect(slips.wronglyNamed == 0)
        if abbreviated {
            #expect(Double(slips.missed) <= 0.001 * Double(slips.total), "\(slips)")
            #expect(Double(slips.named) >= 0.94 * Double(slips.total), "\(slips)")
        } else {
            #expect(Double(slips.missed) <= 0.000_2 * Double(slips.total), "\(slips)")
            #expect(Double(slips.named) >= 0.99 * Double(slips.total), "\(slips)")
        }
    }

    private struct Tally {
        var total = 0
        /// The word at fault was named by its position.
        var named = 0
        var wronglyNamed = 0
        var checksum = 0
        /// Taken for another codename.
        var missed = 0

        mutating func count(_ typed: [String], of codename: Codename, position: Int?) {
            do {
                let read = try Codename(typed: typed.joined(separator: " "))
                guard read.words != codename.words else { return }
                missed += 1
            } catch {
                switch error {
                case .unknownWord(let found):
                    if found == position { named += 1 } else { wronglyNamed += 1 }
                case .checksum: checksum += 1
                case .count: wronglyNamed += 1
                }
            }
            total += 1
        }
    }

    /// One letter changed, dropped, doubled or added, or two neighbours exchanged.
    private static func slips(of word: String) -> Set<String> {
        let letters = Array(word)
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
        var slips: Set<String> = []
        for index in letters.indices {
            var dropped = letters
            dropped.remove(at: index)
            slips.insert(String(dropped))
            for letter in alphabet {
                var changed = letters
                changed[index] = letter
                slips.insert(String(changed))
            }
            guard index + 1 < letters.count else { continue }
            var exchanged = letters
            exchanged.swapAt(index, index + 1)
            slips.insert(String(exchanged))
        }
        for index in 0...letters.count {
            for letter in alphabet {
                var added = letters
                added.insert(letter, at: index)
                slips.insert(String(added))
            }
        }
        slips.remove(word)
        slips.remove("")
        return slips
    }

    @Test func `random bytes and words are each other, for all bits`() throws {
        for bit in 0..<80 {
            var random = [UInt8](repeating: 0, count: 10)
            random[bit / 8] = 0x80 >> UInt8(bit % 8)
            let codename = try #require(Codename(random: random))
            let words = codename.words.split(separator: " ")
            #expect(words.count == 8)
            #expect(words[bit / 11] == Wordlist.words[1 << (10 - bit % 11)] || bit >= 77)
            #expect(try Codename(typed: codename.words).words == codename.words)
        }
    }

    @Test func `a word is typed whole or as its first four letters, in any case, apart by anything`() throws {
        let codename = try #require(Codename(random: draws("typed")(10)))
        let words = codename.words.split(separator: " ").map(String.init)
        let short = words.map { String($0.prefix(4)) }
        let mixed = words.indices.map { $0 % 2 == 0 ? words[$0] : short[$0].uppercased() }
        let spellings = [
            codename.words.uppercased(), short.joined(separator: "-"),
            "\n\t" + words.map(\.capitalised).joined(separator: " \r\n") + "--",
            mixed.joined(separator: "\u{a0}"),
        ]
        for typed in spellings {
            #expect(try Codename(typed: typed).words == codename.words)
            #expect(codename.matches(typed: typed))
        }
    }

    @Test func `the first letters of a word are the word, and others are not`() throws {
        let codename = try #require(Codename(random: draws("longer")(10)))
        var words = codename.words.split(separator: " ").map(String.init)
        let position = try #require(words.firstIndex { $0.count > 5 })
        words[position].removeLast()
        #expect(try Codename(typed: words.joined(separator: " ")).words == codename.words)
        words[position] += "qq"
        #expect(throws: Codename.Typo.unknownWord(position: position + 1)) {
            try Codename(typed: words.joined(separator: " "))
        }
        words[position] = String(words[position].prefix(3))
        #expect(throws: Codename.Typo.unknownWord(position: position + 1)) {
            try Codename(typed: words.joined(separator: " "))
        }
    }

    @Test(arguments: [
        ", ", " . ", "/", "\t", "\u{a0}", "\u{2003}", "\u{200b}", "\r\n", "\n\n", " | ", "; ", "_",
        "\u{2013}", "\"=\"",
    ])
    func `words stand apart by anything`(separator: String) throws {
        let codename = try #require(Codename(random: draws("apart")(10)))
        let words = codename.words.split(separator: " ")
        #expect(try Codename(typed: words.joined(separator: separator)).words == codename.words)
        // A control: without anything between them they are no eight words.
        #expect(throws: Codename.Typo.count(1)) { try Codename(typed: words.joined()) }
    }

    @Test func `numbers, labels, quotes and a byte order mark are no words`() throws {
        let codename = try #require(Codename(random: draws("numbered")(10)))
        let words = codename.words.split(separator: " ").map(String.init)
        let spellings = [
            words.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n"),
            words.enumerated().map { "\($0 + 1)) \($1.uppercased())" }.joined(separator: " "),
            words.enumerated().map { "\($0 + 1)\($1)" }.joined(separator: " "),
            "\u{feff}\(codename.words)\n", "Kode laporan:\n\n    \(codename.words)\n",
            "codename = \"\(codename.words)\"", "Kode laporan saya yang kemarin: \(codename.words)",
            "my own=\(words.joined(separator: "-"))",
            "{\"codename\":\"\(codename.words)\"}",
            words.map { $0.prefix(2) + "\u{ad}" + $0.dropFirst(2) }.joined(separator: " "),
        ]
        for typed in spellings { #expect(try Codename(typed: typed).words == codename.words, "\(typed)") }
        // A digit within a word, or a letter of another script, is a slip: not passed over.
        for slip in ["ab0n", "аbon"] {
            #expect(throws: Codename.Typo.unknownWord(position: 1)) {
                try Codename(typed: ([slip] + words.dropFirst()).joined(separator: " "))
            }
        }
        #expect(throws: Codename.Typo.count(9)) { try Codename(typed: codename.words + " lagi") }
        #expect(throws: Codename.Typo.count(9)) { try Codename(typed: "lagi \(codename.words)") }
        #expect(throws: Codename.Typo.count(10)) { try Codename(typed: "saya: \(codename.words) lagi") }
    }

    @Test func `what was typed back is held against each word`() throws {
        let codename = try #require(Codename(random: draws("back")(10)))
        var words = codename.words.split(separator: " ").map(String.init)
        #expect(codename.compared(to: words.map { $0.prefix(4) }.joined(separator: "\n")) == .same)
        words[7] = words[7] == "abon" ? "abadi" : "abon"
        #expect(codename.compared(to: words.joined(separator: " ")) == .others([8]))
        words[1] = "zzzz"
        #expect(codename.compared(to: words.joined(separator: " ")) == .others([2, 8]))
        #expect(codename.compared(to: "abon") == .count(1))
    }

    @Test func `a hint says which word was meant`() throws {
        let draw = draws("hint")
        var (found, all) = (0, 0)
        for _ in 0..<20 {
            let codename = try #require(Codename(random: draw(10)))
            let words = codename.words.split(separator: " ").map(String.init)
            for position in words.indices {
                var typed = words
                typed[position].remove(at: typed[position].index(typed[position].startIndex, offsetBy: 1))
                guard case .word(let wrong, let nearest) = CodenameHint(typed.joined(separator: " ")) else {
                    continue
                }
                #expect(wrong == typed[position])
                all += 1
                if nearest == words[position] { found += 1 }
            }
        }
        #expect(all > 100 && found * 100 >= all * 97, "\(found) of \(all)")
        let right = try #require(Codename(random: draw(10)))
        #expect(CodenameHint(right.words) == nil)
    }

    @Test func `exchanged neighbours are named where only they fit`() throws {
        let draw = draws("exchanged")
        var (named, wrong) = (0, 0)
        for _ in 0..<40 {
            let codename = try #require(Codename(random: draw(10)))
            var words = codename.words.split(separator: " ").map(String.init)
            words.swapAt(2, 3)
            guard case .exchanged(let position) = CodenameHint(words.joined(separator: " ")) else { continue }
            if position == 3 { named += 1 } else { wrong += 1 }
        }
        #expect(named >= 35 && wrong <= 1, "\(named), \(wrong)")
    }

    @Test(arguments: [0, 1, 7, 9])
    func `other numbers of words are counted`(count: Int) throws {
        let words = [String](repeating: "abadi", count: count).joined(separator: " ")
        #expect(throws: Codename.Typo.count(count)) { try Codename(typed: words) }
    }

    @Test(arguments: [0, 9, 11])
    func `other numbers of random bytes are refused`(count: Int) {
        #expect(Codename(random: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func `another codename does not match, and nothing of one is printed`() throws {
        let one = try #require(Codename(random: draws("one")(10)))
        let other = try #require(Codename(random: draws("other")(10)))
        #expect(!one.matches(typed: other.words) && !one.matches(typed: "") && one.matches(typed: one.words))
        var dumped = ""
        dump(one, to: &dumped)
        for word in one.words.split(separator: " ") {
            #expect(!"\(one) \(String(reflecting: one)) \(dumped)".contains(word))
        }
        #expect("\(one)".contains("secret of 11 bytes"))
    }

    @Test func `the word list is the protocol's`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Protocol/codename-words.txt")
        #expect(
            try String(contentsOf: file.standardized, encoding: .utf8).split(separator: "\n").map(String.init)
                == Wordlist.words)
    }

    @Test func `the word list keeps its promises`() {
        #expect(Wordlist.words.count == 2_048)
        #expect(Set(Wordlist.words.map { $0.prefix(4) }).count == 2_048)
        #expect(Wordlist.words == Wordlist.words.sorted())
        #expect(
            Wordlist.words.allSatisfy {
                (4...8).contains($0.count) && $0.allSatisfy { ("a"..."z").contains($0) }
            })
    }
}

extension String {
    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
