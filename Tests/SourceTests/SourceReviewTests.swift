import Cases
import Console
import Interview
import Source
import TestSupport
import Testing
import Wire
import Words

@Suite struct SourceReadersTests {
    private let agencies = ["bawaslu_prov", "bkn", "bkpsdm", "inspektorat"].map {
        Agency(code: $0, name: $0, kind: .notSaid, identity: PublicKey())
    }

    @Test func thoseNotExcludedRead() throws {
        let readers = try SubmissionReaders(of: agencies, excluding: ["bkpsdm"])
        #expect(readers.codes == ["bawaslu_prov", "bkn", "inspektorat"])
    }

    @Test func anUnknownCodeIsNamed() {
        let error = #expect(throws: SubmissionError.self) {
            try SubmissionReaders(of: agencies, excluding: ["bkd"])
        }
        let failure = error
        #expect(failure?.kind == .usage)
        #expect(failure?.message.contains("'bkd'") == true)
        #expect(failure?.message.contains("bawaslu_prov, bkn, bkpsdm, inspektorat") == true)
    }

    @Test func oneAtLeastMustRead() {
        let error = #expect(throws: SubmissionError.self) {
            try SubmissionReaders(of: agencies, excluding: agencies.map(\.code))
        }
        let failure = error
        #expect(failure?.field == "--exclude")
        #expect(failure?.limit == 1)
    }

    @Test(
        arguments: [
            (SubjectLevel.pjKepalaDaerah, "", [], [], ["bkpsdm", "inspektorat"]),
            (.sekda, "", ["bkpsdm"], [], ["inspektorat"]),
            (.kepalaDaerah, "", [], ["inspektorat"], ["bkpsdm"]),
            (.pelaksana, "Kantor BPKSDM", [], [], ["bkpsdm", "inspektorat"]),
            (.camatLurah, "Kecamatan", [], [], []),
        ] as [(SubjectLevel, String, [String], [String], [String])])
    func theConflictRuleAdvises(
        level: SubjectLevel, unit: String, excluded: [String], included: [String], advice: [String]
    ) {
        var story = Story.sample
        story.subjectLevel = level
        story.subjectUnit = unit
        #expect(
            SubmissionReaders.advice(for: story, agencies: agencies, excluded: excluded, included: included)
                == advice)
    }
}

@Suite struct SourceReviewTests {
    @Test func everyStoryIsWarnedOfIdentityAndPosting() {
        let warnings = Story.sample.warnings.map(\.english)
        #expect(warnings.count == 2)
        #expect(warnings.first?.hasPrefix("Remove your own name") == true)
    }

    @Test(arguments: [KnowledgeCircle.under10, .onlyMe]) func aSmallCircleIsWarnedOf(circle: KnowledgeCircle)
    {
        var story = Story.sample
        story.circle = circle
        #expect(
            story.warnings.contains { $0.english.hasPrefix("Few people know this") })
    }

    @Test func voicesAndHiddenDataAreWarnedOf() {
        var story = Story.sample
        story.evidence = [
            Evidence(
                kind: .audio, name: "a", length: 0, hash: Hash(), metadataRemoved: false, removed: [],
                showsReporter: false
            )
        ]
        let warnings = story.warnings.map(\.indonesian)
        #expect(warnings.contains("Suara dalam rekaman dapat dikenali."))
        #expect(warnings.contains { $0.contains("data tersembunyi") })
    }

    @Test(
        arguments: [(2024, 11, 21, false), (2024, 11, 20, true), (2023, 2, 29, false)]
            as [(UInt16, UInt8, UInt8, Bool)])
    func datesAreInThePastAndInTheCalendar(year: UInt16, month: UInt8, day: UInt8, isAccepted: Bool) {
        var story = Story.sample
        story.eventDate = Date(year: year, month: month, day: day)
        let today = Date(year: 2024, month: 11, day: 20)
        let failure: SubmissionError?
        do {
            try SubmissionReview.checkDates(of: story, today: today)
            failure = nil
        } catch {
            failure = error
        }
        #expect((failure == nil) == isAccepted)
        #expect(failure == nil || failure?.field == "event_date")
    }

    @Test func theSummaryIsPlainText() {
        var story = Story.sample
        story.place = "Kuala\u{202e}Pembuang\u{1b}[2J"
        let summary = story.facts(.known).map { $0.line(.indonesian) }.joined(separator: "\n")
        #expect(summary.contains("Politik uang"))
        #expect(!summary.contains("\u{202e}") && !summary.contains("\u{1b}"))
    }
}

@Suite struct SourceCivilTimeTests {
    @Test(
        arguments: [
            (0, 0, 1970, 1, 1, 0, 0), (951_782_400, 0, 2000, 2, 29, 0, 0),
            (1_732_690_740, 7, 2024, 11, 27, 13, 59),
            (1_732_726_799, 7, 2024, 11, 27, 23, 59), (1_732_726_800, 7, 2024, 11, 28, 0, 0),
            (4_107_542_399, 0, 2100, 2, 28, 23, 59), (4_107_542_400, 0, 2100, 3, 1, 0, 0),
        ] as [(UInt64, UInt64, UInt16, UInt8, UInt8, UInt8, UInt8)])
    func knowsTheCalendar(
        seconds: UInt64, zone: UInt64, year: UInt16, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8
    ) {
        let time = CivilTime(seconds, zone: Zone(minutes: Int(zone) * 60))
        #expect(time.date == Date(year: year, month: month, day: day))
        #expect(time.hour == hour && time.minute == minute)
    }

    @Test func noNumberTraps() {
        #expect(CivilTime(.max, zone: Zone(minutes: 540)).date.year >= 9_999)
    }

    @Test func isWrittenAsInIndonesia() {
        #expect(CivilTime.text(1_732_690_740, in: .wib).indonesian == "27 November 2024 pukul 13.59 WIB")
        #expect(CivilTime.text(1_732_690_740, in: .wib).english == "27 November 2024, 13:59 WIB (UTC+7)")
    }
}
