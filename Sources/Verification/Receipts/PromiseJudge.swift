package import AuditLog
import TransparencyLog
package import Wire

/// Judges promises by a log: pending, kept or broken (Protocol/README.md section 9).
///
/// Reads the epochs from the newest one back to the promised one, that one's batch, and only where the commitment is
/// not in it everything before. No conclusion rests on an entry that was not proven to be in the tree which
/// the log signed.
package struct PromiseJudge: Sendable {
    /// Epochs that are read on the way back.
    private static let maximumEpochs = 1_000_000

    private let source: any LogSource
    private let pins: AuditPins

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - source: the log that promises are judged by.
    ///   - pins: whose fingerprint and log key must be the log's; without them it only agrees with itself.
    package init(source: any LogSource, pins: AuditPins) {
        self.source = source
        self.pins = pins
    }

    /// Judges one promise.
    ///
    /// - Throws: `promise` where this is no promise of this site, `source` where the source is not whole or not what its
    ///   checkpoint signs: then nothing is known.
    package func judge(_ promise: Promise) async throws(VerificationError) -> PromiseJudgement {
        let result: Result<PromiseJudgement, PromiseMismatch>
        do throws(LogSourceError) { result = try await examine(promise) } catch { throw .source(error) }
        do throws(PromiseMismatch) { return try result.get() } catch { throw .promise(error) }
    }

    private func examine(
        _ promise: Promise
    ) async throws(LogSourceError) -> Result<PromiseJudgement, PromiseMismatch> {
        let (note, head) = try await head()
        guard promise.origin == head.origin else {
            return .failure(.otherLog(promised: promise.origin, log: head.origin))
        }
        guard head.size > 0 else { throw .missing(0, "Checkpoint.size") }
        var walk = EpochWalk(
            entries: ProvenEntries(source: source, checkpoint: head), limit: Self.maximumEpochs)
        var key = try PromiseKey(promise, pins: pins, first: try await walk.entries.entry(0))
        _ = try key.verify(note)

        var place = try await walk.closed(at: head.size.less(1))
        let newest = place.epoch
        try await key.see(place, &walk)
        var promised: EpochPlace?
        var before: EpochPlace?
        while place.epoch.number >= promise.epoch {
            promised = place
            before = nil
            guard let earlier = try await walk.before(place) else { break }
            before = earlier
            place = earlier
            try await key.see(place, &walk)
        }
        while key.descriptor == nil, let earlier = try await walk.before(place) {
            place = earlier
            try await key.see(place, &walk)
        }
        guard let descriptor = key.descriptor else { return .failure(.notSigned) }
        let checkpoint = try key.verify(note)
        let due = EpochClock(descriptor)?.scheduled(promise.epoch)
        func judgement(
            _ standing: PromiseStanding, index: UInt64? = nil, evidence: BrokenPromiseEvidence? = nil
        ) -> PromiseJudgement {
            PromiseJudgement(
                promise: promise, standing: standing, due: due, newestEpoch: newest, epoch: promised?.epoch,
                index: index, evidence: evidence, checkpoint: checkpoint, descriptor: descriptor)
        }

        guard let promised else {
            let isOverdue = EpochClock(descriptor).flatMap { clock in
                pins.now.map { promise.isOverdue(clock: clock, at: $0) }
            }
            return .success(judgement(isOverdue == true ? .overdue : .pending))
        }
        var search = CommitmentSearch(promise.commitment, batch: promised)
        let end = promised.proven.entry.index.plus(1)
        // A bundle more: the batch's first entry has a neighbour, too.
        let start = promised.epoch.first.less(256)
        try await search.read(source, from: start, to: end)
        if search.index == nil { try await search.read(source, from: 0, to: start) }
        if let index = search.index {
            try await walk.entries.check(promise.commitment, at: index)
            return .success(judgement(.kept, index: index))
        }
        guard let left = search.left else { throw .log(Self.noNeighbours(end.less(1))) }
        let absence = AbsenceProof(
            left: try await walk.entries.entry(left), right: try await walk.entries.entry(left + 1),
            epoch: promised.proven)
        // Recorded behind it, the report is not lost; the promise is broken all the same.
        try await search.read(source, from: end, to: head.size)
        if let index = search.index { try await walk.entries.check(promise.commitment, at: index) }
        let standing = search.index == nil ? PromiseStanding.broken : .late
        let broken = BrokenPromise(promise: promise, absence: absence, before: before?.proven)
        do throws(LogError) {
            try broken.verify(descriptor: descriptor, checkpoint: checkpoint.checkpoint)
            let evidence = try BrokenPromiseEvidence(broken, descriptor: descriptor, checkpoint: checkpoint)
            return .success(judgement(standing, index: search.index, evidence: evidence))
        } catch {
            throw .log(error)
        }
    }

    private static func noNeighbours(_ end: UInt64) -> LogError {
        LogError(
            .batchInvalid, at: end, "neighbours", expected: "two around the commitment",
            found: "entries of a kind that is not known here")
    }

    /// What the source says is its newest checkpoint; nobody has verified it.
    private func head() async throws(LogSourceError) -> (SignedNote, Checkpoint) {
        let bytes = try await source.checkpoint()
        do {
            let note = try SignedNote(bytes)
            return (note, try Checkpoint(text: note.text))
        } catch {
            throw .log(LogError(.signatureInvalid, "checkpoint", expected: "a checkpoint", found: "\(error)"))
        }
    }
}
