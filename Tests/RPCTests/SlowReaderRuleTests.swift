@testable import RPC
import Testing

/// How long a reader that takes nothing, or next to nothing, is waited for.
@Suite struct SlowReaderRuleTests {
    @Test(arguments: [(0, UInt64(60_000)), (50, 33_000), (100, 6_000)]) func `nothing taken`(
        _ crowding: Int, _ patience: UInt64
    ) {
        var reader = SlowReader(patience: 60_000)
        #expect(reader.nextLook == .max)
        reader.watch(isHeldUp: true, untaken: 100_000, crowding: crowding, at: 1_000)
        // What is added, a pong for each ping, is no progress.
        for now in stride(from: UInt64(2_000), to: 1_000 + patience, by: 500) {
            reader.watch(isHeldUp: true, untaken: 100_000 + Int(now), crowding: crowding, at: now)
            #expect(reader.nextLook == min(now + 2_000, 1_000 + patience), "it is looked at again soon")
            reader.giveUp(at: now)
        }
        #expect(!reader.isGivenUp)
        reader.giveUp(at: 1_000 + patience)
        #expect(reader.isGivenUp)
    }

    @Test func `who takes nothing is given up as the room fills, however it began`() {
        var reader = SlowReader(patience: 60_000)
        reader.watch(isHeldUp: true, untaken: 1, crowding: 0, at: 0)
        reader.watch(isHeldUp: true, untaken: 1, crowding: 100, at: 6_000)
        reader.giveUp(at: 6_000)
        #expect(reader.isGivenUp)
    }

    @Test(arguments: [(340, false), (342, true)]) func `a few bytes now and then`(
        _ perSecond: Int, _ isKept: Bool
    ) {
        var reader = SlowReader(patience: 60_000)
        for second in 0..<100 where !reader.isGivenUp {
            let now = UInt64(second) * 1_000
            let isReading = reader.watch(
                isHeldUp: true, untaken: 1_000_000 - second * perSecond, crowding: 100, at: now)
            #expect(isReading == (isKept && second > 0 && second.isMultiple(of: 6)))
            reader.giveUp(at: now)
        }
        #expect(reader.isGivenUp != isKept)
        reader.watch(isHeldUp: false, untaken: 0, crowding: 100, at: 6_000_000)
        #expect(reader.nextLook == .max)
    }

    @Test func `a message more is progress`() {
        var reader = SlowReader(patience: 1_000)
        reader.watch(isHeldUp: true, untaken: 10, crowding: 0, at: 0)
        reader.wrote()
        reader.watch(isHeldUp: true, untaken: 20, crowding: 0, at: 900)
        reader.giveUp(at: 1_899)
        #expect(!reader.isGivenUp)
        reader.giveUp(at: 1_900)
        #expect(reader.isGivenUp)
    }

    @Test func `what is counted is the difference`() {
        var reader = SlowReader(patience: 1_000)
        #expect(reader.count(500) == 500)
        #expect(reader.count(200) == -300)
        #expect(reader.held == 200)
        #expect(reader.count(0) == -200)
    }
}
