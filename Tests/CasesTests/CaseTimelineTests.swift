import Cases
import TestSupport
import Testing
import Wire

/// The acts of all agencies on a report: ordered by epochs and counters, never by the log.
@Suite struct CaseTimelineTests {
    private static let day: UInt64 = 86_400
    private let random = SampleBytes(5)
    private let report: ReviewRecord

    init() {
        let received = ReportReceived(agencies: ["a", "b"], envelope: Hash())
        report = ReviewRecord(
            index: 10, commitment: SampleBytes(9).hash(), body: .reportReceived(received), length: 31_744,
            fault: nil)
    }

    private func record(
        _ agency: AgencyCode, _ counter: UInt32, _ state: CaseState, _ outcome: Outcome = .none,
        epoch: UInt64,
        reason: Bool = true, fault: RecordFault? = nil
    ) -> ReviewRecord {
        let act = Act(
            format: 1, kind: .state, report: report.commitment, agency: agency, counter: counter,
            previous: Hash(), state: state, outcome: outcome, due: .none, other: "", related: Hash(),
            reason: reason ? random.hash() : Hash(), signer: PublicKey(), second: nil, signature: Signature())
        // Where it stands inside its epoch says nothing.
        let index = epoch * 1_000 + UInt64(random(1)[0])
        return ReviewRecord(
            index: index, commitment: random.hash(),
            body: .act(ActRecorded(agencies: ["a", "b"], act: act)), length: reason ? 31_744 : 0, fault: fault
        )
    }

    private func timeline(_ acts: [ReviewRecord], epochSeconds: UInt64 = day) -> CaseTimeline {
        CaseTimeline(
            of: report, acts: acts, kind: { _ in .bkpsdm }, time: { $0 / 1_000 * epochSeconds })
    }

    @Test func every_order_gives_the_same() {
        let acts = [
            record("a", 0, .triage, epoch: 1), record("a", 1, .examination, epoch: 1),
            record("a", 2, .decided, .lightOral, epoch: 1), record("b", 0, .triage, epoch: 1),
            record("b", 1, .closed, .outOfScope, epoch: 2), record("b", 2, .reopened, epoch: 2),
        ]
        let expected = timeline(acts)
        #expect(expected.standing(of: "a")?.state == .decided)
        #expect(expected.standing(of: "b")?.state == .reopened)
        #expect(expected.breaches == [])
        #expect(expected.items.map { $0.act.counter } == [0, 1, 2, 0, 1, 2])
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            #expect(timeline(acts.shuffled(using: &generator)) == expected)
        }
    }

    /// A year passes in every step; the limit is the first act's, whatever is said again.
    @Test func a_limit_runs_over_new_year_and_leap_days() {
        let year: UInt64 = 366
        let acts = [
            record("a", 0, .triage, epoch: 59), record("a", 1, .triage, epoch: 60),
            record("a", 2, .needsInformation, epoch: year), record("a", 3, .triage, epoch: 2 * year),
        ]
        let standing = timeline(acts).standing(of: "a")
        #expect(standing?.since == 59 * Self.day && standing?.entered == 2 * year * Self.day)
    }

    @Test func two_agencies_close_at_once_and_each_keeps_its_own() {
        let both = timeline([
            record("a", 0, .closed, .noViolation, epoch: 3), record("b", 0, .closed, .outOfScope, epoch: 3),
        ])
        #expect(both.standing(of: "a")?.outcome == .noViolation)
        #expect(both.standing(of: "b")?.outcome == .outOfScope)
        #expect(both.items.allSatisfy { $0.counts })
    }

    /// An operator who publishes the later act first makes no limit run from a day before the act that it follows.
    @Test func no_limit_runs_from_before_the_act_that_came_first() {
        let shown = timeline([
            record("a", 0, .triage, epoch: 3), record("a", 1, .examination, epoch: 1),
        ])
        let standing = shown.standing(of: "a")
        #expect(standing?.state == .examination && shown.breaches == [])
        #expect(standing?.since == 3 * Self.day && standing?.entered == 3 * Self.day)
    }

    @Test func what_breaks_the_rules_is_shown_and_moves_nothing() throws {
        let broken = timeline([
            record("a", 0, .triage, epoch: 1), record("a", 1, .closed, .noViolation, epoch: 2, reason: false),
        ])
        #expect(broken.standing(of: "a")?.state == .triage)
        #expect(broken.breaches.map { $0.breach } == [.reasonMissing(.state, .closed)])
        #expect(broken.items.count == 2)
        #expect(broken.standings.first { $0.agency == "a" }?.claimed == .closed)
        #expect(broken.standings.first { $0.agency == "b" }?.claimed == nil)
    }

    @Test func what_is_not_proven_counts_for_nothing() {
        let gap = RecordFault.history(.gap(expected: 1, found: 2))
        let doubtful = timeline([
            record("a", 0, .triage, epoch: 1), record("a", 2, .closed, .noViolation, epoch: 2, fault: gap),
            record("b", 0, .triage, epoch: 2, fault: .act(.signer)),
        ])
        #expect(doubtful.standing(of: "a") == nil)
        #expect(doubtful.standing(of: "b")?.state == .received)
        #expect(doubtful.items.filter { $0.fault != nil }.count == 2)
        #expect(doubtful.standing(of: "c") == nil)
    }
}
