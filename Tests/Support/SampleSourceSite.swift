package import Age
package import AuditLog
package import Keys
package import Sealing
import Interview
import Source
import TransparencyLog
package import Wire

/// A site's keys and one batch of its log, as `TrustedSite` wants to see them.
package struct SampleSourceSite: Sendable {
    package struct Reader: Sendable {
        package var code: AgencyCode
        package var identity: SigningKey
        package var act: SigningKey
        package var recipient: Identity
        package var keys: AgencyKeys

        package var agency: Agency {
            Agency(
                code: code, name: "Kantor \(code)", kind: AgencyKind(name: code) ?? .notSaid,
                identity: identity.publicKey)
        }
    }

    package static let t0 = SampleTime.t0
    package static let now: UInt64 = t0 + 30_000

    package var root: SigningKey
    package var log: SigningKey
    package var promise: SigningKey
    package var witness: SigningKey
    package var readers: [Reader]
    package var descriptor: SiteDescriptor
    package var state = LogState.empty
    package var leaves: [Hash] = []
    package var entries: [Entry] = []
    package var random: SampleBytes
    /// What it asks of reports; nothing for 0.
    package var workBits: UInt8 = 0
    /// What work is bound to; nil for the newest entry, as it should be.
    package var otherChallenge: Hash?

    package init(
        _ codes: [AgencyCode] = ["bawaslu_prov", "bkn", "bkpsdm"], quorum: UInt8 = 0, tlsKey: Hash = Hash(),
        auditor: PublicKey? = nil, seed: UInt64 = 1
    ) throws {
        random = SampleBytes(seed)
        root = try random.key()
        log = try random.key()
        promise = try random.key()
        witness = try random.key()
        readers = []
        for code in codes { readers.append(try Self.reader(code, random)) }
        descriptor = try .sample()
        descriptor.root = root.publicKey
        descriptor.epochSeconds = 21_600
        descriptor.log = log.publicKey
        descriptor.promise = promise.publicKey
        descriptor.tls = [tlsKey]
        descriptor.witnesses = [Witness(name: "saksi", key: witness.publicKey)]
        descriptor.quorum = quorum
        descriptor.limits = Limits(envelope: 1 << 23, uploads: 2)
        descriptor.agencies = readers.map(\.agency)
        if let auditor { descriptor.auditor = Auditor(name: "Auditor", kind: .ngo, key: auditor) }
        descriptor = try descriptor.signed(by: root, origin: descriptor.origin)
        try close(0, PublicEntries(site: descriptor, agencyKeys: readers.map(\.keys)))
    }

    private static func reader(_ code: AgencyCode, _ random: SampleBytes) throws -> Reader {
        let (identity, act) = (try random.key(), try random.key())
        let recipient = try Identity(hybridSeed: random(32))
        guard case .hybrid(let publicKey)? = recipient.recipient else { throw Missing() }
        let keys = try AgencyKeys.sample(code) {
            $0.recipient = publicKey
            $0.acts = [act.publicKey]
            $0.witness = try random.key().publicKey
        }
        return Reader(
            code: code, identity: identity, act: act, recipient: recipient,
            keys: try keys.signed(by: identity, origin: ""))
    }

    package var origin: String { descriptor.origin }
    package var fingerprint: Hash { Fingerprint.root(root.publicKey) }

    /// One more agency, published with the next close.
    package mutating func join(_ code: AgencyCode) throws -> PublicEntries {
        let reader = try Self.reader(code, random)
        readers = (readers + [reader]).sorted { $0.code < $1.code }
        descriptor.serial += 1
        descriptor.previous = sha256(try descriptorBefore.encoded())
        descriptor.agencies = readers.map(\.agency)
        descriptor = try descriptor.signed(by: root, origin: origin)
        return PublicEntries(site: descriptor, agencyKeys: [reader.keys])
    }

    private var descriptorBefore: SiteDescriptor {
        var before = descriptor
        before.serial -= 1
        return before
    }

    package mutating func close(
        _ number: UInt64, _ publicEntries: PublicEntries = PublicEntries(), _ openings: [Opening] = []
    ) throws {
        let pending = try openings.map {
            PendingRecord(
                commitment: try Commitment.of($0), nonce: $0.nonce, record: try $0.record.encoded())
        }
        let clock = try required(EpochClock(descriptor))
        let keySet = try Fingerprint.keySet(descriptor: descriptor, keys: readers.map(\.keys))
        let plan = try BatchPlan.make(
            state: state, number: number, clock: clock, keySet: keySet, publicEntries: publicEntries,
            pending: pending, u: 0.75, bump: false
        ) { random($0 * 32) }
        leaves += plan.entries.map { MerkleTree.leafHash($0) }
        entries += try plan.entries.map { try Entry(decoding: $0) }
        state = plan.after
    }

    package func reply(cosigned: Bool = false) throws -> SiteReply {
        let last = try required(entries.last)
        guard case .epoch(let epoch) = last.body else { throw Missing() }
        let checkpoint = try Checkpoint(origin: origin, size: state.size, root: state.edge.root)
        var note = try checkpoint.signed(by: NoteSigner(name: origin, key: log))
        if cosigned {
            note = try note.adding([
                Cosigner(name: "saksi", key: witness).cosign(checkpoint, at: Self.now - 60)
            ])
        }
        return SiteReply(
            descriptor: descriptor, keys: readers.map(\.keys),
            checkpoint: try required(String(validating: note.bytes, as: UTF8.self)), epoch: epoch,
            previous: last.previous, proof: try path(last.index), channel: nil, work: work)
    }

    private var work: WorkChallenge {
        guard workBits > 0, let challenge = otherChallenge ?? leaves.last else { return .none }
        return WorkChallenge(kind: .scrypt, difficulty: workBits, challenge: challenge.bytes)
    }

    package func trusted(cosigned: Bool = false, now: UInt64 = now) throws -> TrustedSite {
        try TrustedSite(
            reply: reply(cosigned: cosigned), fingerprint: fingerprint, tlsKey: descriptor.tls[0], now: now)
    }

    /// Where a commitment stands; nil where it stands nowhere.
    package func inclusion(of commitment: Hash) throws -> Inclusion? {
        try entries.first { $0.body == .sealed(SealedRecord(commitment: commitment)) }
            .map { Inclusion(index: $0.index, previous: $0.previous, proof: try path($0.index)) }
    }

    /// The epoch that closes the batch of the entry at `index`; nil without an entry or an epoch.
    package func batch(of index: UInt64?) throws -> BatchEnd? {
        for entry in entries where index.map({ entry.index > $0 }) == true {
            guard case .epoch(let epoch) = entry.body else { continue }
            return BatchEnd(
                epoch: epoch,
                inclusion: Inclusion(
                    index: entry.index, previous: entry.previous, proof: try path(entry.index)))
        }
        return nil
    }

    package func promise(_ commitment: Hash, epoch: UInt64) throws -> Promise {
        try Promise(format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature())
            .signed(by: promise, origin: origin)
    }

    private func path(_ index: UInt64) throws -> [Hash] {
        var reader = LeafHashReader(leaves: leaves)
        return try InclusionProof(index: index, size: state.size, reader: &reader).path
    }
}

extension Codename {
    package static func sample(_ byte: UInt8 = 7) throws -> Codename {
        try required(Codename(random: [UInt8](repeating: byte, count: randomCount)))
    }
}

extension Story {
    package static var sample: Story {
        var story = Story.empty
        story.category = .moneyPolitics
        story.story = "Beras berstiker calon dibagikan di balai desa pada sore hari."
        return story
    }
}
