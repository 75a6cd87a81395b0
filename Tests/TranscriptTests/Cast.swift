import Crypto
import CryptoExtras
import Foundation
import Interview
import Keys
import Sealing
import Source
import TestSupport
import Testing
import Wire

/// Everybody in the transcripts, with their keys: a seed is SHA-256 of its name, so that nobody takes it for a secret.
struct Cast: Sendable {
    static let origin = "contoh.example/log"
    static let t0: UInt64 = 1_800_000_000
    static let epochSeconds: UInt32 = 3_600
    static let agencies: [AgencyCode] = ["bawaslu", "bkpsdm", "inspektorat"]
    /// The third agency's stanza leads to a key that was thrown away.
    static let readers: [AgencyCode] = ["bawaslu", "bkpsdm"]
    static let question = "Pada tanggal berapa apel itu diadakan?"
    static let answer = "Senin, 7 Desember, pukul tujuh."
    static let file = "Yang hadir: semua kepala bidang.\n"
    static let reason = "Atasan langsung dibina; keterangan saksi cocok."
    /// Of the server's randomness.
    static let randomSeed = named("random")

    /// The only one: deriving the source's keys takes a while.
    static func get() throws -> Cast { try cast.get() }
    private static let cast = Result { try Cast() }

    let fingerprint: Hash
    let codename: Codename
    let source: SourceKeys
    /// Of the whole cast, in the order of the files: Ed25519 seeds, and X-Wing seeds of `recipient` and `reply`.
    let seeds: [(name: String, seed: Hash)]
    let agencyKeys: [AgencyKeys]
    let descriptor: SiteDescriptor

    private init() throws {
        let root = try SigningKey(seed: Self.named("root"))
        fingerprint = Fingerprint.root(root.publicKey)
        codename = try #require(Codename(random: Array(Self.named("codename").bytes.prefix(10))))
        source = try SourceKeys(codename: codename, root: fingerprint)
        let names =
            ["root", "log", "promise", "channel", "tls", "auditor"]
            + Self.agencies.flatMap { code in
                ["identity", "act", "witness", "recipient"].map { "\(code).\($0)" }
            }
        seeds =
            names.map { ($0, Self.named($0)) }
            + (try Self.sourceSeeds(codename: codename.words, fingerprint: fingerprint))
        agencyKeys = try Self.agencies.map(Self.keys)
        descriptor = try Self.descriptor(signedBy: root)
    }

    func seed(_ name: String) throws -> Hash {
        try #require(seeds.first { $0.name == name }?.seed)
    }

    func key(_ name: String) throws -> SigningKey { try SigningKey(seed: seed(name)) }

    /// SHA-256 of the SubjectPublicKeyInfo of an Ed25519 key (RFC 8410): what a client pins.
    static func tlsPin() throws -> Hash {
        let key = try SigningKey(seed: named("tls")).publicKey
        return sha256([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00] + key.bytes)
    }

    static var story: Story {
        var story = Story.empty
        story.category = .takingSides
        story.subjectLevel = .administrator
        story.subjectUnit = "Dinas Contoh"
        story.election = .pilbupPilwako
        story.eventDate = Wire.Date(year: 2026, month: 12, day: 7)
        story.story = "Pada apel pagi kepala dinas meminta pegawai memilih satu calon."
        story.evidenceKinds = [.ownObservation]
        return story
    }

    private static func named(_ name: String) -> Hash {
        sha256(Array("kentongan transcripts: \(name)".utf8))
    }

    /// Protocol section 10, by hand.
    private static func sourceSeeds(
        codename: String, fingerprint: Hash
    ) throws -> [(name: String, seed: Hash)] {
        let secret = try KDF.Scrypt.deriveKey(
            from: Array(codename.utf8), salt: Array("kentongan codename v1\0".utf8) + fingerprint.bytes,
            outputByteCount: 32, rounds: 32_768, blockSize: 8, parallelism: 1)
        return try ["mailbox", "author", "reply"].map { name in
            let seed = HKDF<SHA256>.deriveKey(
                inputKeyMaterial: secret, info: Array("kentongan \(name) v1".utf8), outputByteCount: 32)
            return ("source.\(name)", try #require(Hash(seed.withUnsafeBytes { [UInt8]($0) })))
        }
    }

    /// As on an agency's card.
    private static func keys(of code: AgencyCode) throws -> AgencyKeys {
        let identity = try SigningKey(seed: named("\(code).identity"))
        return try AgencyKeys.sample(code) {
            $0.recipient = try hybridKey(named("\(code).recipient"))
            $0.acts = [try SigningKey(seed: named("\(code).act")).publicKey]
            $0.witness = try SigningKey(seed: named("\(code).witness")).publicKey
            $0.notAfter = t0 + 365 * 86_400
        }.signed(by: identity, origin: "")
    }

    private static func descriptor(signedBy root: SigningKey) throws -> SiteDescriptor {
        func key(_ name: String) throws -> PublicKey { try SigningKey(seed: named(name)).publicKey }
        var descriptor = try SiteDescriptor.sample()
        descriptor.notAfter = t0 + 90 * 86_400
        descriptor.root = root.publicKey
        descriptor.origin = origin
        descriptor.epochSeconds = epochSeconds
        descriptor.log = try key("log")
        descriptor.promise = try key("promise")
        descriptor.channel = try key("channel")
        descriptor.tls = [try tlsPin()]
        descriptor.witnesses = try agencies.map {
            Witness(name: "\(origin)/\($0)", key: try key("\($0).witness"))
        }
        descriptor.quorum = 2
        descriptor.retention = Retention(payload: 730)
        descriptor.limits = Limits(envelope: 32_768 << 15 - 1_024, uploads: 4)
        descriptor.agencies = try agencies.map { code in
            Agency(
                code: code, name: "Instansi \(code)", kind: .notSaid, identity: try key("\(code).identity"))
        }
        descriptor.auditor = Auditor(name: "Auditor", kind: .notSaid, key: try key("auditor"))
        return try descriptor.signed(by: root, origin: origin)
    }
}
