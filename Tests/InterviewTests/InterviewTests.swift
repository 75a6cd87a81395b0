import Cases
import Interview
import Testing
import Wire
import Words

@Suite struct InterviewTests {
    private static let story = "Camat membagikan beras berstiker calon di balai desa."
    private static let today = Date(year: 2024, month: 11, day: 20)

    private static func agency(_ code: String, _ kind: AgencyKind = .notSaid) -> Agency {
        Agency(code: code, name: "Kantor \(code)", kind: kind, identity: PublicKey())
    }

    private func interview(
        _ codes: [String] = ["bawaslu_prov", "bkn", "bkpsdm"], story: Story? = nil
    ) -> Interview {
        Interview(
            story: story, days: .init(today: Self.today, latest: Self.today), calendar: .known,
            agencies: codes.map { Self.agency($0) })
    }

    /// Answers each question that is named; skips the others.
    private func answer(_ interview: inout Interview, _ answers: [ReportQuestion: String]) {
        for _ in 0..<60 where interview.form != nil {
            let typed =
                interview.form?.isFollowUp == true ? "" : interview.question.flatMap { answers[$0] } ?? ""
            let reaction = interview.answer(typed)
            if case .again(let reason) = reaction {
                Issue.record("\(String(describing: interview.question)): \(reason.english)")
                return
            }
        }
        #expect(interview.form == nil)
    }

    private let needed: [ReportQuestion: String] = [.category: "7", .story: InterviewTests.story]

