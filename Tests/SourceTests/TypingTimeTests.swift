import Foundation
@testable import Source
import TestSupport
import Testing
import Verification

/// What the network learns of how long somebody typed, without Tor.
///
/// Measured on the model by which decoys wait, with no clock but numbers. docs/traffic.md has the figures.
@Suite struct TypingTimeTests {
    private static let pace = VisitPace(step: .seconds(2), departure: 180)
    private static let count = 20_000

    /// Departures behind their looks, in seconds, of reports that somebody typed.
    private func departures() -> (typed: [UInt64], seen: [UInt64]) {
        let random = SampleBytes(5)
        let chance = Chance { random($0) }
        let typed = (0..<Self.count).map { _ in TypingTime.report(chance) }
        return (typed, typed.map { $0 + Self.pace.delay(after: $0, isAttended: true) })
    }

    private func bits(_ values: [UInt64]) -> Double {
        Dictionary(grouping: values, by: \.self).values
            .map { Double($0.count) / Double(values.count) }
            .map { -$0 * log2($0) }.reduce(0, +)
    }

    @Test func a_visit_tells_the_time_in_steps_of_three_minutes() {
        let (typed, seen) = departures()
        #expect(seen.allSatisfy { $0 % 180 == 0 && $0 > 0 })
        #expect(zip(typed, seen).allSatisfy { $0 < $1 && $1 <= $0 + 180 })
        let (before, after) = (bits(typed), bits(seen))
        print("typing time: \(before) bits to the second, \(after) bits in steps of three minutes")
        #expect((10.5...11.5).contains(before))
        #expect((3.6...4.2).contains(after))
    }

    /// A command that asks nothing leaves at the first departure, and hardly any report that is typed does: without Tor and
    /// without decoys that is what remains to be seen.
    @Test func whether_somebody_typed_is_seen() {
        let (_, seen) = departures()
        let first = Double(seen.count { $0 == 180 }) / Double(seen.count)
        print("typed reports that leave at the first departure: \(first)")
        #expect(first < 0.01)
    }

    /// Decoys on a schedule leave as people do: of what leaves at any departure, the share that is decoys is that of all.
    @Test func decoys_leave_at_the_same_departures() {
        let random = SampleBytes(6)
        let decoys = (0..<Self.count).map { _ in
            let typed = TypingTime.drawn { random($0) }
            return typed + Self.pace.delay(after: typed, isAttended: true)
        }
        let (_, reports) = departures()
        let people = reports + [UInt64](repeating: 180, count: reports.count)
        #expect(distance(people, decoys) < 0.03)
        // Control: decoys that never wait for a person are told apart by more than half of all visits.
        #expect(distance(people, decoys.map { _ in 180 }) > 0.4)
    }

    /// Total variation: an observer who sees one departure guesses right in half of all cases, and by half of this more.
    private func distance(_ one: [UInt64], _ other: [UInt64]) -> Double {
        func shares(_ values: [UInt64]) -> [UInt64: Double] {
            Dictionary(grouping: values, by: \.self).mapValues { Double($0.count) / Double(values.count) }
        }
        let (a, b) = (shares(one), shares(other))
        return Set(a.keys).union(b.keys).map { abs(a[$0, default: 0] - b[$0, default: 0]) }.reduce(0, +) / 2
    }
}
