package import AuditLog
package import Keys
import TransparencyLog
package import Wire

/// A site with three agencies, an auditor and two witnesses, and all of its keys.
package struct SampleSite: Sendable {
    package struct SampleAgency: Sendable {
        package var code: String
        package var identity: SigningKey
        package var act: SigningKey
        package var keys: AgencyKeys

        package init(code: String, identity: SigningKey, act: SigningKey, keys: AgencyKeys) {
            self.code = code
            self.identity = identity
            self.act = act
            self.keys = keys
        }
    }

    package static let t0 = SampleTime.t0
    package static let epochSeconds: UInt32 = 21_600
    package static let tlsKey = sha256([7])

    package var root: SigningKey
    package var log: SigningKey
    package var promise: SigningKey
    package var channel: SigningKey
    package var auditor: SigningKey
    package var witnesses: [SigningKey]
    package var agencies: [SampleAgency]
    package var descriptor: SiteDescriptor

    package init(
        seed: UInt64 = 1, origin: String = "contoh.example/log", quorum: UInt8 = 2,
        epochSeconds: UInt32 = Self.epochSeconds
    ) throws {
        var random = SeededGenerator(seed: seed)
        root = try random.key()
        log = try random.key()
        promise = try random.key()
        auditor = try random.key()
        witnesses = [try random.key(), try random.key()]
        agencies = []
        for code in ["bawaslu", "bkpsdm", "inspektorat"] {
            let (identity, act) = (try random.key(), try random.key())
            let keys = try AgencyKeys.sample(code) {
                $0.recipient = random.bytes(1216)
                $0.acts = [act.publicKey]
                $0.witness = try random.key().publicKey
            }
            agencies.append(
                SampleAgency(
                    code: code, identity: identity, act: act, keys: try keys.signed(by: identity, origin: ""))
            )
        }
        descriptor = try .sample()
        descriptor.root = root.publicKey
        descriptor.origin = origin
        descriptor.epochSeconds = epochSeconds
        descriptor.log = log.publicKey
        descriptor.promise = promise.publicKey
        descriptor.tls = [Self.tlsKey]
        descriptor.witnesses = witnesses.enumerated().map { Witness(name: "saksi-\($0)", key: $1.publicKey) }
        descriptor.quorum = quorum
        descriptor.agencies = agencies.map {
            Agency(code: $0.code, name: $0.code, kind: .notSaid, identity: $0.identity.publicKey)
        }
        descriptor.auditor = Auditor(name: "auditor", kind: .notSaid, key: auditor.publicKey)
        channel = try random.key()
        descriptor.channel = channel.publicKey
        descriptor = try descriptor.signed(by: root, origin: origin)
    }

    package var origin: String { descriptor.origin }
    package var fingerprint: Hash { Fingerprint.root(root.publicKey) }
    package var keys: [AgencyKeys] { agencies.map(\.keys) }

    package func keySet() throws -> Hash { try Fingerprint.keySet(descriptor: descriptor, keys: keys) }

    package func clock() throws -> EpochClock {
        try required(EpochClock(descriptor))
    }

    /// A checkpoint of the log, cosigned by that many witnesses, a second later each.
    package func note(size: UInt64, root: Hash, cosigners: Int = 2) throws -> [UInt8] {
        let checkpoint = try Checkpoint(origin: origin, size: size, root: root)
        let note = try checkpoint.signed(by: NoteSigner(name: origin, key: log))
        let lines = try (0..<cosigners).map { index in
            try Cosigner(name: "saksi-\(index)", key: witnesses[index])
                .cosign(checkpoint, at: Self.t0 + 10 + UInt64(index))
        }
        return try note.adding(lines).bytes
    }

    /// The next descriptor after `change`.
    package mutating func renew(_ change: (inout SiteDescriptor) -> Void = { _ in }) throws {
        var next = descriptor
        next.serial += 1
        next.previous = try descriptor.digest()
        change(&next)
        descriptor = try next.signed(by: root, origin: origin)
    }

    /// New act key and keys of one agency.
    package mutating func rotate(_ agency: Int, seed: UInt64 = 99) throws {
        var random = SeededGenerator(seed: seed)
        let act = try SigningKey(seed: random.hash())
        var next = agencies[agency].keys
        next.origin = origin
        next.serial += 1
        next.previous = sha256(try agencies[agency].keys.encoded())
        next.acts = [act.publicKey]
        agencies[agency].act = act
        agencies[agency].keys = try next.signed(by: agencies[agency].identity, origin: origin)
    }

    package func promise(_ commitment: Hash, epoch: UInt64) throws -> Promise {
        try Promise(format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature())
            .signed(by: promise, origin: origin)
    }
}
