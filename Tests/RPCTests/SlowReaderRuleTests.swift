@testable import RPC
import Testing

/// How long a reader that takes nothing is waited for.
@Suite struct SlowReaderRuleTests {
    @Test(arguments: [(false, UInt64(60_000)), (true, 6_000)]) func `nothing taken`(
        _ isCrowded: Bool, _ patience: UInt64
    ) {
        var reader = SlowReader(patience: 60_000)
        #expect(reader.deadline == .max)
        reader.watch(isHeldUp: true, unsent: 100_000, isCrowded: isCrowded, at: 1_000)
        #expect(reader.deadline == 1_000 + patience)
        // What is added, a pong for each ping, is no progress.
        for now in stride(from: UInt64(2_000), to: 1_000 + patience, by: 500) {
            reader.watch(isHeldUp: true, unsent: 100_000 + Int(now), isCrowded: isCrowded, at: now)
            reader.giveUp(at: now)
        }
        #expect(!reader.isGivenUp)
        reader.giveUp(at: 1_000 + patience)
        #expect(reader.isGivenUp)
    }

    @Test func `some taken now and then`() {
        var reader = SlowReader(patience: 60_000)
        for step in 0..<100 {
            let now = UInt64(step) * 59_000
            reader.watch(isHeldUp: true, unsent: 1_000_000 - step, isCrowded: false, at: now)
            reader.giveUp(at: now)
        }
        #expect(!reader.isGivenUp)
        reader.watch(isHeldUp: false, unsent: 0, isCrowded: false, at: 6_000_000)
        #expect(reader.deadline == .max)
    }

    @Test func `a message more is progress`() {
        var reader = SlowReader(patience: 1_000)
        reader.watch(isHeldUp: true, unsent: 10, isCrowded: false, at: 0)
        reader.wrote()
        reader.watch(isHeldUp: true, unsent: 20, isCrowded: false, at: 900)
        #expect(reader.deadline == 1_900)
    }

    @Test func `what is counted is the difference`() {
        var reader = SlowReader(patience: 1_000)
        #expect(reader.count(500) == 500)
        #expect(reader.count(200) == -300)
        #expect(reader.held == 200)
        #expect(reader.count(0) == -200)
    }
}
