@testable import Server
import TestSupport
import Testing

/// The line along which an epoch takes reports, without a server and without a clock.
@Suite struct IntakePaceTests {
    private static let capacity: UInt64 = 6_400

    /// Whatever is taken at once: levels rise one by one, each behind a share of its own.
    @Test func what_is_taken_raises_the_level() {
        var draws = SeededGenerator(seed: 1)
        var pace = IntakePace(capacity: Self.capacity, draws: &draws)
        var shares: [Int] = []
        for _ in 0..<3 {
            let level = pace.level
            var taken = 0
            while pace.level == level {
                pace.take(&draws)
                taken += 1
            }
            #expect(pace.level == level + 1)
            shares.append(taken)
        }
        #expect((401...800).contains(shares[0]))
        #expect(shares.dropFirst().allSatisfy { (67...133).contains($0) })
    }

    /// A quiet day: a hundredth of the room in each part of it.
    @Test func a_quiet_day_asks_for_nothing() {
        var draws = SeededGenerator(seed: 2)
        var pace = IntakePace(capacity: Self.capacity, draws: &draws)
        for second in 0..<21_600 {
            pace.advance(elapsed: UInt64(second), of: 21_600, &draws)
            if second % 24 == 0 { pace.take(&draws) }
            #expect(pace.level == 0)
        }
    }

    @Test func without_a_rise_a_part_lowers_the_level_and_with_one_it_stays() {
        var draws = SeededGenerator(seed: 3)
        var pace = IntakePace(capacity: Self.capacity, draws: &draws)
        while pace.level < 3 { pace.take(&draws) }
        pace.advance(elapsed: 100, of: 1_600, &draws)
        #expect(pace.level == 3)
        pace.advance(elapsed: 200, of: 1_600, &draws)
        #expect(pace.level == 2)
        pace.advance(elapsed: 200, of: 1_600, &draws)
        #expect(pace.level == 2)
        // Long overdue, and with a clock that leaps.
        var late = pace
        late.advance(elapsed: .max, of: 1, &draws)
        #expect(late.level == 0)
        // Another epoch begins under the same pressure.
        pace.beginEpoch(&draws)
        #expect(pace.level == 2)
    }

    /// A flood without work, up to 200 a second for six hours: it gets less than the least that an epoch takes, and nowhere
    /// near all of it at once.
    @Test(arguments: [1, 10, 200]) func a_flood_follows_the_line(perSecond: Int) {
        var (draws, luck) = (SeededGenerator(seed: 4), SeededGenerator(seed: 5))
        let capacity: UInt64 = 100_000
        var pace = IntakePace(capacity: capacity, draws: &draws)
        var taken: [UInt64] = []
        for second in 0..<21_600 {
            pace.advance(elapsed: UInt64(second), of: 21_600, &draws)
            var now = taken.last ?? 0
            for _ in 0..<perSecond where luck.next().leadingZeroBitCount / 2 >= Int(pace.level) {
                pace.take(&draws)
                now += 1
            }
            taken.append(now)
        }
        #expect(taken[21_599] < capacity / 2)
        #expect(taken[60] < capacity * 3 / 10)
        // Work of nine bits gets in all the time.
        #expect(pace.level <= 9)
        // A control: without levels, all but the slowest would fill the epoch.
        #expect(perSecond == 1 || 21_600 * UInt64(perSecond) > capacity)
    }

    @Test func there_is_a_highest_level() {
        var draws = SeededGenerator(seed: 6)
        var pace = IntakePace(capacity: 1, draws: &draws)
        for _ in 0..<1_000 { pace.take(&draws) }
        #expect(pace.level == IntakePace.highest)
    }
}
