import Console
import Source
import Testing
import Wire
import Words

@Suite struct SourceFormTests {
    private let today = Date(year: 2024, month: 11, day: 20)
    private let story = "Camat membagikan beras berstiker calon di balai desa."

    @Test func asksInTheOrderOfTheForm() throws {
        let script = SampleScript([
            "Kalimantan Tengah, Seruyan", "7", "4, 8", "2024-11-16", "", "1", "8", "1", "", "Camat",
            "Kecamatan",
            story, "Dua saksi melihat.", ".", "1, 5", "https://contoh.example/a  https://contoh.example/b",
            "4",
        ])
        let result = try SubmissionForm(dialogue: script.dialogue(), today: today).story(attached: [])
        #expect(result.place == "Kalimantan Tengah, Seruyan")
        #expect(result.category == .moneyPolitics)
        #expect(result.moreCategories == [.takingSides, .stateResourcesMisuse])
        #expect(result.eventDate == Date(year: 2024, month: 11, day: 16))
        #expect(result.knownDate == nil)
        #expect(result.subjectStatus == .pns)
        #expect(result.subjectLevel == .camatLurah)
        #expect(result.subjectCount == .one)
        #expect(result.subjectName.isEmpty)
        #expect(result.subjectUnit == "Kecamatan")
        #expect(result.story == story + "\nDua saksi melihat.")
        #expect(result.evidenceKinds == [.photo, .link])
        #expect(result.links == "https://contoh.example/a\nhttps://contoh.example/b")
        #expect(result.circle == .under10)
        #expect(script.unused == 0)
        let places = [
            "Where did it happen", "What happened", "When did it", "Who is reported",
            "Describe what happened",
            "evidence", "how many people know of this",
        ]
        .map { script.output.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil })
        #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }

    @Test func asksAgainForWhatIsWrong() throws {
        let script = SampleScript([
            String(repeating: "a", count: 161), "", "", "99", "x", "7", "", "2024-02-30", "16/2024",
            "2024-11-21",
            "2024-11-20", "", "", "", "", "", "", "", "terlalu pendek", ".", story, ".", "", "",
        ])
        let result = try SubmissionForm(dialogue: script.dialogue(), today: today).story(attached: [])
        #expect(result.category == .moneyPolitics)
        #expect(result.eventDate == today)
        #expect(result.story == "terlalu pendek\n" + story)
        #expect(script.output.contains("too long (about 170 letters; at most 160)"))
        #expect(script.output.contains("That day has not come yet."))
        #expect(script.output.contains("Only 14 letters; write at least 30."))
        #expect(script.unused == 0)
    }

    @Test func asksAboutEachAttachment() throws {
        let evidence = Evidence(
            kind: .photo, name: "a.jpg", length: 1, hash: Hash(), metadataRemoved: true, removed: [.place],
            showsReporter: false)
        let script = SampleScript([
            "", "7", "", "", "", "", "", "", "", "", "", story, ".", "", "perhaps", "y", "",
        ])
        let result = try SubmissionForm(dialogue: script.dialogue(), today: today).story(attached: [evidence])
        #expect(result.evidence.map(\.showsReporter) == [true])
        #expect(result.evidence.map(\.removed) == [[.place]])
    }

    @Test func endOfInputStopsIt() {
        #expect(throws: DialogueStopped()) {
            try SubmissionForm(dialogue: SampleScript(["here"]).dialogue(), today: today).story(attached: [])
        }
    }

    @Test func speaksIndonesian() throws {
        let script = SampleScript(["", "7", "", "", "", "", "", "", "", "", "", story, ".", "", ""])
        _ = try SubmissionForm(dialogue: script.dialogue(.indonesian), today: today).story(attached: [])
        #expect(script.output.contains("Di mana kejadiannya?"))
        #expect(script.output.contains("Kira-kira berapa orang"))
        #expect(!script.output.contains("Who"))
    }
}
