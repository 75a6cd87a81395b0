import Age
import AuditLog
import Foundation
import Keys
import Review
import Sealing
import Source
import Synchronization
import Testing
import TransparencyLog
import Verification
import Wire

/// A folder that goes when the test does.
final class ReviewFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "review-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

    func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: file(name)))) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(filePath: file(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// All files in it, with their paths in it.
    func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: file($0), isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}

/// Bytes that look random and are the same each time.
final class ReviewBytes: Sendable {
    private let state: Mutex<UInt64>

    init(_ seed: UInt64) { state = Mutex(seed) }

    func callAsFunction(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            }
        }
    }

    func hash() -> Hash { Hash(self(32)) ?? Hash() }
    func key() throws -> SigningKey { try SigningKey(seed: hash()) }
}

/// A small site with all of its keys: two agencies, an auditor, real envelopes, a log in memory.
struct ReviewSample: Sendable {
    static let t0: UInt64 = 1_800_000_000
    static let epochSeconds: UInt32 = 600

    let random = ReviewBytes(7)
    let folder: ReviewFolder
    let root: SigningKey
    let log: SigningKey
    let promise: SigningKey
    let agencies: [AgencyKeyFile]
    let auditor: AuditorKeyFile
    let cards: [AgencyCard]
    let descriptor: SiteDescriptor
    var state = LogState.empty
    var entries: [[UInt8]] = []
    var openings: [OpenedEntry] = []
    var notes: [[UInt8]] = []
    var envelopes: [Hash: [UInt8]] = [:]
    private var pending: [(opening: Opening, length: UInt64)] = []

    init(origin: String = "contoh.example/log") throws {
        let random = random
        folder = try ReviewFolder()
        root = try random.key()
        log = try random.key()
        promise = try random.key()
        var agencies: [AgencyKeyFile] = []
        var cards: [AgencyCard] = []
        for code in ["bawaslu", "bkpsdm"] {
            let keys = try AgencyKeygen(code: code, name: code.uppercased())
                .create(in: folder.file(code), now: Self.t0, random: { random($0) })
            guard case .agency(let file) = try KeyFile.read(folder.file("\(code)/agency.key")) else {
                throw ReviewMissing()
            }
            agencies.append(file)
            cards.append(
                try Armor.read(
                    AgencyCard.self, name: "AGENCY CARD",
                    from: String(contentsOfFile: keys.card, encoding: .utf8)))
        }
        _ = try AuditorKeygen(name: "LSM").create(in: folder.file("auditor"), random: { random($0) })
        guard case .auditor(let auditor) = try KeyFile.read(folder.file("auditor/auditor.key")) else {
            throw ReviewMissing()
        }
        self.agencies = agencies
        self.auditor = auditor
        self.cards = cards
        descriptor = try SiteDescriptor(
            format: 1, serial: 0, previous: Hash(), notAfter: Self.t0 + 7_000_000, root: root.publicKey,
            origin: origin, t0: Self.t0, epochSeconds: Self.epochSeconds, log: log.publicKey,
            promise: promise.publicKey, tls: [Hash()], witnesses: [], quorum: 0,
            retention: Retention(payload: 1, record: 2), limits: Limits(envelope: 1 << 20, uploads: 1),
            taxonomy: 1,
            agencies: cards.map { Agency(code: $0.keys.agency, name: $0.name, identity: $0.identity) },
            auditor: Auditor(name: "LSM", key: auditor.key.publicKey), signature: Signature()
        ).signed(by: root, origin: origin)
        try close(0, PublicEntries(site: descriptor, agencyKeys: cards.map(\.keys)))
    }

    var origin: String { descriptor.origin }
    var fingerprint: Hash { Fingerprint.root(root.publicKey) }
    var bawaslu: AgencyKeyFile { agencies[0] }
    var pins: AuditPins { get throws { AuditPins(fingerprint: fingerprint, log: try descriptor.logKey()) } }

    func keySet() throws -> Hash { try Fingerprint.keySet(descriptor: descriptor, keys: cards.map(\.keys)) }

