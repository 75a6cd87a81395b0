import Foundation
import Testing

@testable import Server

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
        let admission = admission(OracleSource(OracleRandom(seed: 32)).bytes)
        let taken = (0..<2_000).map { _ in fill(admission, others: 0) }
        #expect(taken.allSatisfy { (50...100).contains($0) })
        #expect(Set(taken).count >= 50)
    }

    private func trial(_ name: String, _ random: @escaping @Sendable (Int) -> [UInt8]) -> OracleTrial {
        let admission = admission(random)
        var coins = OracleRandom(seed: 33)
        let samples = (0..<2_000).map { _ in
            let reported = coins.coin()
            return OracleSample([Double(fill(admission, others: reported ? 1 : 0))], reported: reported)
        }
        return OracleTrial(name, samples, bound: 2 / Double(Self.pending)).shown()
    }

    private func admission(_ random: @escaping @Sendable (Int) -> [UInt8]) -> Admission {
        var configuration = Configuration()
        configuration.pending = Self.pending
        configuration.freeBytes = 0
        let directory = DataDirectory(NSTemporaryDirectory())
        return Admission(directory: directory, configuration: configuration, random: random)
    }

    /// How many of her own she brings in.
    private func fill(_ admission: Admission, others: UInt64) -> Int {
        admission.reset(pending: others)
        var own = 0
        while (try? admission.check()) != nil {
            admission.staged()
            own += 1
        }
        return own
    }
}
