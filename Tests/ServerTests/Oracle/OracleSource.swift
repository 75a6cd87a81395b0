import Synchronization

/// Seeded randomness for what takes a closure.
final class OracleSource: Sendable {
    private let random: Mutex<OracleRandom>

    init(_ random: OracleRandom) { self.random = Mutex(random) }

    @Sendable func bytes(_ count: Int) -> [UInt8] { random.withLock { $0.bytes(count) } }
}
