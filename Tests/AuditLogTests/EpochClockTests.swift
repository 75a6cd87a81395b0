import AuditLog
import Testing

@Suite struct EpochClockTests {
    private let clock: EpochClock

    init() throws {
        clock = try #require(EpochClock(t0: 1000, epochSeconds: 60))
    }

    @Test(
        arguments: [
            (0, 0, 1), (999, 0, 1), (1000, 0, 1), (1059, 0, 1), (1060, 0, 2), (1060, 1, 2), (1060, 5, 6),
            (1600, 9, 11), (UInt64.max, 0, (UInt64.max - 1000) / 60 + 1), (0, UInt64.max, UInt64.max),
        ] as [(UInt64, UInt64, UInt64)]) func promises(now: UInt64, lastCut: UInt64, epoch: UInt64)
    {
        #expect(clock.promiseEpoch(at: now, lastCut: lastCut) == epoch)
    }

    @Test(
        arguments: [
            (0, nil, 0), (0, 0, nil), (1059, 0, nil), (1060, 0, 1), (1060, 1, nil), (1600, 1, 10),
            (1600, 11, nil),
        ] as [(UInt64, UInt64?, UInt64?)]) func closes(now: UInt64, lastCut: UInt64?, number: UInt64?)
    {
        #expect(clock.due(at: now, lastCut: lastCut) == number)
    }

    /// A record promised for an epoch is staged before the epoch is cut.
    @Test func every_promise_can_be_kept() {
        for now: UInt64 in 900...1400 {
            for lastCut: UInt64 in 0...8 {
                let promised = clock.promiseEpoch(at: now, lastCut: lastCut)
                #expect(promised > lastCut)
                #expect(clock.due(at: now, lastCut: lastCut) ?? 0 < promised)
            }
        }
    }

    @Test func knows_when_epochs_are_due() throws {
        #expect(clock.scheduled(0) == 1000)
        #expect(clock.scheduled(3) == 1180)
        #expect(clock.scheduled(.max) == nil)
        #expect(EpochClock(t0: .max, epochSeconds: 1)?.scheduled(1) == nil)
        #expect(EpochClock(t0: .max, epochSeconds: .max)?.number(at: .max) == 0)
        #expect(EpochClock(t0: 0, epochSeconds: 0) == nil)
    }
}
