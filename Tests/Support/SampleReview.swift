package import AuditLog
import Age
import Foundation
package import Keys
import Interview
import Review
package import Sealing
import Source
import TransparencyLog
import Verification
package import Wire

/// A small site with all of its keys: two agencies, an auditor, real envelopes, a log in memory.
package struct SampleReview: Sendable {
    package static let t0 = SampleTime.t0
    package static let epochSeconds: UInt32 = 600
    /// A reviewer's clock, behind the newest epoch of any sample.
    package static let now = t0 + 10 * UInt64(epochSeconds)
    /// What every promise names, which is not too far for that clock: a sample's log does not come there unless its test closes it.
    package static let promised: UInt64 = 12

    package let random = SampleBytes(7)
    package let folder: TemporaryFolder
    package let root: SigningKey
    package let log: SigningKey
    package let promise: SigningKey
    package var agencies: [AgencyKeyFile]
    package let auditor: AuditorKeyFile
    package var cards: [AgencyCard]
    package var descriptor: SiteDescriptor
    package var state = LogState.empty
    package var entries: [[UInt8]] = []
    package var openings: [OpenedEntry] = []
    package var notes: [[UInt8]] = []
    package var months = SampleMonths()
    package var envelopes: [Hash: [UInt8]] = [:]
    private var pending: [(opening: Opening, length: UInt64)] = []

    /// A second act key of the first agency; nil where it has one alone.
    package let colleague: SigningKey?

    package init(origin: String = "contoh.example/log", hasColleague: Bool = false) throws {
        let random = random
        folder = try TemporaryFolder()
        root = try random.key()
        log = try random.key()
        promise = try random.key()
        var agencies: [AgencyKeyFile] = []
        var cards: [AgencyCard] = []
        for code in ["bawaslu", "bkpsdm"] {
            let keys = try AgencyKeygen(code: code, name: code.uppercased())
                .create(in: folder.file(code), now: Self.t0, random: { random($0) })
            guard case .agency(let file) = try KeyFile.read(folder.file("\(code)/agency.key")) else {
                throw Missing()
            }
            agencies.append(file)
            cards.append(
                try Armor.read(
                    AgencyCard.self, name: "AGENCY CARD",
                    from: String(contentsOfFile: keys.card, encoding: .utf8)))
        }
        colleague = hasColleague ? try random.key() : nil
        if let colleague {
            let file = KeyText(try folder.read("bawaslu/identity.key"))
            cards[0].keys.acts.append(colleague.publicKey)
            cards[0].keys = try cards[0].keys.signed(by: try file.signingKey("identity"), origin: "")
        }
        _ = try AuditorKeygen(name: "LSM").create(in: folder.file("auditor"), random: { random($0) })
        guard case .auditor(let auditor) = try KeyFile.read(folder.file("auditor/auditor.key")) else {
            throw Missing()
        }
        self.agencies = agencies
        self.auditor = auditor
        self.cards = cards
        var descriptor = try SiteDescriptor.sample()
        descriptor.root = root.publicKey
        descriptor.origin = origin
        descriptor.log = log.publicKey
        descriptor.promise = promise.publicKey
        descriptor.agencies = cards.map {
            Agency(code: $0.keys.agency, name: $0.name, kind: $0.kind, identity: $0.identity)
        }
        descriptor.auditor = Auditor(name: "LSM", kind: .notSaid, key: auditor.key.publicKey)
        self.descriptor = try descriptor.signed(by: root, origin: origin)
        try close(0, PublicEntries(site: self.descriptor, agencyKeys: cards.map(\.keys)))
    }

    package var origin: String { descriptor.origin }
    package var fingerprint: Hash { Fingerprint.root(root.publicKey) }
    package var bawaslu: AgencyKeyFile { agencies[0] }
    package var pins: AuditPins {
        get throws { AuditPins(fingerprint: fingerprint, log: try descriptor.logKey()) }
    }

    package func keySet() throws -> Hash {
        try Fingerprint.keySet(descriptor: descriptor, keys: cards.map(\.keys))
    }

    // MARK: Records

    @discardableResult
    package mutating func stage(_ body: RecordBody, length: UInt64 = 0) throws -> Hash {
        let opening = Opening(nonce: random.hash(), record: Record(format: 1, body: body))
        pending.append((opening, length))
        return try Commitment.of(opening)
    }

    package func source(_ seed: UInt64) throws -> SourceKeys {
        let codename = try required(Codename(random: SampleBytes(seed)(10)))
        return try SourceKeys(codename: codename, root: fingerprint)
    }

    /// Seals a report to both agencies; its commitment.
    ///
    /// What it announces comes with a supplement.
    @discardableResult
    package mutating func report(
        _ source: SourceKeys, story: String = "Sekretaris dinas mengarahkan pegawai pada apel pagi.",
        files: [(name: String, bytes: [UInt8])] = [], keySet: Hash? = nil,
        change: (inout Story) -> Void = { _ in }
    ) throws -> Hash {
        var content = Story.empty
        content.category = .takingSides
        content.story = story
        content.eventDate = Wire.Date(year: 2024, month: 11, day: 6)
        content.evidence = Self.evidence(files)
        change(&content)
        let codes = agencies.map(\.code)
        let binding = Binding(
            root: fingerprint, keySet: try keySet ?? self.keySet(), author: source.author.publicKey,
            mailbox: source.mailbox.publicKey,
            reply: source.replyRecipient, agencies: codes)
        let report = try Report.signed(content, binding: binding, author: source.author, origin: origin)
        let envelope = try seal(try report.encoded(), files: [])
        let hash = keep(envelope)
        return try stage(
            .reportReceived(ReportReceived(agencies: codes, envelope: hash)),
            length: UInt64(envelope.count))
    }

    /// An envelope of the right shape that nobody can open.
    @discardableResult
    package mutating func garbage() throws -> Hash {
        let random = random
        let recipient = try required(Identity(hybridSeed: random(32)).recipient)
        let envelope = try sealEnvelope(
            message: [1, 2, 3], recipients: [recipient, recipient], random: { random($0) })
        let hash = keep(envelope)
        return try stage(
            .reportReceived(ReportReceived(agencies: agencies.map(\.code), envelope: hash)),
            length: UInt64(envelope.count))
    }

    @discardableResult
    package mutating func supplement(
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
                    agencies: codes, report: report, direction: .supplement, agency: "", counter: counter,
                    envelope: hash)
            ),
            length: UInt64(envelope.count))
    }

    private static func evidence(_ files: [(name: String, bytes: [UInt8])]) -> [Evidence] {
        files.map {
            Evidence(
                kind: .photo, name: $0.name, length: UInt64($0.bytes.count), hash: sha256($0.bytes),
                metadataRemoved: true, removed: [.place, .time], showsReporter: false)
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

    package mutating func keep(_ envelope: [UInt8]) -> Hash {
        let hash = sha256(envelope)
        envelopes[hash] = envelope
        return hash
    }

    /// The auditor's word about the tree as it is.
    package func attestation() throws -> Statement {
        let body = Attestation(
            format: 1, size: state.size, root: state.edge.root,
            sealed: UInt64(entries.count { $0.count == 77 }))
        return try Statement(
            kind: .attestation, signer: auditor.key.publicKey, body: try body.encoded(),
            signature: Signature()
        ).signed(by: auditor.key, origin: origin)
    }

    // MARK: The log

    package mutating func close(
        _ number: UInt64, _ publicEntries: PublicEntries = PublicEntries(), u: Double = 0.75
    )
        throws
    {
        let random = random
        let clock = try required(EpochClock(descriptor))
        let scheduled = clock.scheduled(number) ?? .max
        var publicEntries = publicEntries
        try months.speak(at: scheduled, in: &publicEntries)
        let records = try pending.map {
            PendingRecord(
                commitment: try Commitment.of($0.opening), nonce: $0.opening.nonce,
                record: try $0.opening.record.encoded())
        }
        let plan = try BatchPlan.make(
            state: state, number: number, clock: clock, keySet: try keySet(),
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
        try months.close(scheduled, publicEntries, openings.filter { $0.index >= plan.epoch.first })
        entries += plan.entries
        state = plan.after
        pending = []
        let checkpoint = try Checkpoint(origin: origin, size: state.size, root: state.edge.root)
        notes.append(try checkpoint.signed(by: NoteSigner(name: origin, key: log)).bytes)
    }

    package func openings(for level: AuditLevel) -> [OpenedEntry] {
        switch level {
        case .public: []
        case .agency(let code): openings.filter { $0.opening.record.body.agencies.contains(code) }
        case .auditor: openings
        }
    }

    /// Lays the log out as C2SP tiles, as it was after a batch; -1 for the newest.
    package func writeTiles(to folder: TemporaryFolder, batch: Int = -1) throws {
        let note = try required(batch < 0 ? notes.last : notes[batch])
        let size = try Checkpoint(text: SignedNote(note).text).size
        var builder = TileBuilder()
        for entry in entries.prefix(Int(size)) { builder.append(MerkleTree.leafHash(entry)) }
        for tile in builder.takeFull() + builder.partials { try folder.write(tile.tile.path, tile.bytes) }
        for first in stride(from: 0, to: Int(size), by: 256) {
            let tile = try required(Tile(kind: .entries, index: UInt64(first) / 256))
            try folder.write(tile.path, try TransparencyLog.EntryBundle.encode(entries[first..<first + 256]))
        }
        try folder.write("checkpoint", note)
    }

    /// The busy log, laid out as C2SP tiles in a folder of its own.
    package static func busyTiles() throws -> (sample: SampleReview, folder: TemporaryFolder) {
        let (sample, folder) = (try busy().sample, try TemporaryFolder())
        try sample.writeTiles(to: folder)
        return (sample, folder)
    }

    /// Reports with evidence, a supplement, garbage, and four epochs.
    package static func busy() throws -> (sample: SampleReview, report: Hash) { try made.get() }

    private static let made = Result { try makeBusy() }

    private static func makeBusy() throws -> (sample: SampleReview, report: Hash) {
        var sample = try SampleReview()
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
