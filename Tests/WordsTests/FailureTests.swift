import Console
import Synchronization
import Testing
import Words

@Suite struct FailureTests {
    private static let failure = Failure(
        .missingFile, Phrase("'\("x")' tidak ada", "'\("x")' does not exist").behind("--from"),
        field: "--from")

    @Test(arguments: Language.allCases, [false, true])
    func `a terminal tells a failure in its own language alone`(_ language: Language, _ isJSON: Bool) {
        let said = Mutex("")
        let terminal = Terminal(json: isJSON, language: language, environment: ["NO_COLOR": "1"]) { text, _ in
            said.withLock { $0 += text }
            return true
        }
        terminal.report(Self.failure)
        let other: Language = language == .english ? .indonesian : .english
        let text = said.withLock { $0 }
        #expect(text.contains(Self.failure.text(language)))
        #expect(!text.contains(Self.failure.text(other)))
    }

    @Test func `a message is English, and says what it is about first`() {
        #expect(Self.failure.message == "--from: 'x' does not exist")
        #expect(Self.failure.text(.indonesian) == "--from: 'x' tidak ada")
        #expect(Failure(.usage, Phrase("one", "one")).text == Phrase("one", "one"))
        #expect(Self.failure.failure == Self.failure)
    }
}
