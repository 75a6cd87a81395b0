import Files
import Source
import TestSupport
import Testing
import Wire
import Words

@Suite struct SourceReportFileTests {
    private static let start = """
        category = "money_politics"
        story = "Beras berstiker calon dibagikan di balai desa pada sore hari."

        """

    private func read(_ toml: String) throws -> Story {
        let name = "laporan.toml"
        let document: Document
        do { document = try Document(toml: toml) } catch {
            throw ReportFileError.document(path: name, error)
        }
        do { return try ReportFile.story(from: document) } catch {
            throw ReportFileError.mistake(path: name, error)
        }
    }

    @Test func readsEveryField() throws {
        let story = try read(
            Self.start + """
                purpose = "exercise"
                more_categories = ["taking_sides"]
                subject_status = "pns"
                subject_level = "camat_lurah"
                subject_count = "one"
                subject_name = "Si Polan"
                subject_position = "Camat"
                subject_unit = "Kecamatan"
                election = "pilbup_pilwako"
                region_scheme = "kemendagri"
                region = "62.07"
                place = "Kuala Pembuang"
                event_date = 2024-11-16
                known_date = "2024-11-17"
                event_kind = "ikrar"
                event_name = "Ikrar"
                pledges = ["ik4", "ik2c"]
                evidence_kinds = ["photo", "witness"]
                links = ["https://contoh.example/a", "https://contoh.example/b"]
                circle = "from_10_to_50"
                forward = "listed"
                forward_to = ["inspektorat", "ngo"]
                """)
        #expect(story.purpose == .exercise)
        #expect(story.moreCategories == [.takingSides])
        #expect(story.eventDate == Date(year: 2024, month: 11, day: 16))
        #expect(story.knownDate == Date(year: 2024, month: 11, day: 17))
        #expect(story.pledges == [.ik4, .ik2c])
        #expect(story.links == "https://contoh.example/a\nhttps://contoh.example/b")
        #expect(story.circle == .from10To50)
        #expect(story.evidence.isEmpty)
        #expect(story.forward == .listed && story.forwardTo == [.inspektorat, .ngo])
        #expect(try ReportFile.story(from: Document(toml: story.file)) == story)
        #expect(try read(Self.start).forward == .none)
        #expect(try read(Self.start + "forward = \"any\"\n").forward == .any)
    }

    @Test(arguments: [
        ("nik = \"1\"", "nik", "line 3: unknown field 'nik'"),
        ("evidence = []", "evidence", "line 3: unknown field 'evidence'"),
        ("place = 5", "place", "line 3: place: an integer, not a string"),
        ("subject_level = \"bupati\"", "subject_level", "line 3: subject_level: 'bupati' is not one of: "),
        ("pledges = \"ik1\"", "pledges", "line 3: pledges: a string, not a list"),
        (
            "more_categories = [\"other\", \"other\", \"other\"]", "more_categories",
            "line 3: more_categories: 3 values, limit 2"
        ),
        ("event_date = \"kemarin\"", "event_date", "line 3: event_date: not a day of the form 2024-11-16"),
        ("event_date = 2024-11-16T10:00:00", "event_date", "line 3: event_date: a time of day, not a date"),
        ("purpose = \"joke\"", "purpose", "line 3: purpose: 'joke' is not one of: report, canary, exercise"),
        (
            "subject_name = \"\(String(repeating: "a", count: 129))\"", "subject_name",
            "subject_name: length 129, limit 0 to 128"
        ),
        (
            "links = [\"\(String(repeating: "a", count: 1_025))\"]", "links",
            "links: length 1025, limit 0 to 1024"
        ),
        ("forward = \"all\"", "forward", "line 3: forward: 'all' is not one of: none, listed, any"),
        ("forward = \"listed\"", "forward_to", "forward_to names kinds of agencies where"),
        (
            "forward = \"any\"\nforward_to = [\"ngo\"]", "forward_to",
            "forward_to names kinds of agencies where"
        ),
        ("forward_to = [\"ngo\"]", "forward_to", "forward_to names kinds of agencies where"),
    ])
    func aMistakeIsNamedWithItsLine(line: String, field: String, message: String) {
        let failure = #expect(throws: ReportFileError.self) { try read(Self.start + line + "\n") }
        #expect(failure?.kind == .badInput)
        #expect(failure?.field == field)
        #expect(failure?.message.contains("laporan.toml: \(message)") == true, "\(failure?.message ?? "")")
    }

    @Test(arguments: [
        ("story = \"Uraian yang cukup panjang untuk diterima.\"", "category"),
        ("category = \"other\"", "story"),
        ("category = \"other\"\nstory = \"pendek\"", "story"),
    ])
    func whatIsMissingIsNamed(toml: String, field: String) {
        let failure = #expect(throws: ReportFileError.self) { try read(toml) }
        #expect(failure?.field == field)
        #expect(failure?.kind == .badInput)
    }

    @Test func aBrokenFileNamesTheLine() {
        let failure = #expect(throws: ReportFileError.self) { try read("category = \"other\"\nstory = \n") }
        #expect(failure?.message.hasPrefix("laporan.toml: line 2") == true)
        #expect(failure?.failure.text(.indonesian).hasPrefix("laporan.toml: baris 2") == true)
    }

    @Test func aSavedReportIsReadAsItWas() throws {
        var story = Story.sample
        story.story = "Baris \"satu\" \\ dua\n\nbaris tiga\t\u{7}  = 'x' \"\"\" akhir"
        story.links = "https://contoh.example/a\nhttps://contoh.example/b"
        story.eventDate = Date(year: 2024, month: 2, day: 29)
        story.pledges = [.allCases[0]]
        story.place = "Kota \"Contoh\"\\"
        story.evidence = []
        #expect(try ReportFile.story(from: Document(toml: story.file)) == story)
        #expect(
            try ReportFile.story(from: Document(toml: Story.sample.file)).category == Story.sample.category)
    }

    @Test func readsJSON() throws {
        let document = try Document(
            json:
                #"{"story": "Uraian yang cukup panjang untuk diterima.", "category": "other", "event_date": "2024-11-16"}"#
        )
        let story = try ReportFile.story(from: document)
        #expect(story.category == .other)
        #expect(story.eventDate == Date(year: 2024, month: 11, day: 16))
    }

    @Test func aFileThatIsNotThere() {
        let failure = #expect(throws: ReportFileError.self) { try ReportFile.read("/nowhere/laporan.toml") }
        #expect(failure?.kind == .missingFile)
    }
}
