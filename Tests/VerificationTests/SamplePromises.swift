import AuditLog
import Foundation
import Keys
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire

/// A small site with three witnesses, quorum 2, and a log in memory: for promises, receipts and evidence.
struct SamplePromises {
    static let t0 = SampleTime.t0
    static let epochSeconds: UInt32 = 600

    let random: SampleBytes
    let root: SigningKey
    let log: SigningKey
    let promise: SigningKey
    let witnesses: [SigningKey]
    let keys: [AgencyKeys]
    private(set) var descriptor: SiteDescriptor
    private(set) var state = LogState.empty
    private(set) var entries: [[UInt8]] = []
    private var pending: [Opening] = []
    /// By their paths, as long as nothing has changed since they were laid out.
    private var tiles: [String: [UInt8]]?

    init(seed: UInt64 = 3, origin: String = "contoh.example/log") throws {
        let random = SampleBytes(seed)
        self.random = random
        root = try random.key()
        log = try random.key()
        promise = try random.key()
        witnesses = try (0..<3).map { _ in try random.key() }
        var keys: [AgencyKeys] = []
        var agencies: [Agency] = []
        for code in ["bawaslu", "bkpsdm"] {
            let identity = try random.key()
            agencies.append(Agency(code: code, name: code, kind: .notSaid, identity: identity.publicKey))
            keys.append(
                try AgencyKeys.sample(code) {
                    $0.recipient = random(1216)
                    $0.acts = [try random.key().publicKey]
                    $0.witness = try random.key().publicKey
                }.signed(by: identity, origin: ""))
        }
        self.keys = keys
        descriptor = try .sample()
        descriptor.root = root.publicKey
        descriptor.origin = origin
        descriptor.log = log.publicKey
        descriptor.promise = promise.publicKey
        descriptor.witnesses = witnesses.enumerated().map { Witness(name: "saksi-\($0)", key: $1.publicKey) }
        descriptor.quorum = 2
        descriptor.agencies = agencies
        descriptor = try descriptor.signed(by: root, origin: origin)
        try close(0, PublicEntries(site: descriptor, agencyKeys: keys))
    }

    /// Epochs 1 and 2 with a report each, 3 without, 6 behind a gap.
    static func usual() throws -> (sample: SamplePromises, openings: [Opening]) { try made.get() }

    private static let made = Result { try makeUsual() }

    private static func makeUsual() throws -> (sample: SamplePromises, openings: [Opening]) {
        var sample = try SamplePromises()
        var openings: [Opening] = []
        for number: UInt64 in [1, 2] {
            openings.append(sample.report())
            try sample.close(number)
        }
        try sample.close(3)
        try sample.close(6)
        sample.tiles = try sample.laidOut()
        return (sample, openings)
    }

    var origin: String { descriptor.origin }
    var size: UInt64 { state.size }
    var fingerprint: Hash { Fingerprint.root(root.publicKey) }
    var link: String { "kentongan://127.0.0.1:1/#\(fingerprint.hex)" }
    var pins: AuditPins { get throws { AuditPins(fingerprint: fingerprint, log: try descriptor.logKey()) } }

    /// Stages a report.
    mutating func report() -> Opening {
        let report = ReportReceived(agencies: ["bawaslu", "bkpsdm"], envelope: random.hash())
        let opening = Opening(nonce: random.hash(), record: Record(format: 1, body: .reportReceived(report)))
        pending.append(opening)
        return opening
    }

    func promise(_ commitment: Hash, epoch: UInt64, by key: SigningKey? = nil) throws -> Promise {
        try Promise(format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature())
            .signed(by: key ?? promise, origin: origin)
    }

