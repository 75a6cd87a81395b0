import AuditLog
@testable import CaseStore
import Cases
import Keys
import RPC
@testable import Review
import Sealing
import Synchronization
import TestSupport
import Testing
@testable import Verification
import Wire
import Words

/// What a reviewer does with a store that was synced: read, label, ask, forget.
@Suite struct StoreUseTests {
    private let sample: SampleReview
    private let report: Hash
    private let site: SampleReviewSite
    private let fixture: StoreFixture

    init() throws {
        (sample, report) = try SampleReview.busy()
        site = try SampleReviewSite(sample)
        fixture = try StoreFixture(sample)
    }

    /// Keeps a question about the report, without a site.
    private func ask(_ text: String) throws -> OutboxItem {
        let opened = try fixture.open()
        defer { opened.store.close() }
        return try ReviewAsk.keep(
            report.hex, text: text, store: opened, now: SampleReview.now, random: fixture.bytes)
    }

    private func isUnread() throws -> Bool? {
        try fixture.list().rows.first { $0.id == report }?.isUnread
    }

    @Test func whatWasShownIsReadUntilSomethingComes() async throws {
        try await fixture.sync(site)
        #expect(try isUnread() == true)
        #expect(try fixture.show(report).row.isUnread == true)
        #expect(try isUnread() == false)
        var sample = sample
        try sample.supplement(to: report, try sample.source(1), counter: 1, files: [])
        try sample.close(6)
        try await fixture.sync(try SampleReviewSite(sample))
        #expect(try isUnread() == true)
        // Somebody else's reading is not this report's.
        #expect(try fixture.list().rows.count { $0.isUnread == true } == 3)
    }

