import AuditLog
import Testing
import Wire

@Suite struct ClockJudgementTests {
    private static let hour: UInt64 = 3_600
    private static let t0: UInt64 = 1_800_000_000

    /// Of a log with epochs of this length whose newest epoch is number 100, so long after which it is now.
    private func judge(
        _ seconds: UInt64, later: UInt64, times: [UInt64] = []
    ) throws -> ClockJudgement {
        let clock = try #require(EpochClock(t0: Self.t0, epochSeconds: UInt32(seconds)))
        let scheduled = try #require(clock.scheduled(100))
        let newest = Epoch(number: 100, scheduled: scheduled, skipped: 0, first: 0, keySet: Hash())
        let (now, overflow) = scheduled.addingReportingOverflow(later)
        return ClockJudgement(at: overflow ? .max : now, clock: clock, newest: newest) {
            times.map { scheduled + $0 }
        }
    }

    /// Both conditions are needed: neither many short epochs nor a few long ones are far.
    @Test(
        arguments: [
            // Epochs of a second, as in demos: 48 hours decide.
            (1, 0, true), (1, 9, true), (1, 172_800, true), (1, 172_801, false),
            // Of six hours: 8 of them are 48 hours.
            (21_600, 172_800, true), (21_600, 9 * 21_600 - 1, true), (21_600, 9 * 21_600, false),
            // Of a day: 8 epochs decide.
            (86_400, 3 * 86_400, true), (86_400, 8 * 86_400 + 86_399, true), (86_400, 9 * 86_400, false),
            // Of a year.
            (31_536_000, 8 * 31_536_000, true), (31_536_000, 9 * 31_536_000, false),
            (1, .max, false), (21_600, .max, false),
        ] as [(UInt64, UInt64, Bool)])
    func far(_ seconds: UInt64, _ later: UInt64, _ isBelieved: Bool) throws {
        let judgement = try judge(seconds, later: later)
        #expect(judgement.isBelieved == isBelieved)
        if isBelieved { #expect(judgement == .expected) }
    }

    @Test func saysHowFar() throws {
        #expect(try judge(21_600, later: 20 * 21_600 + 5) == .leaps(epochs: 20, seconds: 432_000))
        #expect(try judge(1, later: 200_000) == .leaps(epochs: 200_000, seconds: 200_000))
    }

    /// A witness's time counts within an hour, at either side, and behind the newest epoch.
    @Test(
        arguments: [
            ([], false), ([0], false), ([1_000_000], true), ([996_400], true), ([996_399], false),
            ([1_003_600], true), ([1_003_601], false), ([5, 1_000_100], true), ([5, 7], false),
        ] as [([UInt64], Bool)])
    func agrees(_ times: [UInt64], _ isBelieved: Bool) throws {
        let judgement = try judge(21_600, later: 1_000_000, times: times)
        #expect(judgement.isBelieved == isBelieved)
        guard isBelieved else { return }
        let newest = Self.t0 + 100 * 21_600 + (times.max() ?? 0)
        #expect(judgement == .witnessed(at: newest))
    }

    @Test func aNewestEpochInTheFutureIsSaid() throws {
        let clock = try #require(EpochClock(t0: Self.t0, epochSeconds: 60))
        let newest = Epoch(number: 100, scheduled: Self.t0 + 6_000, skipped: 0, first: 0, keySet: Hash())
        func judge(_ now: UInt64) -> ClockJudgement {
            ClockJudgement(at: now, clock: clock, newest: newest) { [now] }
        }
        #expect(judge(Self.t0 + 5_999) == .behind(seconds: 1))
        #expect(judge(0) == .behind(seconds: Self.t0 + 6_000))
        #expect(judge(Self.t0 + 6_000) == .expected)
        // It closes nothing by itself, and what is promised is the next one.
        #expect(judge(0).isBelieved)
        #expect(clock.due(at: 0, lastCut: 100) == nil)
    }

    /// Cosignatures are verified only where they matter.
    @Test func nobodyIsAskedInVain() throws {
        let clock = try #require(EpochClock(t0: Self.t0, epochSeconds: 60))
        let newest = Epoch(number: 100, scheduled: Self.t0 + 6_000, skipped: 0, first: 0, keySet: Hash())
        var asked = 0
        for later: UInt64 in [0, 600, 172_800, 172_860] {
            _ = ClockJudgement(at: newest.scheduled + later, clock: clock, newest: newest) {
                asked += 1
                return []
            }
            #expect(asked == (later > 172_800 ? 1 : 0))
        }
    }
}
