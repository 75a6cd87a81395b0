import Foundation
import RPC
import Synchronization
import Wire

/// Whether something more may be taken in.
///
/// It knows counts, and nobody.
///
/// How many records an epoch takes is drawn anew for each: between half of `admission.pending` and all of it. Who
/// fills an epoch until it refuses would otherwise know exactly how many came from others; so a record of
/// somebody else moves the refusal of a prober with probability 2 / `admission.pending`.
final class Admission: Sendable {
    private let directory: DataDirectory
    private let configuration: Configuration
    private let random: @Sendable (Int) -> [UInt8]
    private let pending = Atomic<UInt64>(0)
    private let limit = Atomic<UInt64>(0)

    init(
        directory: DataDirectory, configuration: Configuration, random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.directory = directory
        self.configuration = configuration
        self.random = random
    }

    func staged() {
        pending.add(1, ordering: .relaxed)
    }

    /// Begins an epoch.
    func reset(pending count: UInt64) {
        let share = BatchSecrets(random: random).u
        limit.store(UInt64((share * Double(configuration.pending)).rounded(.up)), ordering: .relaxed)
        pending.store(count, ordering: .relaxed)
    }

    /// Looks whether there is room, and takes none.
    ///
    /// - Throws: an `RPCError`: `unavailable` where the epoch is full.
    func check() throws(RPCError) {
        guard pending.load(ordering: .relaxed) < limit.load(ordering: .relaxed) else {
            throw RPCError(
                .unavailable, "as many records wait as one epoch takes; come back later",
                limit: UInt64(configuration.pending))
        }
    }
}
