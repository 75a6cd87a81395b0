package import AuditLog
import TransparencyLog
import Wire

/// One look of the on-call engineer at a log: whether it is the one that was there, whole, and on time.
package struct MonitorCheck: Sendable {
    private let source: any LogSource
    private let pins: AuditPins
    private let maximumAge: UInt64?
    private let acknowledges: Bool

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - source: the log; one that is not remote is read whole each time.
    ///   - pins: what the log must be; its `kept` comes from the state.
    ///   - maximumAge: seconds since the newest epoch was due; nil for two epochs and a minute.
    ///   - acknowledges: takes changes of keys, agencies and witnesses since the look before as known.
    package init(
        source: any LogSource, pins: AuditPins, maximumAge: UInt64?, acknowledges: Bool = false
    ) {
        self.source = source
        self.pins = pins
        self.maximumAge = maximumAge
        self.acknowledges = acknowledges
    }

    /// Verifies the log, and looks at its newest epoch's age.
    ///
    /// - Parameters:
    ///   - kept: from the look before; nil for the first.
    ///   - now: seconds since 1970.
    /// - Returns: what was found, and what to keep; nil keeps what there was.
    /// - Throws: `source` where the log cannot be read on: then nothing is known.
    package func run(
        kept: VerifyState?, now: UInt64
    ) async throws(VerificationError) -> (finding: MonitorFinding, state: VerifyState?) {
        // Files at hand are read whole each time: then a changed old entry shows as well.
        let run = VerifyRun(source: source, pins: pins, resumes: source.isRemote, acknowledges: acknowledges)
        let inconsistency = try await inconsistency(with: kept)
        var outcome = try await run.run(kept: kept)
        if let inconsistency { outcome.add(causes: [inconsistency]) }
        let state = VerifyState(outcome, before: kept)
        return (judge(outcome, kept: kept, epochSeconds: state?.epochSeconds, now: now), state)
    }

    /// RFC 6962's proof from the kept checkpoint to the newest one, besides reading all entries since.
    private func inconsistency(with kept: VerifyState?) async throws(VerificationError) -> LogError? {
        guard let old = kept?.checkpoint else { return nil }
        do throws(LogSourceError) {
            let note = try await source.checkpoint()
            guard let text = try? SignedNote(note).text, let new = try? Checkpoint(text: text),
                new.size > old.size,
                new.origin == old.origin
            else { return nil }
            let path = try await source.consistency(from: old.size, to: new.size)
            do {
                try ConsistencyProof(oldSize: old.size, newSize: new.size, path: path)
                    .verify(oldRoot: old.root, newRoot: new.root)
            } catch {
                return LogError(
                    .fork, at: old.size, "consistency", expected: "a proof from \(old.size) to \(new.size)",
                    found: "\(error)")
            }
        } catch {
            switch error {
            case .unreadable: throw .source(error)
            case .log(let error): return error
            }
        }
        return nil
    }

    private func judge(
        _ outcome: VerifyOutcome, kept: VerifyState?, epochSeconds: UInt32?, now: UInt64
    ) -> MonitorFinding {
        var finding = MonitorFinding(outcome, now: now)
        let limit = maximumAge ?? epochSeconds.map { UInt64($0).times(2).plus(60) } ?? 43_260
        finding.standing =
            if outcome.report.result == .failed {
                .failed
            } else if let gap = outcome.report.gaps.first(where: { $0.code == .clock }) {
                // The first cause first: with a wrong clock nothing else can be judged.
                .incomplete(gap)
            } else if outcome.report.checkpoint == nil || finding.age == nil {
                .noEpoch
            } else if let age = finding.age, age > limit {
                .late(limit: limit)
            } else if let gap = outcome.report.gaps.first(where: { !$0.isOfChanges }) {
                .incomplete(gap)
            } else if let followed = outcome.followed {
                .follows(followed)
            } else if let skipped = skipped(outcome, kept: kept), skipped > 0 {
                .skipped(epochs: skipped)
            } else if !outcome.unacknowledged.isEmpty {
                // Behind what is told once, before what is told as long as it lasts.
                .changed
            } else if let gap = outcome.report.gaps.first {
                .incomplete(gap)
            } else if let tree = staleAttestation(outcome, now: now) {
                .staleAttestation(epoch: tree.epoch)
            } else {
                .fine
            }
        return finding
    }

    /// More than four epochs and an hour old.
    ///
    /// A site whose auditor never attested has none to miss.
    private func staleAttestation(_ outcome: VerifyOutcome, now: UInt64) -> AttestedTree? {
        guard let tree = outcome.report.attested, let epoch = outcome.newestEpoch,
            epoch.number.less(tree.epoch) > 4, now.less(tree.scheduled) > 3_600
        else { return nil }
        return tree
    }

    /// Epochs that were never cut since the last check: numbers that went by, less epochs that came.
    private func skipped(_ outcome: VerifyOutcome, kept: VerifyState?) -> UInt64? {
        guard outcome.followed == nil, let before = kept?.epoch?.number,
            let now = outcome.newestEpoch?.number, now > before,
            let counts = kept?.audit?.counts, outcome.report.counts.epochs > counts.epochs
        else { return nil }
        let (numbers, epochs) = (now.less(before), outcome.report.counts.epochs.less(counts.epochs))
        return numbers.less(epochs)
    }
}