    @Test func labelsFilterAndStayLocal() async throws {
        try await fixture.sync(site)
        let opened = try fixture.open()
        #expect(
            try opened.label(report.hex, add: ["mendesak", "Pilkada"], remove: []).labels == [
                "Pilkada", "mendesak",
            ])
        #expect(try opened.label(report.hex, add: [], remove: ["Pilkada", "none"]).labels == ["mendesak"])
        #expect(throws: CaseStoreError.label) { try opened.label(report.hex, add: ["a\nb"], remove: []) }
        #expect(throws: CaseStoreError.label) {
            try opened.label(report.hex, add: [String(repeating: "a", count: 65)], remove: [])
        }
        var filter = ListFilter()
        filter.labels = ["mendesak"]
        #expect(filter.apply(try fixture.list()).rows.map(\.id) == [report])
        // A sync of another case's news keeps them.
        try await fixture.sync(site)
        #expect(filter.apply(try fixture.list()).rows.map(\.id) == [report])
    }

    @Test func listsAreFilteredAndSortedByWhatIsDue() async throws {
        try await fixture.sync(site)
        let day: UInt64 = 86_400
        let now = SampleReview.t0 + 3 * day
        let list = try fixture.list(now: now)
        // Nobody acted: the limit of the first day runs.
        #expect(list.due(of: list.rows[0])?.isOver == true && DueList(list).overdue == 3)
        var filter = ListFilter()
        filter.isOverdue = true
        #expect(filter.apply(list).rows.count == 3)
        filter = ListFilter()
        filter.dueBefore = list.due(of: list.rows[0])?.date
        #expect(filter.apply(list).rows.isEmpty)
        filter = ListFilter()
        filter.states = [.closed]
        #expect(filter.apply(list).rows.isEmpty)
        #expect(filter.apply(list).text(.english).hasPrefix("No report fits; 3 others are not shown."))
        filter.states = [.received]
        filter.categories = [.takingSides]
        #expect(filter.apply(list).rows.count == 2)
        #expect(DueList(try fixture.list(now: SampleReview.now)).overdue == 0)
    }

    /// Which limit runs, and from when, the lifecycle says: an act that names none starts that of its state, and a closing without
    /// a reason moves nothing.
    @Test func theLimitIsThatOfTheLifecycle() async throws {
        try await fixture.sync(site)
        #expect(try row().due == .route)
        var sample = sample
        let first = try sample.act(on: report, .triage)
        try sample.close(6)
        try await fixture.sync(try SampleReviewSite(sample))
        let kind = sample.descriptor.kinds["bawaslu"] ?? .notSaid
        let triaged = try row()
        #expect(triaged.state == .triage && triaged.due == CaseState.triage.limits(for: kind).first)
        #expect(triaged.since == EpochClock(sample.descriptor)?.scheduled(6) && triaged.since != nil)
        try sample.act(on: report, .closed, behind: first)
        try sample.close(7)
        try await fixture.sync(try SampleReviewSite(sample))
        let closed = try row()
        #expect(closed.state == .triage && closed.due == triaged.due && closed.since == triaged.since)
        #expect(try fixture.show(report).json.text.contains("\"breach\":"))
    }

    /// As in the figures of a month: until the limit of a closed case is over its day is told, and after that nothing.
    @Test func whatIsClosedIsNeverLate() async throws {
        var sample = sample
        try sample.act(on: report, .closed, isResigned: true) {
            $0.outcome = .noViolation
            $0.reason = sha256([1])
        }
        try sample.close(6)
        try await fixture.sync(try SampleReviewSite(sample))
        let closed = try row()
        #expect(closed.state == .closed && closed.due == .objection)
        let zone = sample.descriptor.zone
        let since = try #require(closed.since)
        let day: UInt64 = 86_400
        #expect(closed.dueDay(at: since + day, in: zone)?.isOver == false)
        let last = try #require(closed.dueDay(at: since, in: zone)).time
        #expect(closed.dueDay(at: last, in: zone)?.days == 0)
        // Of a year without a list of holidays nobody says that it is over before all of them could have been.
        let over = last + 31 * day
        #expect(closed.dueDay(at: over, in: zone) == nil)
        var open = closed
        open.state = .triage
        #expect(open.dueDay(at: over - day, in: zone)?.isOver == false)
        #expect(open.dueDay(at: over, in: zone)?.isOver == true)
    }

    /// Who shares a report sees who sits on it, and for how long.
    @Test func whoSitsOnACaseIsSeenByTheOthers() async throws {
        var sample = sample
        try sample.act(on: report, .examination)
        try sample.close(6)
        try await fixture.sync(try SampleReviewSite(sample))
        let now = SampleReview.t0 + 20 * 86_400
        let places = try fixture.show(report, now: now).places
        #expect(places.map(\.agency) == sample.agencies.map(\.code))
        let own = try #require(places.first { $0.agency == sample.bawaslu.code })
        let other = try #require(places.first { $0.agency != sample.bawaslu.code })
        #expect(own.standing?.state == .examination)
        #expect(other.standing?.state == .received && other.due?.limit.days == 1)
        // The report is of the first epochs of the first day, and had a day's time.
        #expect(other.daysOver >= 18 && other.daysOver <= 19)
        let text = try fixture.show(report, now: now).text(.english)
        #expect(text.contains("With each agency:\n"))
        #expect(text.contains("\(other.agency): Received; Overdue by \(other.daysOver) days"))
        let json = try fixture.show(report, now: now).json.text
        #expect(json.contains("\"overdue_days\":\(other.daysOver)"), "\(json)")
    }

    /// Lists, a case's page and the sources have one rule, also in a year whose holidays nobody here knows.
    @Test func noPageCallsLateWhatTheListDoesNot() async throws {
        var sample = sample
        try sample.act(on: report, .triage)
        try sample.close(6)
        try await fixture.sync(try SampleReviewSite(sample))
        var seen: Set<Bool> = []
        for days in stride(from: UInt64(0), through: 60, by: 2) {
            let now = SampleReview.t0 + days * 86_400
            let view = try fixture.show(report, now: now)
            let due = try #require(view.row.summary.dueDay(at: now, in: sample.descriptor.zone))
            let own = try #require(view.places.first { $0.agency == sample.bawaslu.code })
            #expect(own.due?.time == due.time && own.daysOver == (due.isOver ? due.days : 0), "\(days)")
            seen.insert(due.isOver)
        }
        #expect(seen == [false, true])
        // A site's own list of holidays makes the days certain, in the list and on the page.
        let now = SampleReview.t0 + 2 * 86_400
        let year = try #require(try row().dueDay(at: now, in: sample.descriptor.zone)).date.year
        let own = CaseCalendar(
            elections: .known, work: WorkCalendar.known.replacing(by: WorkCalendar(years: [year])))
        var list = try fixture.list(now: now)
        list.calendar = own
        let place = try #require(list.rows.first { $0.id == report })
        #expect(list.due(of: place)?.isCertain == true && list.warnings(.english).isEmpty)
        let opened = try fixture.open()
        defer { opened.store.close() }
        let view = try ReviewShow.run(String(report.hex.prefix(8)), store: opened, calendar: own, now: now)
        #expect(view.places.allSatisfy { $0.due?.isCertain == true })
        #expect(view.json.text.contains("\"due_certain\":true"))
    }

    private func row() throws -> CaseSummary {
        try #require(try fixture.list().rows.first { $0.id == report }?.summary)
    }

    // MARK: The outbox

    private func questions() throws -> [OutboxItem] {
        try fixture.open().store.outbox().filter { item in
            if case .question = item.request { true } else { false }
        }
    }

    /// What is made without a network stands behind what the site has promised already.
    @Test func actsThatThePublicDoesNotKnowYetAreKept() async throws {
        try await fixture.sync(site)
        let acts = try fixture.open().store.outbox().compactMap { item in
            if case .act(let request) = item.request { request.act } else { nil }
        }
        #expect(Set(acts.map(\.report)) == Set(site.content.withLock { $0.acted.map(\.report) }))
        #expect(acts.count == 2 && acts.allSatisfy { $0.kind == .received && $0.counter == 0 })
        // Once.
        try await fixture.sync(site)
        #expect(try fixture.open().store.outbox().count == 2)
    }

    @Test func aQuestionWaitsAndGoesWithTheNextSync() async throws {
        try await fixture.sync(site)
        let opened = try fixture.open()
        let first = try ReviewAsk.keep(
            report.hex, text: "Kapan?", store: opened, now: SampleReview.now, random: fixture.bytes)
        let second = try ReviewAsk.keep(
            report.hex, text: "Di mana?", store: opened, now: SampleReview.now, random: fixture.bytes)
        #expect(first.counter == 0 && second.counter == 1)
        // Nobody answers there: nothing is lost.
        let kept = await opened.handIn(second, now: SampleReview.now, random: fixture.bytes)
        #expect(kept.item.promised == nil && kept.refusal != nil)
        #expect(kept.json.text.contains("\"handed_in\":false"))
        opened.store.close()
        let synced = try await fixture.sync(site)
        #expect(synced.outbox.promised.map(\.counter) == [0, 1] && synced.outbox.refused.isEmpty)
        #expect(try questions().map(\.promised) == [SampleReview.promised, SampleReview.promised])
        let asked = site.content.withLock { $0.asked.map(\.counter) }
        #expect(asked == [0, 1])
        // Promised is promised: the next one hands nothing in again.
        try await fixture.sync(site)
        #expect(site.content.withLock { $0.asked.count } == 2)
    }

    /// Acts stand behind each other before any site has seen one; what breaks the lifecycle does not even wait.
    @Test func actsAndNotesWaitAndGoWithTheNextSync() async throws {
        try await fixture.sync(site)
        let opened = try fixture.open()
        func keep(_ task: ReviewAct.Task, _ reason: String? = nil) throws -> OutboxItem {
            try ReviewAct.keep(
                report.hex, task, reason: reason, second: nil, store: opened, now: SampleReview.now,
                random: fixture.bytes)
        }
        _ = try keep(.state(.triage, .none, .none))
        let closed = try keep(.state(.closed, .outOfScope, .none), "Bukan wewenang kami.")
        #expect(throws: ActingError.lifecycle(.transition(from: .closed, to: .triage), of: .state)) {
            try keep(.state(.triage, .none, .none))
        }
        let note = try ReviewNote.keep(
            report.hex, text: "Silakan lanjut.", store: opened, now: SampleReview.now, random: fixture.bytes)
        guard case .act(let request) = closed.request, case .note(let sent) = note.request else {
            throw Missing()
        }
        let envelope = try #require(request.reason)
        for identity in sample.agencies.compactMap({ $0.identities.first }) + [try sample.source(1).reply] {
            let reason = try Reason.verified(
                try openEnvelope(envelope, identity: identity), act: request.act, envelope: sha256(envelope))
            #expect(reason.text == "Bukan wewenang kami.")
        }
        #expect(sent.counter == 0)
        opened.store.close()
        let synced = try await fixture.sync(site)
        #expect(synced.outbox.promised.count == 3 && synced.outbox.refused.isEmpty)
        let taken = site.content.withLock { $0.requests.map(\.act) }
            .filter { $0.report == report && $0.kind == .state }
        #expect(taken.map(\.state) == [.triage, .closed])
    }

    /// Neither what waits nor a receipt: it goes with the next look by a right clock.
    @Test func nothingGoesOutByAClockThatIsBehind() async throws {
        try await fixture.sync(site)
        _ = try ask("Kapan?")
        let late = try await StoreFixture(sample).sync(site, now: SampleReview.now - 2 * 86_400)
        #expect(late.received.promised.isEmpty && late.received.refused?.reports == 2)
        let acts = site.content.withLock { $0.requests.count }
        let synced = try await fixture.sync(site, now: SampleReview.now - 2 * 86_400)
        #expect(synced.outbox.promised.isEmpty && synced.outbox.refused.count == 1)
        #expect(synced.warnings(.english).contains { $0.contains("Nothing was sent") })
        #expect(site.content.withLock { $0.asked.isEmpty && $0.requests.count == acts })
        #expect(try await fixture.sync(site).outbox.promised.count == 1)
    }

    /// On a colleague's machine, while this one reads the log: what is published meanwhile was staged when it was asked first.
    @Test func whatIsPublishedWhileALogIsReadIsKnown() async throws {
        try await fixture.sync(site)
        let received = site.content.withLock { $0.acted.first { $0.report == report } }
        site.content.withLock { ($0.publishesWhatIsStaged, $0.actRefusal) = (true, RPCError(.aborted, "")) }
        let other = try StoreFixture(sample)
        try await other.sync(site)
        let opened = try other.open()
        defer { opened.store.close() }
        let kept = try ReviewAct.keep(
            report.hex, .state(.triage, .none, .none), reason: nil, second: nil, store: opened,
            now: SampleReview.now, random: other.bytes)
        guard case .act(let request) = kept.request else { throw Missing() }
        let before = sha256(try #require(received).encoded())
        #expect(request.act.counter == 1 && request.act.previous == before)
    }

    /// The epoch came that the site had named, and the record did not.
    @Test func aBrokenPromiseIsSaid() async throws {
        try await fixture.sync(site)
        _ = try ask("Kapan?")
        let handedIn = try await fixture.sync(site)
        #expect(handedIn.outbox.promised.count == 1 && handedIn.outbox.broken.isEmpty)
        var sample = sample
        try sample.close(SampleReview.promised)
        let synced = try await fixture.sync(try SampleReviewSite(sample))
        // So are the acts that said that the agency has the reports.
        let asked = synced.outbox.broken.filter { if case .question = $0.request { true } else { false } }
        #expect(asked.map(\.report) == [report] && !synced.isWhole)
        #expect(synced.warnings(.english).contains { $0.contains("PROMISE BROKEN") })
        #expect(
            synced.json.text.contains(
                #"{"report":"\#(report.hex)","epoch":12,"late":false,"evidence":"#))
        // It waits on: what comes late is still taken.
        #expect(try questions().count == 1)
    }

    /// A store of before knows of nobody who joined later: then nobody did, and no leave reaches them.
    @Test func whatIsKnownOfASiteIsReadFromBothFormats() throws {
        let old = try StoreAbout(decoding: [0, 1, 0, 0, 0])
        #expect(old == StoreAbout())
        var about = StoreAbout()
        (about.synced, about.epoch, about.joined) = (7, 9, ["bkn": 300, "bawaslu": 0])
        #expect(try StoreAbout(decoding: try about.encoded()) == about)
        #expect(throws: DecodeError.self) { try StoreAbout(decoding: [0, 3, 0, 0, 0, 0, 0, 0]) }
    }

    /// What an act is, and not only where the case stood.
    @Test func actsThatMoveNothingAreShownByWhatTheyAre() async throws {
        var sample = sample
        let first = try sample.act(on: report, .triage)
        try sample.act(on: report, .triage, behind: first, isResigned: true) { $0.kind = .assigned }
        try sample.close(6)
        let site = try SampleReviewSite(sample)
        try await fixture.sync(site)
        let lines = try fixture.show(report).text(.english).split(separator: "\n").filter {
            $0.contains("bawaslu: ")
        }
        let acts = try fixture.show(report).timeline.filter { $0.act.agency == "bawaslu" }
        #expect(!acts.isEmpty)
        for (_, act, _) in acts {
            let said = act.kind == .state ? act.state.label(.english) : act.kind.label(.english)
            #expect(lines.contains { $0.contains(said) }, "\(said)")
        }
    }

    /// The answer to a question that was taken did not arrive.
    @Test func aQuestionThatWasTakenIsNotHandedInAgain() async throws {
        try await fixture.sync(site)
        let opened = try fixture.open()
        let item = try ReviewAsk.keep(
            report.hex, text: "Kapan?", store: opened, now: SampleReview.now, random: fixture.bytes)
        guard case .question(let question) = item.request else { throw Missing() }
        _ = try await site.session(.agency(sample.bawaslu)).ask(question)
        opened.store.close()
        let synced = try await fixture.sync(site)
        #expect(synced.outbox.promised.count == 1 && site.content.withLock { $0.asked.count } == 1)
    }

    /// A colleague asked with the same number: the same words go under the next one.
    @Test func aTakenNumberIsNoEnd() async throws {
        try await fixture.sync(site)
        let opened = try fixture.open()
        _ = try ReviewAsk.keep(
            report.hex, text: "Kapan?", store: opened, now: SampleReview.now, random: fixture.bytes)
        _ = try ReviewAsk.keep(
            report.hex, text: "Siapa?", store: opened, now: SampleReview.now, random: fixture.bytes)
        opened.store.close()
        let envelope = [UInt8](repeating: 0, count: 31_744)
        _ = try await site.session(.agency(sample.bawaslu)).ask(
            Question(report: report, counter: 0, envelope: envelope))
        site.content.withLock { $0.takesNoCounterTwice = true }
        let synced = try await fixture.sync(site)
        #expect(synced.outbox.promised.map(\.counter) == [1, 2] && synced.outbox.refused.isEmpty)
        #expect(site.content.withLock { $0.asked.map(\.counter) } == [0, 1, 2])
        let kept = try questions()
        #expect(kept.map(\.counter) == [1, 2])
        #expect(try kept.map { try Message(decoding: $0.sealed).text } == ["Kapan?", "Siapa?"])
    }

    @Test func aPublishedQuestionIsInItsCase() async throws {
        try await fixture.sync(site)
        let item = try ask("Kapan tepatnya?")
        var sample = sample
        guard case .question(let question) = item.request else { throw Missing() }
        let hash = sample.keep(question.envelope)
        try sample.stage(
            .messagePosted(
                MessagePosted(
                    agencies: ["bawaslu"], report: report, direction: .question, agency: "bawaslu",
                    counter: 0,
                    envelope: hash)), length: UInt64(question.envelope.count))
        try sample.close(6)
        let synced = try await fixture.sync(try SampleReviewSite(sample))
        #expect(synced.outbox.published == 1 && synced.isWhole)
        #expect(try questions() == [])
        let json = try fixture.show(report).json.text
        #expect(json.contains("\"direction\":\"question\",\"agency\":\"bawaslu\",\"counter\":0"))
        #expect(json.contains("\"text\":\"Kapan tepatnya?\""))
    }

    @Test func aPromiseOfSomebodyElsesIsNone() async throws {
        try await fixture.sync(site)
        _ = try ask("Kapan?")
        site.content.withLock { $0.hasStrangePromises = true }
        let synced = try await fixture.sync(site)
        #expect(synced.outbox.promised.isEmpty && synced.outbox.refused.count == 1)
        #expect(try questions().map(\.promised) == [nil])
    }

    // MARK: Forgetting

    @Test func whatIsForgottenIsGoneAndNotFetchedAgain() async throws {
        try await fixture.sync(site)
        let opened = try fixture.open()
        _ = try opened.label(report.hex, add: ["rahasia"], remove: [])
        let old = try #require(
            try opened.store.database.read { try opened.store.caseKey(opened.store.row(of: report), in: $0) })
        try opened.store.forget(report)
        let file = try #require(try opened.store.file(report))
        #expect(file.report == nil && file.labels == [] && file.received?.content == .forgotten)
        #expect(try opened.store.readParts(of: report, at: try #require(file.received).index) { _ in } == 0)
        let new = try #require(
            try opened.store.database.read { try opened.store.caseKey(opened.store.row(of: report), in: $0) })
        let place = StorePlace(kind: .memory, row: [1])
        let sealed = try old.seal([1, 2, 3], at: place, random: fixture.bytes)
        #expect(new.open(sealed, at: place) == nil && old.open(sealed, at: place) == [1, 2, 3])
        opened.store.close()
        let asked = site.content.withLock { $0.fetched.count }
        let synced = try await fixture.sync(site)
        #expect(synced.isWhole && site.content.withLock { $0.fetched.count } == asked)
        #expect(try fixture.list().rows.first { $0.id == report }?.payload == "forgotten")
    }
}