    // MARK: Records

    @discardableResult
    mutating func stage(_ body: RecordBody, length: UInt64 = 0) throws -> Hash {
        let opening = Opening(nonce: random.hash(), record: Record(format: 1, body: body))
        pending.append((opening, length))
        return try Commitment.of(opening)
    }

    func source(_ seed: UInt64) throws -> SourceKeys {
        let codename = try #require(Codename(random: ReviewBytes(seed)(10)))
        return try SourceKeys(codename: codename, root: fingerprint)
    }

    /// Seals a report to both agencies; its commitment. What it announces comes with a supplement.
    @discardableResult
    mutating func report(
        _ source: SourceKeys, story: String = "Sekretaris dinas mengarahkan pegawai pada apel pagi.",
        files: [(name: String, bytes: [UInt8])] = []
    ) throws -> Hash {
        var content = Story.empty
        content.category = .takingSides
        content.story = story
        content.eventDate = Wire.Date(year: 2024, month: 11, day: 6)
        content.evidence = Self.evidence(files)
        let codes = agencies.map(\.code)
        let binding = Binding(
            root: fingerprint, keySet: try keySet(), author: source.author.publicKey,
            mailbox: source.mailbox.publicKey,
            reply: source.replyRecipient, agencies: codes)
        let report = try Report.signed(content, binding: binding, author: source.author, origin: origin)
        let envelope = try seal(try report.encoded(), files: [])
        let hash = keep(envelope)
        return try stage(
            .reportReceived(ReportReceived(agencies: codes, envelope: hash, work: [])),
            length: UInt64(envelope.count))
    }

    /// An envelope of the right shape that nobody can open.
    @discardableResult
    mutating func garbage() throws -> Hash {
        let random = random
        let recipient = try #require(Identity(hybridSeed: random(32)).recipient)
        let envelope = try sealEnvelope(
            message: [1, 2, 3], recipients: [recipient, recipient], random: { random($0) })
        let hash = keep(envelope)
        return try stage(
            .reportReceived(ReportReceived(agencies: agencies.map(\.code), envelope: hash, work: [])),
            length: UInt64(envelope.count))
    }

    @discardableResult
    mutating func supplement(
        to report: Hash, _ source: SourceKeys, counter: UInt32 = 0, files: [(name: String, bytes: [UInt8])]
    ) throws -> Hash {
        let codes = agencies.map(\.code)
        let supplement = try Supplement(
            format: 1, root: fingerprint, keySet: try keySet(), report: report,
            author: source.author.publicKey,
            agencies: codes, note: "tambahan", evidence: Self.evidence(files), signature: Signature()
        ).signed(by: source.author, origin: origin)
        let envelope = try seal(try supplement.encoded(), files: files)
        let hash = keep(envelope)
        return try stage(
            .messagePosted(
                MessagePosted(
                    agencies: codes, report: report, direction: .supplement, counter: counter, envelope: hash)
            ),
            length: UInt64(envelope.count))
    }

    private static func evidence(_ files: [(name: String, bytes: [UInt8])]) -> [Evidence] {
        files.map {
            Evidence(
                kind: .photo, name: $0.name, length: UInt64($0.bytes.count), hash: sha256($0.bytes),
                metadataRemoved: true, showsReporter: false)
        }
    }

    private func seal(_ message: [UInt8], files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        let random = random
        var sealer = try EnvelopeSealer(
            message: message, evidence: Self.evidence(files), recipients: agencies.map(\.identity.recipient),
            limit: 1 << 24, random: { random($0) })
        var envelope = sealer.start
        for file in files {
            try sealer.file(file.bytes, into: &envelope)
            try sealer.endFile()
        }
        while try !sealer.finish(into: &envelope) {}
        return envelope
    }

    mutating func keep(_ envelope: [UInt8]) -> Hash {
        let hash = sha256(envelope)
        envelopes[hash] = envelope
        return hash
    }

