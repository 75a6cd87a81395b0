import Foundation
@testable import Server
import Testing

/// A prober who fills the epoch until it refuses, and counts whether one was missing.
@Suite struct OracleAdmissionTests {
    private static let pending = 100

    @Test func filling_an_epoch_until_it_refuses_does_not_count_the_others() {
        let trial = trial("an epoch filled until it refuses", OracleSource(OracleRandom(seed: 31)).bytes)
        #expect(trial.isWithinBound, "\(trial.row)")
    }

    @Test func with_a_limit_that_is_always_the_same_it_would() {
        let trial = trial("control: the same limit in each epoch") { [UInt8](repeating: 0x80, count: $0) }
        #expect(trial.advantage == 1, "\(trial.row)")
    }

    @Test func an_epoch_takes_between_half_of_the_limit_and_all_of_it() {
        let (room, share) = room(OracleSource(OracleRandom(seed: 32)).bytes)
        let taken = (0..<2_000).map { _ in fill(room, share(), others: 0) }
        #expect(taken.allSatisfy { (50...100).contains($0) })
        #expect(Set(taken).count >= 50)
    }

    /// What a site asks for is seen by everybody, and rises in the middle of an epoch.
    @Test func raising_what_is_asked_does_not_count_the_others() {
        let trial = rises("what is asked, raised twice", share: 96 / 3_200) { seed in
            SecretDraws(secret: OracleSource(OracleRandom(seed: seed)).bytes(32))
        }
        #expect(trial.isWithinBound, "\(trial.row)")
    }

    @Test func with_shares_that_are_always_the_same_it_would() {
        let trial = rises("control: the same shares in each epoch", share: 0) { _ in
            SecretDraws(secret: [UInt8](repeating: 1, count: 32))
        }
        #expect(trial.advantage == 1, "\(trial.row)")
    }

    /// Her own that raise what is asked the first and the second time, where somebody else's report comes first or not.
    private func rises(
        _ name: String, share: Double, draws: (UInt64) -> SecretDraws
    ) -> OracleTrial {
        var coins = OracleRandom(seed: 35)
        let samples = (0..<2_000).map { epoch in
            var draws = draws(UInt64(epoch))
            let reported = coins.coin()
            var pace = IntakePace(capacity: 3_200, draws: &draws)
            if reported { pace.take(&draws) }
            let own = (1...2).map { level in
                var own = 0.0
                while pace.level < level {
                    pace.take(&draws)
                    own += 1
                }
                return own
            }
            return OracleSample(own, reported: reported)
        }
        return OracleTrial(name, samples, bound: share).shown()
    }

    private func trial(_ name: String, _ random: @escaping @Sendable (Int) -> [UInt8]) -> OracleTrial {
        let (room, share) = room(random)
        var coins = OracleRandom(seed: 33)
        let samples = (0..<2_000).map { _ in
            let reported = coins.coin()
            return OracleSample(
                [Double(fill(room, share(), others: reported ? 1 : 0))], reported: reported)
        }
        return OracleTrial(name, samples, bound: 2 / Double(Self.pending)).shown()
    }

    private func room(_ random: @escaping @Sendable (Int) -> [UInt8]) -> (EpochRoom, () -> Double) {
        (
            EpochRoom(capacity: UInt64(Self.pending), draws: SecretDraws(secret: random(32))),
            { BatchSecrets(random: random).u }
        )
    }

    /// How many of her own she brings in.
    private func fill(_ room: EpochRoom, _ share: Double, others: UInt64) -> Int {
        room.beginEpoch(share: share, reports: others)
        var own = 0
        while room.take(.report) != nil { own += 1 }
        return own
    }
}
