package import AuditLog
import Keys
import Storage
import TransparencyLog
package import Wire

/// The newest published state, as every visitor is shown it: descriptor, keys, checkpoint and the epoch at its end.
package struct PublishedSite: Sendable {
    /// The newest one.
    package let descriptor: SiteDescriptor
    /// In the descriptor's order.
    package let keys: [AgencyKeys]
    /// Those before them, the newest of each agency first.
    package let older: [OlderKeys]
    /// Fingerprint of descriptor and keys: what envelopes are sealed to.
    package let keySet: Hash
    /// Of the epochs.
    package let clock: EpochClock
    /// Entries.
    package let size: UInt64
    /// The last entry.
    package let epoch: Epoch
    /// What work is bound to: the leaf hash of the newest epoch's entry, and that of the one before, since who looked just
    /// ahead of a close comes behind it.
    package let challenges: [Hash]
    /// The same as a source is answered, on a quiet day.
    package private(set) var reply: SiteReply

    /// Shows a checkpoint of the same size under more signatures.
    mutating func show(_ head: PublishedHead?) {
        guard let head, head.state.size == size else { return }
        reply.checkpoint = head.checkpoint
    }

    /// Holds a clock against the newest epoch and what the witnesses say under the newest checkpoint.
    package func judge(_ now: UInt64) -> ClockJudgement {
        ClockJudgement(at: now, clock: clock, newest: epoch) { cosignatureTimes }
    }

    /// When each of the descriptor's witnesses signed the newest checkpoint, as they say; seconds since 1970.
    private var cosignatureTimes: [UInt64] {
        guard let log = try? descriptor.logKey(), let witnesses = try? descriptor.witnessKeys(),
            let shown = try? VerifiedCheckpoint(
                bytes: [UInt8](reply.checkpoint.utf8), origin: descriptor.origin, log: log,
                witnesses: witnesses)
        else { return [] }
        return shown.cosignatures.compactMap(\.timestamp)
    }

    /// When description and keys run out.
    package var expiry: SiteExpiry { SiteExpiry(descriptor, keys: keys) }

    /// The agency whose newest keys have this act key.
    package func agency(ofAct key: PublicKey) -> AgencyCode? {
        keys.first { $0.acts.contains(key) }?.agency
    }

    /// Reads it from the published log.
    ///
    /// Nil before batch 0.
    ///
    /// - Throws: `StoreError`; `LogError` where the log is not one that this server made.
    init?(reading store: any Store) async throws {
        guard let head = store.head() else { return nil }
        var site: SiteDescriptor?
        var keysOf: [AgencyCode: AgencyKeys] = [:]
        for newest in try await store.newestPublicEntries() {
            switch try Entry(decoding: try await store.entry(at: newest.index)).body {
            case .site(let descriptor): site = descriptor
            case .agencyKeys(let keys): keysOf[keys.agency] = keys
            default: break
            }
        }
        let bytes = try await store.entry(at: head.state.size.less(1))
        let last = try Entry(decoding: bytes)
        guard let site, let clock = EpochClock(site), case .epoch(let epoch) = last.body else {
            throw LogError(
                .batchInvalid, at: head.state.size.less(1), "EntryBody", expected: "epoch", found: "another")
        }
        var challenges = [MerkleTree.leafHash(bytes)]
        if epoch.first > 0 {
            challenges.append(MerkleTree.leafHash(try await store.entry(at: epoch.first.less(1))))
        }
        self.challenges = challenges
        descriptor = site
        keys = site.agencies.compactMap { keysOf[$0.code] }
        older = try await OlderKeys.read(site.agencies.map { $0.code }, from: store)
        keySet = try Fingerprint.keySet(descriptor: site, keys: keys)
        self.clock = clock
        self.epoch = epoch
        size = head.state.size
        let proof = try await store.proof(try ProofPlan.inclusion(of: size.less(1), in: size))
        reply = SiteReply(
            descriptor: site, keys: keys, checkpoint: head.checkpoint, epoch: epoch, previous: last.previous,
            proof: proof, channel: nil, work: .none)
    }
}
