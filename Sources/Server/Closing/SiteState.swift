package import AuditLog
import Keys
package import Storage
import Synchronization
import TransparencyLog
import Wire

/// What all parts of a running server share: the store, the keys, the newest published site, the clock.
package final class SiteState: Sendable {
    /// Everything that is kept.
    package let store: any Store
    /// What signs.
    package let keys: SiteKeys
    /// Seconds since 1970.
    package let now: @Sendable () -> UInt64
    /// Random bytes fit for keys.
    package let random: @Sendable (Int) -> [UInt8]
    private let published: Mutex<PublishedSite>
    private let witnessed = Mutex(FoundWitnessed())
    /// Why nothing may be signed any more.
    private let halted = Mutex<Contradiction?>(nil)

    /// Begins with `site` as it is published in the store now.
    init(
        store: any Store, keys: SiteKeys, site: PublishedSite, now: @escaping @Sendable () -> UInt64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.store = store
        self.keys = keys
        self.now = now
        self.random = random
        published = Mutex(site)
    }

    /// As every visitor is shown it.
    package var site: PublishedSite { published.withLock { $0 } }

    /// Shows a batch that was published, with what was cosigned since it was read.
    func show(_ site: PublishedSite) {
        published.withLock {
            $0 = site
            $0.show(store.head())
        }
        forgetWitnessed()
    }

    /// Shows the newest checkpoint with the cosignatures that it has now.
    func showCosignatures() {
        published.withLock { $0.show(store.head()) }
        forgetWitnessed()
    }

    /// What a look's second cell shows in the tree of `site`: looked for once, until something new is shown.
    ///
    /// - Throws: see `PublishedSite.newestWitnessed` and `standing`.
    func lookedAt(_ site: PublishedSite) async throws -> (newest: WitnessedCheckpoint?, standing: Standing) {
        let before = witnessed.withLock { $0 }
        if before.size == site.size, let shown = before.shown { return shown }
        let standing = try await site.standing(in: store, now: now())
        let found = try await site.newestWitnessed(in: store, behind: standing.descriptor)
        witnessed.withLock { now in
            // What came meanwhile may have brought another one.
            guard now.generation == before.generation else { return }
            (now.size, now.shown) = (site.size, (found, standing))
        }
        return (found, standing)
    }

    private func forgetWitnessed() {
        witnessed.withLock { $0 = FoundWitnessed(generation: $0.generation &+ 1) }
    }

    private struct FoundWitnessed {
        /// Rises with everything that is shown.
        var generation: UInt64 = 0
        /// Of the tree that it was looked for in; nil where it was not yet.
        var size: UInt64?
        var shown: (newest: WitnessedCheckpoint?, standing: Standing)?
    }

    /// What the clock says now, held against the log.
    package var clockNow: ClockJudgement { site.judge(now()) }

    /// From now on no epoch is closed.
    func halt(_ found: Contradiction) { halted.withLock { $0 = found } }

    /// - Throws: what `halt` was called with.
    func checkNotHalted() throws(Contradiction) {
        if let found = halted.withLock({ $0 }) { throw found }
    }

    /// Signs promises.
    package var promise: PromiseSigner {
        { [keys, origin = store.origin] commitment, epoch in
            try Promise(
                format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature()
            )
            .signed(by: keys.promise, origin: origin)
        }
    }

    /// The key that checkpoints are verified with.
    func logKey() throws -> VerifierKey {
        try VerifierKey(name: store.origin, algorithm: .ed25519, publicKey: keys.log.publicKey)
    }
}
