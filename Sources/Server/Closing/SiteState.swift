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
    }

    /// Shows the newest checkpoint with the cosignatures that it has now.
    func showCosignatures() { published.withLock { $0.show(store.head()) } }

    /// What the clock says now, held against the log.
    package var clockNow: ClockJudgement { site.judge(now()) }

    /// From now on no epoch is closed.
    func halt(_ found: Contradiction) { halted.withLock { $0 = found } }

    /// - Throws: what `halt` was called with.
    func checkNotHalted() throws(Contradiction) {
        if let found = halted.withLock({ $0 }) { throw found }
    }

    /// The key that checkpoints are verified with.
    func logKey() throws -> VerifierKey {
        try VerifierKey(name: store.origin, algorithm: .ed25519, publicKey: keys.log.publicKey)
    }
}
