import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

/// A whole small log in memory, with everything that an operator has, to be audited as it is or tampered
/// with.
struct SampleLog {
    var site: SampleSite
    var random = SeededGenerator(seed: 42)
    var state = LogState.empty
    var entries: [[UInt8]] = []
    /// Of every sealed entry, in index order.
    var openings: [OpenedEntry] = []
    /// One for each batch.
    var notes: [[UInt8]] = []
    private var staged: [(opening: Opening, length: UInt64)] = []
    var months = SampleMonths()

    /// Batch 0: the site and its agencies.
    init(_ site: SampleSite) throws {
        self.site = site
        try close(0, PublicEntries(site: site.descriptor, agencyKeys: site.keys))
    }

    /// Batch 0, then three epochs with reports, messages, acts, a rotation, statements, an account and an
    /// erasure.
    static func busy() throws -> SampleLog { try made.get() }

    private static let made = Result { try makeBusy() }

    private static func makeBusy() throws -> SampleLog {
        var log = try SampleLog(try SampleSite())
        let reports = try (0..<4).map { _ in try log.report(["bawaslu", "inspektorat"]) }
        try log.report(["bkpsdm"])
        try log.close(1)
        try log.message(about: reports[0], direction: .question, agency: "bawaslu")
        try log.act(by: 0, about: reports[0], agencies: ["bawaslu", "inspektorat"])
        try log.site.rotate(1)
        try log.attest(2, agencyKeys: [log.site.agencies[1].keys])
        try log.report(["bawaslu", "bkpsdm", "inspektorat"])
        try log.close(Self.lawful - 1)
        try log.erase(reports[1])
        try log.site.renew { $0.taxonomy = 2 }
        try log.attest(Self.lawful, site: log.site.descriptor)
        return log
    }

    /// The epoch from which on the retention of what epoch 1 included is over.
    static let lawful: UInt64 = 1 + 180 * 4
    /// The epoch from which on everybody may consent to the erasure of what epoch 1 included.
    static let consentable: UInt64 = 1 + 30 * 4

    /// Stages a record; its commitment.
    @discardableResult
    mutating func stage(_ body: RecordBody, length: UInt64 = 0) throws -> Hash {
        let nonce = random.hash()
        let opening = Opening(nonce: nonce, record: Record(format: 1, body: body))
        staged.append((opening, length))
        return try Commitment.of(opening)
    }

    @discardableResult
    mutating func report(_ agencies: [String]) throws -> Hash {
        let report = ReportReceived(agencies: agencies, envelope: random.hash())
        return try stage(.reportReceived(report), length: 31_744)
    }

    @discardableResult
    mutating func message(about report: Hash, direction: Direction, agency: String) throws -> Hash {
        let message = MessagePosted(
            agencies: [agency], report: report, direction: direction, agency: agency, counter: 0,
            envelope: random.hash())
        return try stage(.messagePosted(message), length: 31_744)
    }

    @discardableResult
    mutating func act(
        by agency: Int, about report: Hash, agencies: [String], reason: Hash = Hash()
    ) throws -> Hash {
        let act = try Act(
            format: 1, kind: .state, report: report, agency: site.agencies[agency].code, counter: 0,
            previous: Hash(),
            state: .triage, outcome: .none, due: .none, other: "", related: Hash(), reason: reason,
            signer: site.agencies[agency].act.publicKey,
            second: nil, signature: Signature()
        ).signed(by: site.agencies[agency].act, origin: site.origin)
        let length: UInt64 = reason == Hash() ? 0 : 31_744
        return try stage(.act(ActRecorded(agencies: agencies, act: act)), length: length)
    }

    mutating func account(
        for agency: String, through: UInt64, change: (inout Account) -> Void = { _ in }
    ) throws {
        let own = openings.filter { $0.index <= through && $0.opening.record.body.agencies.contains(agency) }
        let hashes = try own.flatMap { try Commitment.of($0.opening).bytes }
        var account = Account(
            format: 1, agency: agency, through: through, count: UInt64(own.count),
            commitments: sha256(hashes),
            signer: site.auditor.publicKey, signature: Signature())
        change(&account)
        account = try account.signed(by: site.auditor, origin: site.origin)
        try stage(.account(AccountGiven(agencies: [agency], account: account)))
    }