    @Test func asksWhatLeadsToASourceBeforeTheDescription() {
        let interview = interview()
        let order = interview.questions
        #expect(
            order == [
                .place, .category, .more, .eventDate, .knownDate, .status, .level, .count, .name, .position,
                .unit,
                .circle, .story, .evidence, .files, .readers,
            ])
        #expect(interview.number == 1)
    }

    @Test func takesAllAnswers() {
        var interview = interview()
        answer(
            &interview,
            [
                .place: "Seruyan, Kalteng", .category: "13", .more: "4, 7", .pledges: "1 7",
                .eventDate: "16 Nov", .knownDate: "kemarin", .status: "1", .level: "8", .count: "1",
                .name: "Fulan", .position: "Camat", .unit: "Kecamatan", .circle: "4", .story: Self.story,
                .evidence: "1,5", .links: "https://a.example/b?fbclid=1", .readers: "2",
            ])
        let story = interview.story
        #expect(
            story.place == "Seruyan, Kalteng" && story.region == "62.07" && story.regionScheme == .kemendagri)
        #expect(
            story.category == .integrityPactBreach && story.moreCategories == [.takingSides, .moneyPolitics])
        #expect(story.pledges == [.ik1, .ik4])
        #expect(story.eventDate == Date(year: 2024, month: 11, day: 16))
        #expect(story.knownDate == Date(year: 2024, month: 11, day: 19))
        #expect(
            story.subjectStatus == .pns && story.subjectLevel == .camatLurah && story.subjectCount == .one)
        #expect(
            story.subjectName == "Fulan" && story.subjectPosition == "Camat"
                && story.subjectUnit == "Kecamatan")
        #expect(story.circle == .under10 && story.story == Self.story)
        #expect(story.evidenceKinds == [.photo, .link] && story.links == "https://a.example/b")
        #expect(interview.readers == ["bawaslu_prov", "bkpsdm"])
    }

    @Test func whatCannotBeTakenChangesNothing() {
        var interview = interview()
        let wrong: [(ReportQuestion, [String])] = [
            (.place, [String(repeating: "a", count: 161)]),
            (.category, ["", "-", "99", "x", "0", "1 2", "-1"]),
            (.more, ["1 2 3", "4 4"]), (.eventDate, ["2024-02-30", "16/2024", "2024-11-21", "besok"]),
            (.name, [String(repeating: "é", count: 65)]),
            (.story, ["", "pendek", String(repeating: "a", count: 8_001)]),
            (.readers, ["1 2 3", "4"]),
        ]
        for (question, lines) in wrong {
            for _ in 0..<40 where interview.question != question {
                _ = interview.answer(interview.question.flatMap { needed[$0] } ?? "")
            }
            let before = interview
            for typed in lines {
                guard case .again = interview.answer(typed) else {
                    Issue.record("taken for \(question): \(typed.prefix(20))")
                    continue
                }
                #expect(interview.story == before.story && interview.question == question)
            }
        }
    }

    @Test func goingBackAndSkippingLosesNothing() {
        var interview = interview()
        let isFirst = !interview.goBack()
        #expect(isFirst)
        _ = interview.answer("Katingan")
        _ = interview.answer("7")
        for question in [ReportQuestion.category, .place] {
            let isBack = interview.goBack()
            #expect(isBack && interview.question == question)
        }
        #expect(interview.form?.current?.indonesian.contains("62.06") == true)
        _ = interview.answer("")
        _ = interview.answer("")
        #expect(interview.question == .more)
        #expect(interview.story.region == "62.06" && interview.story.category == .moneyPolitics)
        _ = interview.goBack()
        _ = interview.goBack()
        _ = interview.answer("-")
        #expect(interview.story.place.isEmpty && interview.story.region.isEmpty)
    }

    @Test func anyAnswerIsChangedFromTheReview() {
        var interview = interview()
        answer(&interview, needed)
        for question in interview.questions where question != .files {
            interview.edit(question)
            #expect(interview.question == question)
            let isBack = interview.goBack()
            #expect(isBack && interview.question == nil)
        }
        interview.edit(.unit)
        _ = interview.answer("Kecamatan")
        #expect(interview.form == nil && interview.story.subjectUnit == "Kecamatan")
    }

    @Test func aReportFromAFileBeginsWithItsReview() {
        var story = Story.empty
        (story.category, story.story) = (.moneyPolitics, Self.story)
        #expect(interview(story: story).form == nil)
        story.story = "pendek"
        #expect(interview(story: story).question == .story)
        (story.story, story.subjectLevel) = (Self.story, .sekda)
        var advised = interview(story: story)
        #expect(advised.form?.text == SubmissionText.followAdvice)
        _ = advised.answer("y")
        #expect(advised.form == nil && advised.readers == ["bawaslu_prov", "bkn"])
    }

    @Test func adviceIsAskedWhereAnAnswerCallsForIt() {
        var interview = interview()
        answer(&interview, needed)
        #expect(interview.readers.count == 3)
        interview.edit(.position)
        _ = interview.answer("Pj. Bupati Katingan")
        #expect(interview.form?.text == SubmissionText.followAdvice)
        _ = interview.answer("t")
        #expect(interview.form == nil && interview.readers.count == 3)
        #expect(interview.warnings.contains { $0.english.contains("TAKE CARE") })
        // What was refused is not asked again.
        interview.edit(.unit)
        _ = interview.answer("Pendopo")
        #expect(interview.form == nil)
    }

    @Test func whereAllAreInConflictNobodyIsLeftOut() {
        var interview = interview(["bkpsdm"])
        answer(&interview, needed.merging([.level: "7"]) { $1 })
        #expect(interview.readers == ["bkpsdm"])
        let warnings = interview.warnings.map(\.english)
        #expect(
            warnings.contains { $0.contains("TAKE CARE") }
                && warnings.contains { $0.contains("Only one agency") })
    }

    @Test func whoIsLeftOutCanReadAgain() {
        var interview = interview()
        answer(&interview, needed.merging([.readers: "1"]) { $1 })
        #expect(interview.readers == ["bkn", "bkpsdm"])
        interview.edit(.readers)
        // The answer to who must not read is who must not, never who will.
        let answer = try? #require(interview.form?.current)
        #expect(answer != interview.answer(to: .readers))
        // Those who read come first.
        _ = interview.answer("3")
        #expect(interview.readers == ["bawaslu_prov", "bkn", "bkpsdm"])
        interview.edit(.readers)
        #expect(interview.form?.current == nil)
    }

    @Test func aSmallCircleIsWarnedOfBeforeTheDescription() {
        var interview = interview()
        for _ in 0..<40 where interview.question != .circle {
            _ = interview.answer(interview.question == .category ? "7" : "")
        }
        _ = interview.answer("5")
        #expect(interview.question == .story)
        #expect(interview.form?.notes == [InterviewText.smallCircle])
    }

    @Test func theStageOfTheElectionIsToldAndNotAsked() {
        var interview = interview()
        _ = interview.answer("")
        _ = interview.answer("7")
        _ = interview.answer("")
        guard case .taken(let notes) = interview.answer("16-11-2024") else {
            Issue.record("not taken")
            return
        }
        #expect(
            notes.map(\.indonesian) == [
                "Sabtu, 16 November 2024.",
                "Menurut kalender pemilihan, hari itu masuk Pilkada 2024: masa kampanye.",
            ])
    }

    @Test func eachFileIsAskedAbout() {
        var interview = interview()
        answer(&interview, needed)
        interview.edit(.files)
        interview.attach(
            Evidence(
                kind: .photo, name: "a.jpg", length: 1, hash: Hash(), metadataRemoved: true,
                removed: [.place],
                showsReporter: false))
        _ = interview.answer("perhaps")
        _ = interview.answer("y")
        #expect(interview.question == .files && interview.form?.kind == .files)
        #expect(interview.story.evidence.map(\.showsReporter) == [true])
        interview.detach(0)
        interview.detach(7)
        #expect(interview.story.evidence.isEmpty)
    }

    @Test func theReviewShowsAllThatIsSent() throws {
        var story = Story.empty
        story.category = .moneyPolitics
        story.story = Self.story
        (story.eventKind, story.eventName, story.election) = (.rakor, "Rapat X", .pilgub)
        (story.forward, story.forwardTo, story.purpose) = (.listed, [.ombudsman], .exercise)
        let fields = story.facts(.known).map(\.field)
        #expect(fields == [.purpose, .category, .election, .event, .story, .forward])
        for question in ReportQuestion.allCases where question.field != nil {
            #expect(question.name.indonesian != question.name.english || question == .files)
        }
    }

    @Test(arguments: ["ke\u{202e}mari", "a\u{301}\u{302}\u{303} di \u{2066}x", "\u{1b}[2J", "🏠 Kota Batu"])
    func strangeCharactersAreKeptAndShownPlainly(_ typed: String) {
        var interview = interview()
        _ = interview.answer(typed)
        #expect(interview.story.place == typed)
        let shown = interview.answer(to: .place)?.indonesian ?? ""
        #expect(!shown.unicodeScalars.contains { ["\u{202e}", "\u{2066}", "\u{1b}"].contains($0) })
    }
}