    /// The auditor's word about the tree as it is.
    func attestation() throws -> Statement {
        let body = Attestation(
            format: 1, size: state.size, root: state.edge.root,
            sealed: UInt64(entries.count { $0.count == 77 }))
        return try Statement(
            kind: .attestation, signer: auditor.key.publicKey, body: try body.encoded(),
            signature: Signature()
        ).signed(by: auditor.key, origin: origin)
    }

    // MARK: The log

    mutating func close(_ number: UInt64, _ publicEntries: PublicEntries = PublicEntries(), u: Double = 0.75)
        throws
    {
        let random = random
        let records = try pending.map {
            PendingRecord(
                commitment: try Commitment.of($0.opening), nonce: $0.opening.nonce,
                record: try $0.opening.record.encoded())
        }
        let plan = try BatchPlan.make(
            state: state, number: number, clock: try #require(EpochClock(descriptor)), keySet: try keySet(),
            publicEntries: publicEntries, pending: records, u: u, bump: false,
            fillerNonces: { random(32 * $0) })
        var byCommitment: [Hash: (opening: Opening, length: UInt64)] = [:]
        for item in pending { byCommitment[try Commitment.of(item.opening)] = item }
        let places = Dictionary(uniqueKeysWithValues: plan.sealed.map { ($0.index, $0.commitment) })
        for offset in plan.entries.indices {
            let index = plan.epoch.first + UInt64(offset)
            if let real = places[index].flatMap({ byCommitment[$0] }) {
                openings.append(OpenedEntry(index: index, opening: real.opening, length: real.length))
            } else if let nonce = Nonce(plan.fillerNonces[32 * offset..<32 * offset + 32]), nonce != Nonce() {
                let filler = Record(format: 1, body: .filler(Filler()))
                openings.append(
                    OpenedEntry(index: index, opening: Opening(nonce: nonce, record: filler), length: 0))
            }
        }
        entries += plan.entries
        state = plan.after
        pending = []
        let checkpoint = try Checkpoint(origin: origin, size: state.size, root: state.edge.root)
        notes.append(try checkpoint.signed(by: NoteSigner(name: origin, key: log)).bytes)
    }

    func openings(for level: AuditLevel) -> [OpenedEntry] {
        switch level {
        case .public: []
        case .agency(let code): openings.filter { $0.opening.record.body.agencies.contains(code) }
        case .auditor: openings
        }
    }

    /// Lays the log out as C2SP tiles, as it was after a batch; -1 for the newest.
    func writeTiles(to folder: ReviewFolder, batch: Int = -1) throws {
        let note = try #require(batch < 0 ? notes.last : notes[batch])
        let size = try Checkpoint(text: SignedNote(note).text).size
        var builder = TileBuilder()
        for entry in entries.prefix(Int(size)) { builder.append(MerkleTree.leafHash(entry)) }
        for tile in builder.takeFull() + builder.partials { try folder.write(tile.tile.path, tile.bytes) }
        for first in stride(from: 0, to: Int(size), by: 256) {
            let tile = try #require(Tile(kind: .entries, index: UInt64(first) / 256))
            try folder.write(tile.path, try TransparencyLog.EntryBundle.encode(entries[first..<first + 256]))
        }
        try folder.write("checkpoint", note)
    }

    /// Reports with evidence, a supplement, garbage, and four epochs.
    static func busy() throws -> (sample: ReviewSample, report: Hash) { try made.get() }

    private static let made = Result { try makeBusy() }

    private static func makeBusy() throws -> (sample: ReviewSample, report: Hash) {
        var sample = try ReviewSample()
        let source = try sample.source(1)
        let files = [
            ("../../etc/passwd", [UInt8]("satu".utf8)), ("foto\u{202e}gpj.exe", []),
            ("CON", [UInt8](repeating: 9, count: 70_000)),
        ]
        let report = try sample.report(source, files: files)
        try sample.report(try sample.source(2))
        try sample.close(1)
        try sample.supplement(to: report, source, files: files)
        try sample.garbage()
        try sample.close(2)
        try sample.close(5)
        return (sample, report)
    }
}

struct ReviewMissing: Error {}
