import Cases
import TestSupport
import Testing
import Wire
import Words

/// The day that a source is told by an agency's newest act, beside the agency's own, which knows all acts.
@Suite struct ShownLimitTests {
    private static let day: UInt64 = 86_400
    /// A Monday of a year whose holidays are known.
    private static let begin: UInt64 = 1_704_067_200
    private static let report = Hash([7] + [UInt8](repeating: 0, count: 31)) ?? Hash()

    private static func act(_ codes: ActCodes, _ counter: UInt32) -> Act {
        Act(
            format: 1, kind: codes.kind, report: report, agency: "a", counter: counter, previous: Hash(),
            state: codes.state, outcome: codes.outcome, due: codes.due, other: codes.other,
            related: codes.related, reason: codes.hasReason ? report : Hash(), signer: PublicKey(),
            second: nil, signature: Signature())
    }

    /// An agency's lawful way through a case, drawn from all that the lifecycle allows; several acts may share an epoch.
    private static func way(
        _ kind: AgencyKind, _ generator: inout SeededGenerator
    ) -> [(act: Act, time: UInt64)] {
        var standing = CaseStanding(receivedAt: begin, by: kind)
        var (time, way) = (begin, [(act: Act, time: UInt64)]())
        for counter in 0..<UInt32(12) {
            time += day * UInt64.random(in: 0...9, using: &generator)
            let allowed = standing.possible.filter { $0.kind != .merged && $0.kind != .identityOpened }
            guard let next = allowed.randomElement(using: &generator),
                let outcome = next.outcomes.randomElement(using: &generator)
            else { break }
            let isNamed = next.isExtension || (next.kind == .state && Bool.random(using: &generator))
            let codes = ActCodes(
                kind: next.kind, state: next.state, outcome: outcome, due: isNamed ? next.due : .none,
                other: next.kind == .forwarded ? "b" : "", related: Hash(),
                hasReason: next.kind != .assigned)
            #expect(standing.take(codes, on: report, by: "a", at: time) == nil, "\(codes)")
            way.append((act(codes, counter), time))
        }
        return way
    }

    private static func record(_ act: Act, _ time: UInt64, at index: UInt64) -> ReviewRecord {
        ReviewRecord(
            index: index, commitment: Hash(),
            body: .act(ActRecorded(agencies: ["a", "b"], act: act)), length: 31_744, fault: nil)
    }

    @Test(arguments: [AgencyKind.bkpsdm, .bawasluKabkota, .ombudsman, .notSaid])
    func a_source_reads_the_agencys_day_or_that_it_may_be_earlier(_ kind: AgencyKind) throws {
        var generator = SeededGenerator(seed: UInt64(kind.rawValue) + 1)
        var (same, earlier) = (0, 0)
        for _ in 0..<60 {
            let way = Self.way(kind, &generator)
            for count in 1...max(1, way.count) {
                let known = Array(way.prefix(count))
                // The log's order says nothing: entries change places in it.
                let places = (0..<known.count).shuffled(using: &generator)
                let times = Dictionary(
                    uniqueKeysWithValues: zip(places, known).map { (UInt64($0) + 1, $1.time) })
                let timeline = CaseTimeline(
                    of: ReviewRecord(
                        index: 0, commitment: Self.report,
                        body: .reportReceived(ReportReceived(agencies: ["a", "b"], envelope: Hash())),
                        length: 31_744, fault: nil),
                    acts: zip(places, known).map { Self.record($1.act, $1.time, at: UInt64($0) + 1) }
                        .shuffled(using: &generator),
                    kind: { _ in kind }, time: { $0 == 0 ? Self.begin : times[$0] })
                let standing = try #require(timeline.standing(of: "a"))
                // What the site shows of an agency: its newest act but for those that say nothing to a source.
                let shown = known.last { $0.act.kind != .assigned } ?? known[known.count - 1]
                guard let limit = ShownLimit(shown.act, by: kind) else { continue }
                let start = limit.isOfReport ? Self.begin : shown.time
                let source = days(limit.due, shown.act.state, start)
                let agency = days(standing.due, standing.state, standing.since)
                guard limit.mayBeEarlier else {
                    #expect(source == agency, "\(known.map { ActCodes($0.act) })")
                    same += 1
                    continue
                }
                // No day is before the agency's strictest one, and the latest none before its latest.
                let (first, last) = (try #require(agency.first).time, try #require(agency.last).time)
                #expect(source.allSatisfy { $0.time >= first }, "\(known.map { ActCodes($0.act) })")
                #expect(try #require(source.last).time >= last, "\(known.map { ActCodes($0.act) })")
                if source != agency { earlier += 1 }
            }
        }
        // Both happen, or nothing was tried; who cannot examine comes back to triage alone.
        #expect(same > 100 && earlier > 0, "\(same) \(earlier)")
    }

    private func days(_ due: DueClass, _ state: CaseState, _ since: UInt64) -> [DueDate] {
        DueDate.owed(due, in: state, since: since, election: nil, at: 0, zone: .wib)
    }

    @Test func a_case_that_comes_back_says_or_earlier() throws {
        let back = try #require(
            ShownLimit(Self.act(ActCodes(state: .examination), 3), by: .bawasluKabkota))
        #expect(back.mayBeEarlier && back.due == .extendedStudy && !back.isOfReport)
        let first = try #require(
            ShownLimit(Self.act(ActCodes(state: .examination), 1), by: .bawasluKabkota))
        #expect(!first.mayBeEarlier && first.due == .study)
        let due = try #require(
            DueDate.owed(
                .examination, in: .examination, since: Self.begin, election: nil, at: Self.begin, zone: .wib
            ).first)
        let text = due.text(at: Self.begin, in: .wib, isLatest: true)
        #expect(text.english.contains(", or earlier (60 working days)"))
        #expect(text.indonesian.contains(", atau lebih awal (60 hari kerja)"))
        #expect(due.text(at: .max / 2, in: .wib, isLatest: true).english.contains(", or earlier)"))
        #expect(ShownLimit(Self.act(ActCodes(kind: .cannotOpen, state: .triage), 1), by: .bkpsdm) == nil)
    }

    /// Until its limit is over somebody may object to what is decided or closed; after that nothing is told.
    @Test func what_is_decided_or_closed_is_never_late() {
        for state in CaseState.allCases {
            let due = state.limits(for: .bkpsdm).first ?? .none
            func owed(_ now: UInt64) -> [DueDate] {
                DueDate.owed(due, in: state, since: Self.begin, election: nil, at: now, zone: .wib)
            }
            #expect(!owed(Self.begin).isEmpty)
            let over = owed(Self.begin + 400 * Self.day)
            #expect(over.isEmpty == (state == .decided || state == .closed), "\(state)")
            #expect(over.allSatisfy { $0.daysOver(at: Self.begin + 400 * Self.day, in: .wib) > 200 })
        }
    }
}
