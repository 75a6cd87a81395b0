import Cases
import TransparencyLog
package import Wire

/// Verifies a log as it streams by: entries in order, openings before their entries, checkpoints before their
/// size.
///
/// Rules (Protocol/README.md section 9): what fails is noted and the audit goes on; what is not understood,
/// missing or not looked at keeps the result from being `ok`. Memory does not grow with the log.
package struct Audit: Sendable {
    private let level: AuditLevel
    private var chain: ChainCheck
    private var edge: RightEdge
    private var batch: BatchCheck
    private var epochs: EpochCheck
    private var site: SiteCheck
    private var records: RecordCheck
    private var attestations: AttestationCheck
    private var months: MonthCheck
    /// In force before the batch under way.
    private var settled: SiteDescriptor?
    /// Sizes of the trees that attestations of the batch under way are about.
    private var attested: [UInt64] = []
    private var checkpoints: CheckpointCheck
    private var tally = AuditTally()
    /// The newest batch's end, until the tree has come as far.
    private var end: (size: UInt64, epoch: Epoch, sealed: UInt64)?
    private let now: UInt64?
    /// Entries follow that could not be read.
    private var isCut = false

    /// From entry 0.
    package init(level: AuditLevel, pins: AuditPins) {
        self.level = level
        chain = ChainCheck()
        edge = RightEdge()
        batch = BatchCheck(first: 0)
        epochs = EpochCheck()
        site = SiteCheck(pins: pins)
        records = RecordCheck(level: level)
        attestations = AttestationCheck()
        months = MonthCheck()
        checkpoints = CheckpointCheck(pins: pins)
        now = pins.now
    }

    /// From where an audit of the same log, at the same level, ended.
    package init(level: AuditLevel, pins: AuditPins, from state: AuditState) throws(LogError) {
        try state.check(level: level, pins: pins)
        self.level = level
        chain = ChainCheck(next: state.edge.count, lastLeaf: state.lastLeaf)
        edge = state.edge
        batch = BatchCheck(first: state.edge.count)
        epochs = EpochCheck(last: state.lastEpoch)
        site = SiteCheck(
            pins: pins, descriptor: state.descriptor, agencies: state.agencies, identities: state.identities,
            endorsements: state.endorsements, recent: state.recent)
        records = RecordCheck(
            level: level, ledgers: state.ledgers, auditor: state.auditor,
            ends: state.attestations.ends.map { $0.tree }, kept: state.kept)
        attestations = state.attestations
        months = state.months
        settled = state.descriptor
        checkpoints = CheckpointCheck(pins: pins)
        now = pins.now
        tally.counts = state.counts
    }

    /// Index of the next entry.
    package var position: UInt64 { chain.next }

    /// A checkpoint, as a note with its signatures.
    ///
    /// Give it before the entries it signs beyond `position`.
    ///
    /// - Parameters:
    ///   - note: unverified, as a file.
    ///   - isSeen: somebody was shown it elsewhere, so that a tree that does not fit it is another log's.
    package mutating func checkpoint(_ note: [UInt8], isSeen: Bool = false) {
        do throws(LogError) { try wait(for: note, isSeen: isSeen) } catch { tally.fail(error) }
        if chain.next > 0 { compareCheckpoints() }
    }

    private mutating func wait(for bytes: [UInt8], isSeen: Bool) throws(LogError) {
        let note: SignedNote
        do { note = try SignedNote(bytes) } catch { throw Self.noCheckpoint("\(error)") }
        do { try checkpoints.wait(for: note, isSeen: isSeen) } catch { throw Self.noCheckpoint("\(error)") }
    }

    private static func noCheckpoint(_ found: String) -> LogError {
        LogError(.signatureInvalid, "checkpoint", expected: "a checkpoint", found: found)
    }

    /// An opening, and what became of its envelope if it was fetched.
    ///
    /// Give it before its entry, in index
    /// order.
    package mutating func opening(_ opened: OpenedEntry, envelope: EnvelopeFinding = .notFetched) {
        do { try records.offer(opened, envelope: envelope, next: chain.next) } catch { tally.fail(error) }
    }

    /// The next entry.
    package mutating func entry(_ bytes: [UInt8]) {
        let leaf = MerkleTree.leafHash(bytes)
        unsafe check(bytes.span.bytes, leaf: leaf)
        edge.append(leaf)
        compareCheckpoints()
    }

    /// The next entries.
    package mutating func entries(_ bundle: AuditBundle) {
        // A whole subtree at once, unless somebody says to have signed the tree within it.
        guard let root = bundle.root, bundle.first == chain.next, checkpoints.nextSize >= chain.next + 256,
            edge.append(subtree: root, level: 8)
        else {
            for (range, leaf) in zip(bundle.ranges, bundle.leaves) {
                unsafe check(bundle.bytes.span.bytes.extracting(range), leaf: leaf)
                edge.append(leaf)
                compareCheckpoints()
            }
            return
        }
        if let run = bundle.run, chain.continues(at: bundle.first, previous: run.previous) {
            enter(run, of: bundle)
        } else {
            for (range, leaf) in zip(bundle.ranges, bundle.leaves) {
                unsafe check(bundle.bytes.span.bytes.extracting(range), leaf: leaf)
            }
        }
        compareCheckpoints()
    }

    /// Nothing that could still come would make this a log: too much is wrong already, a batch has no end, or an
    /// epoch is not due yet.
    package var isHopeless: Bool {
        tally.failureCount >= AuditTally.limit || chain.next.less(batch.first) > BatchSize.largest
            || batch.others > BatchSize.mostOthers || early != nil
    }

    /// Whether something is wrong already.
    package var isFalse: Bool { tally.failureCount > 0 }

    /// Entries follow, and cannot be read: where the log ends says nothing then.
    package mutating func breakOff() { isCut = true }

    /// No more entries follow.
    package func finish() -> AuditReport {
        var audit = self
        return audit.conclude()
    }

    private mutating func conclude() -> AuditReport {
        let size = chain.next
        compareCheckpoints()
        let early = early?.at(size.less(1))
        // Who stopped reading because of a clock, or of a network, says nothing about what was not read.
        let isRead = early == nil && !isCut
        if isRead { checkpoints.finish(size: size, descriptor: site.descriptor, tally: &tally) }
        if batch.first != size, isRead {
            tally.fail(
                LogError(.batchInvalid, at: size, "batch", expected: "an epoch at its end", found: "none"))
        }
        if batch.others > BatchSize.mostOthers {
            tally.fail(
                LogError(
                    .batchInvalid, at: size, "batch",
                    expected: "at most \(BatchSize.mostOthers) entries that are not sealed",
                    found: "\(batch.others)"))
        }
        records.finish(tally: &tally)
        return AuditReport(
            level: level, site: site, edge: edge, lastLeaf: chain.lastLeaf.hash, lastEpoch: epochs.last,
            records: records, attestations: attestations, months: months, checkpoint: checkpoints.newest,
            early: early,
            tally: tally)
    }

    /// A run that continues the log: no entry of it needs a look of its own, but for its record.
    private mutating func enter(_ run: AuditBundle.SealedRun, of bundle: AuditBundle) {
        let first = chain.next
        do { try batch.enterSealed(from: run.lowest, through: run.highest, at: first) } catch {
            tally.fail(error)
        }
        if records.concerns(first..<first + 256) {
            for offset in 0..<256 {
                records.enter(
                    bundle.commitment(offset), at: first + UInt64(offset), site: site, tally: &tally)
            }
        }
        tally.counts.entries += 256
        tally.counts.sealed += 256
        chain.advance(by: 256, to: bundle.leaves[255])
    }

    private mutating func check(_ bytes: RawSpan, leaf: Hash) {
        if SealedEntry.matches(bytes) {
            chain.check(
                index: SealedEntry.index(of: bytes), previous: SealedEntry.previous(of: bytes), tally: &tally)
            enterSealed(SealedEntry.commitment(of: bytes))
        } else {
            enterOther(bytes)
        }
        if chain.next == 0, site.descriptor == nil, !site.isUncertain {
            tally.fail(
                LogError(.descriptorInvalid, at: 0, "EntryBody", expected: "a valid site", found: "none"))
        }
        tally.counts.entries += 1
        chain.advance(by: 1, to: leaf)
        if batch.isClosed { batch = BatchCheck(first: chain.next) }
    }

    private mutating func enterSealed(_ commitment: HashWords) {
        do { try batch.enterSealed(commitment, at: chain.next) } catch { tally.fail(error) }
        tally.counts.sealed += 1
        guard records.concerns(chain.next..<chain.next + 1) else { return }
        records.enter(commitment, at: chain.next, site: site, tally: &tally)
    }

    private mutating func enterOther(_ bytes: RawSpan) {
        batch.others += 1
        guard bytes.byteCount <= EntryBundle.maximumEntryBytes else {
            tally.fail(
                LogError(
                    .entryUndecodable, at: chain.next, "Entry",
                    expected: "at most \(EntryBundle.maximumEntryBytes) bytes", found: "\(bytes.byteCount)"))
            return
        }
        // Another format's layout is not known: it is in the chain and the tree, and that is all there is to
        // say; it may hold a descriptor or keys.
        if bytes.byteCount >= 2, bytes.uint16(at: 0) != 1 { return siteNotUnderstood() }
        let entry: Entry
        do { entry = try Entry(decoding: bytes) } catch {
            tally.fail(LogError(error, at: chain.next))
            return
        }
        chain.check(index: entry.index, previous: HashWords(entry.previous), tally: &tally)
        do { try enter(entry.body) } catch { tally.fail(error.at(chain.next)) }
    }

    private mutating func enter(_ body: EntryBody) throws(LogError) {
        let index = chain.next
        switch body {
        case .site(let descriptor):
            tally.counts.descriptors += 1
            place(.site)
            guard descriptor.format == 1 else { return siteNotUnderstood() }
            try unlessUncertain { site throws(LogError) in try site.enter(descriptor, at: index) }
        case .agencyKeys(let keys):
            place(.agencyKeys(keys.agency))
            guard keys.format == 1 else { return siteNotUnderstood() }
            try unlessUncertain { site throws(LogError) in try site.enter(keys, at: index) }
        case .statement(let statement):
            try enter(statement)
        case .sealed(let sealed):
            enterSealed(HashWords(sealed.commitment))
        case .epoch(let epoch):
            try enter(epoch)
        case .unknown:
            // No key set rests on it, so it makes nothing else uncertain.
            tally.counts.notUnderstood += 1
        }
    }

    /// What rests on a descriptor or on keys that were not understood may keep to newer rules; nothing else may.
    private mutating func unlessUncertain(
        _ enter: (inout SiteCheck) throws(LogError) -> Void
    ) throws(LogError) {
        do { try enter(&site) } catch {
            guard site.isUncertain else { throw error }
            tally.counts.notUnderstood += 1
        }
    }

    private mutating func enter(_ statement: Statement) throws(LogError) {
        let bytes: [UInt8]
        do { bytes = try statement.encoded() } catch { throw LogError(error) }
        place(statement.kind == .discontinuity ? .discontinuity : .statement(bytes))
        guard try site.check(statement) else {
            tally.counts.notUnderstood += 1
            if statement.kind == .aggregate { months.notUnderstood() }
            return
        }
        guard statement.kind == .attestation else { return try months.enter(statement, at: chain.next) }
        // Its first two bytes say whether it is understood.
        guard Array(statement.body.prefix(2)) == [0, 1] else {
            tally.counts.notUnderstood += 1
            return
        }
        let attestation: Attestation
        do { attestation = try Attestation(decoding: statement.body) } catch { throw LogError(error) }
        attested.append(attestation.size)
        if try !attestations.compare(attestation) { tally.counts.unchecked += 1 }
    }

    private mutating func enter(_ epoch: Epoch) throws(LogError) {
        tally.counts.epochs += 1
        place(.epoch)
        site.close(epoch, isFirst: batch.first == 0)
        end = (chain.next + 1, epoch, tally.counts.sealed)
        // A month's figures are of the records before their batch.
        months.close(
            epoch, at: chain.next, before: settled, descriptor: site.descriptor, records: &records,
            tally: &tally)
        records.close(
            epoch, at: chain.next, in: months.clock.current, attested: attested, site: site, tally: &tally)
        (attested, settled) = ([], site.descriptor)
        let scheduled = site.clock?.scheduled(epoch.number)
        for failure in epochs.enter(epoch, first: batch.first, scheduled: scheduled) {
            tally.fail(failure.at(chain.next))
        }
        guard let keySet = try site.keySet(), epoch.keySet != keySet else { return }
        throw LogError(.descriptorInvalid, "Epoch.key_set", expected: keySet, found: epoch.keySet)
    }

    private mutating func place(_ place: BatchCheck.Place) {
        do { try batch.enter(place, at: chain.next) } catch { tally.fail(error) }
    }

    private mutating func siteNotUnderstood() {
        tally.counts.notUnderstood += 1
        site.isUncertain = true
    }

    private mutating func compareCheckpoints() {
        if let end, edge.count >= end.size { remember(end.size, end.epoch, end.sealed) }
        guard checkpoints.nextSize <= chain.next else { return }
        let position = CheckpointCheck.Position(
            start: chain.start, size: chain.next, edge: edge, isBatchEnd: batch.first == chain.next)
        checkpoints.reach(position, descriptor: site.descriptor, tally: &tally)
    }

    /// The tree at a batch's end, to hold attestations against.
    private mutating func remember(_ size: UInt64, _ epoch: Epoch, _ sealed: UInt64) {
        end = nil
        guard edge.count == size else { return }
        let tree = AttestedTree(size: size, epoch: epoch.number, scheduled: epoch.scheduled)
        attestations.close(AttestationCheck.End(tree: tree, root: edge.root, sealed: sealed))
    }

    private var early: LogError? {
        guard let now, let clock = site.clock else { return nil }
        return epochs.early(now: now, seconds: clock.seconds)
    }
}