    /// Stages the erasure of a record's envelope, which is gone.
    mutating func erase(
        _ commitment: Hash, cause: ErasureCause = .retention, change: (inout PayloadErased) -> Void = { _ in }
    ) throws {
        let place = try #require(try openings.firstIndex { try Commitment.of($0.opening) == commitment })
        let body = openings[place].opening.record.body
        let consents =
            try cause == .retention
            ? []
            : site.agencies.filter { body.agencies.contains($0.code) }.map {
                try ErasureConsent(
                    agency: $0.code, key: $0.act, origin: site.origin, commitment: commitment, cause: cause)
            }
        var erased = PayloadErased(
            agencies: body.agencies, commitment: commitment, index: openings[place].index,
            envelope: try #require(body.envelope), cause: cause, consents: consents)
        change(&erased)
        try stage(.payloadErased(erased))
        openings[place].length = 0
    }

    /// Drops an opening.
    mutating func forget(_ commitment: Hash) {
        openings.removeAll { (try? Commitment.of($0.opening)) == commitment }
    }

    /// Of the tree as it is.
    func attestation(change: (inout Attestation) -> Void = { _ in }) throws -> Statement {
        var attestation = Attestation(
            format: 1, size: state.size, root: state.edge.root,
            sealed: UInt64(entries.count { $0.count == 77 }))
        change(&attestation)
        return try Statement(
            kind: .attestation, signer: site.auditor.publicKey, body: try attestation.encoded(),
            signature: Signature()
        ).signed(by: site.auditor, origin: site.origin)
    }

    /// Closes an epoch with the auditor's word on the tree as it is, and an account to every agency beside it.
    mutating func attest(
        _ number: UInt64, site descriptor: SiteDescriptor? = nil, agencyKeys: [AgencyKeys] = [],
        without agency: String? = nil
    ) throws {
        for code in site.agencies.map(\.code) where code != agency {
            try account(for: code, through: UInt64(entries.count - 1))
        }
        try close(
            number,
            PublicEntries(site: descriptor, agencyKeys: agencyKeys, statements: [try attestation()]))
    }

    /// Closes an epoch with everything staged.
    mutating func close(_ number: UInt64, _ publicEntries: PublicEntries = PublicEntries()) throws {
        let pending = try staged.map {
            PendingRecord(
                commitment: try Commitment.of($0.opening), nonce: $0.opening.nonce,
                record: try $0.opening.record.encoded())
        }
        var nonces: [UInt8] = []
        let scheduled = try site.clock().scheduled(number) ?? .max
        var publicEntries = publicEntries
        try months.speak(at: scheduled, in: &publicEntries)
        let plan = try BatchPlan.make(
            state: state, number: number, clock: try site.clock(), keySet: try site.keySet(),
            publicEntries: publicEntries, pending: pending, u: 0.75, bump: false
        ) { count in
            nonces = random.bytes(32 * count)
            return nonces
        }
        let byCommitment = Dictionary(
            uniqueKeysWithValues: try staged.map { (try Commitment.of($0.opening), $0) })
        let places = Dictionary(uniqueKeysWithValues: plan.sealed.map { ($0.index, $0.commitment) })
        for offset in plan.entries.indices {
            let index = plan.epoch.first + UInt64(offset)
            if let commitment = places[index], let real = byCommitment[commitment] {
                openings.append(OpenedEntry(index: index, opening: real.opening, length: real.length))
            } else {
                let nonce = try #require(Nonce(plan.fillerNonces[32 * offset..<32 * offset + 32]))
                guard nonce != Nonce() else { continue }
                let filler = Record(format: 1, body: .filler(Filler()))
                openings.append(
                    OpenedEntry(index: index, opening: Opening(nonce: nonce, record: filler), length: 0))
            }
        }
        try months.close(
            scheduled, publicEntries, openings.filter { $0.index >= plan.epoch.first })
        entries += plan.entries
        state = plan.after
        staged = []
        notes.append(try site.note(size: state.size, root: state.edge.root))
    }

    /// Chain, tree and the last checkpoint made anew over these bodies: what an operator can forge.
    mutating func forge(_ bodies: [EntryBody]) throws {
        var edge = RightEdge()
        var previous = Hash()
        entries = []
        for (index, body) in bodies.enumerated() {
            let entry = Entry(format: 1, index: UInt64(index), previous: previous, body: body)
            entries.append(try entry.encoded())
            previous = MerkleTree.leafHash(entries[index])
            edge.append(previous)
        }
        notes = [try site.note(size: edge.count, root: edge.root)]
    }

    func bodies() throws -> [EntryBody] {
        try entries.map { try Entry(decoding: $0).body }
    }

    func openings(for level: AuditLevel) -> [OpenedEntry] {
        switch level {
        case .public: []
        case .agency(let code): openings.filter { $0.opening.record.body.agencies.contains(code) }
        case .auditor: openings
        }
    }

    /// Feeds everything from `position` on, entry by entry.
    func audit(_ level: AuditLevel, kept: Checkpoint? = nil, from state: AuditState? = nil) throws
        -> AuditReport
    {
        let pins = AuditPins(fingerprint: site.fingerprint, kept: kept)
        var audit =
            try state.map { try Audit(level: level, pins: pins, from: $0) } ?? Audit(level: level, pins: pins)
        let start = audit.position
        for note in notes where try size(of: note) >= start { audit.checkpoint(note) }
        for opening in openings(for: level) where opening.index >= start { audit.opening(opening) }
        for entry in entries.dropFirst(Int(start)) { audit.entry(entry) }
        return audit.finish()
    }

    /// The same in bundles.
    func auditBundles(_ level: AuditLevel) throws -> AuditReport {
        var audit = Audit(level: level, pins: AuditPins(fingerprint: site.fingerprint))
        for note in notes { audit.checkpoint(note) }
        for opening in openings(for: level) { audit.opening(opening) }
        for first in stride(from: 0, to: entries.count, by: 256) {
            let part = entries[first..<min(first + 256, entries.count)]
            let bytes = try EntryBundle.encode(part)
            audit.entries(try AuditBundle(first: UInt64(first), bytes: bytes, count: part.count))
        }
        return audit.finish()
    }

    private func size(of note: [UInt8]) throws -> UInt64 {
        try Checkpoint(text: SignedNote(note).text).size
    }
}