    /// Saves a promise as `submit --save-promise` does.
    func save(_ promise: Promise, _ opening: Opening, to path: String) throws {
        let text = try Armor.text(Promised(promise: promise, opening: opening), name: "PROMISE")
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// The next descriptor, in the next batch.
    mutating func renew(_ number: UInt64, _ change: (inout SiteDescriptor) -> Void) throws {
        var next = descriptor
        next.serial += 1
        next.previous = try descriptor.digest()
        change(&next)
        descriptor = try next.signed(by: root, origin: origin)
        try close(number, PublicEntries(site: descriptor))
    }

    mutating func close(_ number: UInt64, _ publicEntries: PublicEntries = PublicEntries()) throws {
        let random = random
        let plan = try BatchPlan.make(
            state: state, number: number, clock: try #require(EpochClock(descriptor)),
            keySet: try Fingerprint.keySet(descriptor: descriptor, keys: keys), publicEntries: publicEntries,
            pending: try pending.map {
                PendingRecord(
                    commitment: try Commitment.of($0), nonce: $0.nonce, record: try $0.record.encoded())
            },
            u: 0.75, bump: false, fillerNonces: { random(32 * $0) })
        tiles = nil
        entries += plan.entries
        state = plan.after
        pending = []
    }

    /// Chain, tree and checkpoint made anew over changed bodies: what an operator can forge.
    mutating func forge(_ change: (inout [EntryBody]) -> Void) throws {
        var bodies = try entries.map { try Entry(decoding: $0).body }
        change(&bodies)
        var edge = RightEdge()
        var previous = Hash()
        tiles = nil
        entries = []
        for (index, body) in bodies.enumerated() {
            let bytes = try Entry(format: 1, index: UInt64(index), previous: previous, body: body).encoded()
            entries.append(bytes)
            previous = MerkleTree.leafHash(bytes)
            edge.append(previous)
        }
        state.edge = edge
    }

    func note(cosigners: Int = 2, more: [NoteSignature] = []) throws -> SignedNote {
        let checkpoint = try Checkpoint(origin: origin, size: UInt64(entries.count), root: state.edge.root)
        let lines = try (0..<cosigners).map { index in
            try Cosigner(name: "saksi-\(index)", key: witnesses[index])
                .cosign(checkpoint, at: Self.t0 + 10 + UInt64(index))
        }
        return try checkpoint.signed(by: NoteSigner(name: origin, key: log)).adding(lines + more)
    }

    func writeTiles(to folder: TemporaryFolder, note: SignedNote? = nil) throws {
        for (path, bytes) in try tiles ?? laidOut() { try folder.write(path, bytes) }
        try folder.write("checkpoint", try (note ?? self.note()).bytes)
    }

    private func laidOut() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        var builder = TileBuilder()
        for entry in entries { builder.append(MerkleTree.leafHash(entry)) }
        for tile in builder.takeFull() + builder.partials { files[tile.tile.path] = tile.bytes }
        for first in stride(from: 0, to: entries.count, by: 256) {
            let tile = try #require(Tile(kind: .entries, index: UInt64(first) / 256))
            files[tile.path] = try TransparencyLog.EntryBundle.encode(entries[first..<first + 256])
        }
        return files
    }

    /// Where a commitment stands.
    func index(of commitment: Hash) throws -> UInt64 {
        for (index, bytes) in entries.enumerated() {
            if case .sealed(let sealed) = try Entry(decoding: bytes).body, sealed.commitment == commitment {
                return UInt64(index)
            }
        }
        throw Missing()
    }

    func receipt(_ opening: Opening, cosigners: Int = 2) throws -> Receipt {
        let commitment = try Commitment.of(opening)
        let index = try index(of: commitment)
        var reader = LeafHashReader(leaves: entries.map { MerkleTree.leafHash($0) })
        let path = try InclusionProof(index: index, size: size, reader: &reader).path
        return try Receipt(
            commitment: commitment,
            inclusion: Inclusion(
                index: index, previous: MerkleTree.leafHash(entries[Int(index) - 1]), proof: path),
            checkpoint: try VerifiedCheckpoint(
                note(cosigners: cosigners), origin: origin, log: descriptor.logKey(),
                witnesses: descriptor.witnessKeys()))
    }

    func judge(
        _ promise: Promise, note: SignedNote? = nil, pins: AuditPins? = nil,
        change: (TemporaryFolder) throws -> Void = { _ in }
    ) async throws -> PromiseJudgement {
        let folder = try TemporaryFolder()
        try writeTiles(to: folder, note: note)
        try change(folder)
        return try await PromiseJudge(
            source: TileDirectory(directory: folder.path), pins: try pins ?? self.pins
        ).judge(promise)
    }
}
