import AuditLog
import Keys
import Testing
import TransparencyLog
import Wire

/// Bytes that look random and are the same each time (SplitMix64).
struct SampleBytes {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let word = next()
            for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * shift))) }
        }
        return [UInt8](bytes.prefix(count))
    }

    mutating func hash() -> Hash { Hash(bytes(32)) ?? Hash() }
}

/// A site with three agencies, an auditor and two witnesses, and all of its keys.
struct SampleSite {
    struct SampleAgency {
        var code: String
        var identity: SigningKey
        var act: SigningKey
        var keys: AgencyKeys
    }

    static let t0: UInt64 = 1_800_000_000
    static let epochSeconds: UInt32 = 21_600
    static let tlsKey = sha256([7])

    var root: SigningKey
    var log: SigningKey
    var promise: SigningKey
    var auditor: SigningKey
    var witnesses: [SigningKey]
    var agencies: [SampleAgency]
    var descriptor: SiteDescriptor

    init(
        seed: UInt64 = 1, origin: String = "contoh.example/log", quorum: UInt8 = 2,
        epochSeconds: UInt32 = Self.epochSeconds
    ) throws {
        var random = SampleBytes(seed: seed)
        func key() throws -> SigningKey { try SigningKey(seed: random.hash()) }
        root = try key()
        log = try key()
        promise = try key()
        auditor = try key()
        witnesses = [try key(), try key()]
        agencies = []
        for code in ["bawaslu", "bkpsdm", "inspektorat"] {
            let (identity, act) = (try key(), try key())
            let keys = AgencyKeys(
                format: 1, origin: "", agency: code, serial: 0, previous: Hash(),
                recipient: random.bytes(1216),
                acts: [act.publicKey], witness: try key().publicKey, notAfter: Self.t0 + 7_000_000,
                signature: Signature())
            agencies.append(
                SampleAgency(
                    code: code, identity: identity, act: act, keys: try keys.signed(by: identity, origin: ""))
            )
        }
        descriptor = SiteDescriptor(
            format: 1, serial: 0, previous: Hash(), notAfter: Self.t0 + 7_000_000, root: root.publicKey,
            origin: origin, t0: Self.t0, epochSeconds: epochSeconds, log: log.publicKey,
            promise: promise.publicKey, tls: [Self.tlsKey],
            witnesses: witnesses.enumerated().map { Witness(name: "saksi-\($0)", key: $1.publicKey) },
            quorum: quorum, retention: Retention(payload: 1, record: 2),
            limits: Limits(envelope: 1 << 20, uploads: 1), taxonomy: 1,
            agencies: agencies.map { Agency(code: $0.code, name: $0.code, identity: $0.identity.publicKey) },
            auditor: Auditor(name: "auditor", key: auditor.publicKey), signature: Signature())
        descriptor = try descriptor.signed(by: root, origin: origin)
    }

    var origin: String { descriptor.origin }
    var fingerprint: Hash { Fingerprint.root(root.publicKey) }
    var keys: [AgencyKeys] { agencies.map(\.keys) }

    func keySet() throws -> Hash { try Fingerprint.keySet(descriptor: descriptor, keys: keys) }

    func clock() throws -> EpochClock {
        try #require(EpochClock(descriptor))
    }

    /// A checkpoint of the log, cosigned by that many witnesses, a second later each.
    func note(size: UInt64, root: Hash, cosigners: Int = 2) throws -> [UInt8] {
        let checkpoint = try Checkpoint(origin: origin, size: size, root: root)
        let note = try checkpoint.signed(by: NoteSigner(name: origin, key: log))
        let lines = try (0..<cosigners).map { index in
            try Cosigner(name: "saksi-\(index)", key: witnesses[index])
                .cosign(checkpoint, at: Self.t0 + 10 + UInt64(index))
        }
        return try note.adding(lines).bytes
    }

    /// The next descriptor after `change`.
    mutating func renew(_ change: (inout SiteDescriptor) -> Void = { _ in }) throws {
        var next = descriptor
        next.serial += 1
        next.previous = try descriptor.digest()
        change(&next)
        descriptor = try next.signed(by: root, origin: origin)
    }

    /// New act key and keys of one agency.
    mutating func rotate(_ agency: Int, seed: UInt64 = 99) throws {
        var random = SampleBytes(seed: seed)
        let act = try SigningKey(seed: random.hash())
        var next = agencies[agency].keys
        next.origin = origin
        next.serial += 1
        next.previous = sha256(try agencies[agency].keys.encoded())
        next.acts = [act.publicKey]
        agencies[agency].act = act
        agencies[agency].keys = try next.signed(by: agencies[agency].identity, origin: origin)
    }

    func promise(_ commitment: Hash, epoch: UInt64) throws -> Promise {
        try Promise(format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature())
            .signed(by: promise, origin: origin)
    }
}
