import AuditLog
import Foundation
@testable import Server
import Testing

/// The one thing that a batch tells: that it was not enough.
///
/// How much a prober makes of it, exactly.
///
/// She fills an epoch with x reports of her own and asks whether one more came. With room r = step − 1 − public
/// entries and u uniform in [½, 1), P(the step rises | x) = 2x/r − 1 between ½ and 1 of r: each report moves it
/// by 2/r. That is 2/255 = 1/127.5 at 256, and more where public entries take room.
@Suite struct OracleThresholdTests {
    private static let bumps = 64.0

    /// P(u · room < x), u uniform in [½, 1).
    private static func rises(_ x: Int, room: Int) -> Double {
        guard room > 0 else { return x > 0 ? 1 : 0 }
        return min(1, max(0, 2 * Double(x) / Double(room) - 1))
    }

    /// P(size | pending), by size.
    private static func sizes(_ pending: Int, publicEntries: Int) -> [UInt64: Double] {
        var (chances, left, size): ([UInt64: Double], Double, UInt64) = ([:], 1, 256)
        while left > 0 {
            let room = Int(BatchSize.room(size: size, publicEntries: publicEntries))
            // One u for all steps: what exceeds the larger room exceeds the smaller one.
            let stays = left - min(left, rises(pending, room: room))
            chances[size, default: 0] += stays * (1 - 1 / bumps)
            chances[8 * size, default: 0] += stays / bumps
            left -= stays
            size *= 8
        }
        return chances
    }

    /// What the best guess from the size gains: half of the sum of all differences.
    private static func advantage(_ x: Int, publicEntries: Int) -> Double {
        let (without, with) = (
            sizes(x, publicEntries: publicEntries), sizes(x + 1, publicEntries: publicEntries)
        )
        let all = Set(without.keys).union(with.keys)
        return all.reduce(0) { $0 + abs(with[$1, default: 0] - without[$1, default: 0]) } / 2
    }

    /// The formula is that of the code: for each x, where `choose` goes over, to the last bit of u.
    @Test(arguments: [(256, 0), (256, 13), (2_048, 0), (2_048, 29)])
    func the_formula_is_what_choose_does(_ step: Int, _ publicEntries: Int) {
        let room = Int(BatchSize.room(size: UInt64(step), publicEntries: publicEntries))
        for x in stride(from: room / 2 - 3, through: room + 3, by: step == 256 ? 1 : 7) where x > 0 {
            let threshold = Double(x) / Double(room)
            for u in [0.5, threshold.nextDown.nextDown, threshold.nextUp.nextUp, 1.0.nextDown]
            where (0.5..<1).contains(u) {
                let size = BatchSize.choose(pending: x, publicEntries: publicEntries, u: u, bump: false)
                #expect(((size ?? 0) > step) == (u < threshold), "x = \(x), u = \(u)")
            }
            let rises = Self.rises(x, room: room)
            #expect(rises == 0 || rises == 1 || abs(rises - (2 * threshold - 1)) < 1e-12)
        }
    }

    @Test func a_prober_gains_at_most_1_127_per_report_whatever_she_adds() {
        let gains = (0..<20_000).map { Self.advantage($0, publicEntries: 0) }
        let most = gains.max() ?? 1
        #expect(most <= Oracle.bound)
        // Exactly: 2/255, less the 64th of epochs that rise without cause.
        #expect(abs(most - 2.0 / 255 * 63 / 64) < 1e-12)
        // Nothing at all where most epochs are, and at the next step an eighth.
        #expect(gains[..<127].allSatisfy { $0 == 0 })
        #expect(gains[260..<1_023].allSatisfy { $0 < 1e-12 })
        #expect((gains[1_000..<2_100].max() ?? 1) <= 2.0 / 2_047)
        #expect((gains[8_000...].max() ?? 1) <= 2.0 / 16_383)
    }

    /// Public entries take room, and the bound is 2 / room: what a batch may say in the open is therefore limited.
    @Test(arguments: [(1, 127.0), (13, 122.0), (29, 114.0)])
    func public_entries_weaken_the_bound_a_little(_ publicEntries: Int, _ oneIn: Double) {
        let most = (0..<2_100).map { Self.advantage($0, publicEntries: publicEntries) }.max() ?? 1
        #expect(most <= 1 / oneIn)
        #expect(most > 0.98 / oneIn)
    }

    /// What the secrets of real epochs are drawn from is what the formula takes for granted.
    @Test func secrets_are_uniform_and_a_step_rises_without_cause_once_in_64() {
        let source = OracleSource(OracleRandom(seed: 5))
        let secrets = (0..<64_000).map { _ in BatchSecrets(random: source.bytes) }
        #expect(secrets.allSatisfy { $0.u >= 0.5 && $0.u < 1 })
        for tenth in 0..<10 {
            let share = secrets.count { Int(($0.u - 0.5) * 20) == tenth }
            #expect(abs(share - 6_400) < 4 * 76)
        }
        let bumped = secrets.filter(\.bump)
        #expect(abs(bumped.count - 1_000) < 4 * 32)
        // The two know nothing of each other.
        let mean = bumped.reduce(0) { $0 + $1.u } / Double(max(1, bumped.count))
        #expect(abs(mean - 0.75) < 4 * 0.1443 / Double(bumped.count).squareRoot())
    }

    /// The prober at work, with the real choice and real secrets: what she gains is what the formula says.
    @Test(arguments: [(40, 0, 255), (127, 1, 255), (190, 2, 255), (253, 2, 255), (1_400, 2, 2_047)])
    func a_prober_at_the_threshold_gains_what_the_formula_says(_ own: Int, _ share: Int, _ room: Int) {
        let expected = Double(share) / Double(room) * 63 / 64
        let epochs = Oracle.isLong ? 10_000_000 : 200_000
        var random = OracleRandom(seed: UInt64(own))
        var (rose, seen) = ([0.0, 0.0], [0.0, 0.0])
        for _ in 0..<epochs {
            let reported = random.coin() ? 1 : 0
            let bits = random.next()
            let (u, bump) = (0.5 + Double(bits >> 12) / Double(UInt64(1) << 53), bits & 63 == 0)
            seen[reported] += 1
            let size = BatchSize.choose(pending: own + reported, publicEntries: 0, u: u, bump: bump) ?? 0
            if size > (own < 1_000 ? 256 : 2_048) { rose[reported] += 1 }
        }
        let advantage = rose[1] / seen[1] - rose[0] / seen[0]
        let sigma = (0.25 / seen[0] + 0.25 / seen[1]).squareRoot()
        #expect(abs(advantage - expected) < 4 * sigma)
        #expect(advantage <= Oracle.bound + 3 * sigma)
        if Oracle.isLong {
            let numbers = [(1 + advantage) / 2, advantage, expected, 3 * sigma]
                .map { String(format: "%.5f", $0) }.joined(separator: " | ")
            print("oracle | step alone, prober with \(own) of her own | \(epochs) | 1 | \(numbers) | within")
        }
    }
}
