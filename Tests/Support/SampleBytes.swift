package import Keys
import Synchronization
package import Wire

/// Bytes that look random, are the same in every run, and can be drawn from several places at once.
///
/// The vectors of `Protocol/vectors/proofs.json` are made of them: the numbers must stay as they are.
package final class SampleBytes: Sendable {
    private let state: Mutex<UInt64>

    package init(_ seed: UInt64) { state = Mutex(seed) }

    package func callAsFunction(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            }
        }
    }

    package func hash() -> Hash { Hash(self(32)) ?? Hash() }

    package func key() throws -> SigningKey { try SigningKey(seed: hash()) }
}
