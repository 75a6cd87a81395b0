import Console
import Foundation
import Synchronization
import Testing
import Words

/// Whatever somebody from outside writes: nothing that is shown obeys it, hides it or turns it round.
@Suite struct ForeignTests {
    /// One of each kind, and the ends of each range.
    static let hostile: [Unicode.Scalar] =
        ranges.flatMap { [$0.lowerBound, $0.upperBound].compactMap { Unicode.Scalar($0) } }

    private static let ranges: [ClosedRange<UInt32>] = [
        0...8, 0xb...0x1f, 0x7f...0x9f, 0xad...0xad, 0x34f...0x34f, 0x61c...0x61c, 0x115f...0x1160,
        0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0x3164...0x3164, 0xe000...0xf8ff, 0xfeff...0xfeff,
        0xfff0...0xfff8, 0xfffe...0xffff, 0x1bca0...0x1bca3, 0xe0000...0xe01ef, 0x10fffe...0x10ffff,
    ]

    /// What a reader of the shown text would judge: stands here by itself, so that it does not share a mistake.
    private static func isSafe(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\t" || !ranges.contains { $0.contains(scalar.value) }
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String { "nama\(Character(scalar))situs" }

    @Test(arguments: hostile) func `no way of showing lets it through`(_ scalar: Unicode.Scalar) throws {
        let name = Self.name(scalar)
        // The control: the judge sees it where it is.
        #expect(!Self.isSafe(name))
        let shown = [
            Foreign(name).description, Foreign(name).quoted, plain(name),
            Phrase("nama \(name)", "name \(name)").indonesian,
            Phrase("nama \(name)", "name \(name)").english, Phrase.name(name).english,
            Failure(.badInput, Phrase("bukan '\(name)'", "not '\(name)'")).message, JSON.line(name).text,
            JSON.string(name).text,
            JSON.object([(name, .null)]).text, JSON.string(name).fileText,
        ]
        for text in shown { #expect(Self.isSafe(text), "\(text.unicodeScalars.map(\.value))") }
    }

    @Test(arguments: hostile) func `nor does a string that was parsed`(_ scalar: Unicode.Scalar) throws {
        let text = JSON.array([.string(Self.name(scalar))]).text
        let parsed = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
        #expect(parsed.count == 1 && parsed.allSatisfy(Self.isSafe))
    }

    @Test(arguments: hostile) func `a file keeps it, escaped`(_ scalar: Unicode.Scalar) throws {
        let text = JSON.array([.string(Self.name(scalar))]).fileText
        let parsed = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String])
        #expect(parsed == [Self.name(scalar)])
    }

    @Test func `a value has one line, and words of ours keep theirs`() {
        let value = "satu\ndua\r\ntiga\u{85}empat\u{2028}lima\tenam"
        #expect(Foreign(value).description == "satu dua  tiga\u{fffd}empat\u{fffd}lima enam")
        #expect(Foreign(value).description.unicodeScalars.allSatisfy { !CharacterSet.newlines.contains($0) })
        let phrase = Phrase("a\n\(value)\nb", "a\n\(lines: "x\ny")\nb")
        #expect(phrase.indonesian.split(separator: "\n").count == 3)
        #expect(phrase.english == "a\nx\ny\nb")
        #expect(Failure(.badInput, Phrase("\(value)", "\(value)")).message == Foreign(value).description)
        #expect(plain("satu\ndua\tx\r") == "satu\ndua\tx\u{fffd}")
        #expect(JSON.line("a\nb").text == "\"a b\"")
        #expect(JSON.string("a\nb").text == "\"a\\nb\"")
    }

    @Test(
        arguments: [
            "Dinas Pendidikan Kabupaten Ngada", "Jalan Gajah Mada 5, “Pendopo” – lantai ½", "é e\u{301} ñ",
            "حكومة", "自由", "👍🏽 ❤\u{fe0f} 🇮🇩", "\\ \" ' | ~ 0x1b[2J",
        ]) func `honest text stays as it is`(_ text: String)
    {
        #expect(Foreign(text).description == text)
        #expect(plain(text) == text)
        #expect(Phrase("\(text)", "\(text)") == Phrase.name(text))
    }

    @Test func `a quoted line cannot end its quotation`() {
        #expect(Foreign("a\" b \"c\n").quoted == "\"a' b 'c \"")
    }

    @Test(arguments: [false, true]) func `a program says nothing else`(_ isJSON: Bool) throws {
        let said = Mutex("")
        let terminal = Terminal(json: isJSON, language: .english, environment: ["NO_COLOR": "1"]) { text, _ in
            said.withLock { $0 += text }
            return true
        }
        let dialogue = Dialogue(
            language: .english, isInteractive: true, read: { "y" },
            write: { text in said.withLock { $0 += text } })
        let raw = String(String.UnicodeScalarView(Self.hostile))
        terminal.answer(.string(raw), raw)
        terminal.say(raw)
        terminal.note(raw)
        terminal.report(Failure(.badInput, Phrase(raw, raw), field: raw))
        dialogue.say(raw)
        _ = try dialogue.ask(Phrase(raw, raw))
        let text = said.withLock { $0 }
        #expect(Self.isSafe(text))
        #expect(text.unicodeScalars.count { $0 == "\u{fffd}" } >= 6 * Self.hostile.count)
    }
}
