package import AuditLog
import Console
import TransparencyLog
import Wire
package import Words

/// One look of the on-call engineer at a log: is it the one that was there, whole, and on time?
package struct MonitorCheck: Sendable {
    private let source: any LogSource
    private let pins: AuditPins
    private let maximumAge: UInt64?
    private let language: Language

    /// - Parameter maximumAge: seconds since the newest epoch was due; nil for two epochs and a minute.
    package init(source: any LogSource, pins: AuditPins, maximumAge: UInt64?, language: Language) {
        self.source = source
        self.pins = pins
        self.maximumAge = maximumAge
        self.language = language
    }

    /// - Parameter now: seconds since 1970.
    /// - Returns: what to say, and what to keep; nil keeps what there was.
    package func run(
        kept: VerifyState?, now: UInt64
    ) async throws(Failure) -> (output: MonitorOutput, state: VerifyState?) {
        // Files at hand are read whole each time: then a changed old entry shows as well.
        let run = VerifyRun(source: source, pins: pins, resumes: source.isRemote)
        let inconsistency = try await inconsistency(with: kept)
        var outcome = try await run.run(kept: kept)
        if let inconsistency { outcome.add(causes: [inconsistency]) }
        let state = VerifyState(outcome, before: kept)
        return (judge(outcome, kept: kept, epochSeconds: state?.epochSeconds, now: now), state)
    }

    /// RFC 6962's proof from the kept checkpoint to the newest one, besides reading all entries since.
    private func inconsistency(with kept: VerifyState?) async throws(Failure) -> LogError? {
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
            case .failure(let failure): throw failure
            case .log(let error): return error
            }
        }
        return nil
    }

    private func judge(
        _ outcome: VerifyOutcome, kept: VerifyState?, epochSeconds: UInt32?, now: UInt64
    ) -> MonitorOutput {
        let report = outcome.report
        var output = MonitorOutput(.ok, "")
        output.origin = report.origin
        output.size = report.size
        output.root = report.root
        output.isWitnessed = report.witnessed != nil
        if let epoch = outcome.newestEpoch {
            output.epoch = epoch.number
            output.age = now > epoch.scheduled ? now - epoch.scheduled : 0
        }
        if report.result == .failed {
            output.status = .critical
            output.message = failed(report)
            return output
        }
        guard let age = output.age, let epoch = output.epoch, report.checkpoint != nil else {
            output.status = .critical
            output.message = Phrase("tidak ada epoch yang diterbitkan", "no epoch is published")(language)
            return output
        }
        let limit = maximumAge ?? epochSeconds.map { 2 * UInt64($0) + 60 } ?? 43_260
        let summary = summary(epoch: epoch, age: age, outcome: outcome)
        if age > limit {
            output.status = .critical
            let late = Phrase(
                "terlambat: epoch \(epoch) berumur \(age) detik, batas \(limit)",
                "late: epoch \(epoch) is \(age) s old, limit \(limit)")
            output.message = late(language)
        } else if report.result == .incomplete {
            output.status = .warning
            let partly = Phrase(
                "tidak semuanya dipahami (\(report.counts.notUnderstood) entri); ",
                "not everything is understood (\(report.counts.notUnderstood) entries); ")
            output.message = partly(language) + summary
        } else if let followed = outcome.followed {
            output.status = .warning
            output.message = followed.text(language) + "; " + summary
        } else if let skipped = skipped(outcome, kept: kept), skipped > 0 {
            output.status = .warning
            let gap = Phrase(
                "\(skipped) epoch terlewat sejak pemeriksaan terakhir; ",
                "\(skipped) epochs skipped since the last check; ")
            output.message = gap(language) + summary
        } else if let tree = staleAttestation(outcome, now: now) {
            output.status = .warning
            let stale = Phrase(
                "pernyataan auditor sudah usang: yang terakhir hingga epoch \(tree.epoch); ",
                "the auditor's attestation is stale: the last one goes to epoch \(tree.epoch); ")
            output.message = stale(language) + summary
        } else {
            output.message = summary
        }
        return output
    }

    /// More than four epochs and an hour old. A site whose auditor never attested has none to miss.
    private func staleAttestation(_ outcome: VerifyOutcome, now: UInt64) -> AttestedTree? {
        guard let tree = outcome.report.attested, let epoch = outcome.newestEpoch,
            epoch.number > tree.epoch, epoch.number - tree.epoch > 4,
            now > tree.scheduled, now - tree.scheduled > 3_600
        else { return nil }
        return tree
    }

    private func summary(epoch: UInt64, age: UInt64, outcome: VerifyOutcome) -> String {
        let isWitnessed = outcome.report.witnessed != nil
        let witness =
            isWitnessed
            ? Phrase("terverifikasi", "verified")
            : Phrase("tercatat, tidak disaksikan", "recorded, not witnessed")
        return Phrase(
            "\(outcome.report.size) entri, epoch \(epoch), \(age) detik lalu, \(witness.indonesian)",
            "\(outcome.report.size) entries, epoch \(epoch), \(age) s ago, \(witness.english)")(language)
    }

    private func failed(_ report: AuditReport) -> String {
        let first = report.failures.first.map { plain($0.description) } ?? "?"
        guard report.failureCount > 1 else { return first }
        return first
            + Phrase(" (dan \(report.failureCount - 1) lagi)", " (and \(report.failureCount - 1) more)")(
                language)
    }

    /// Epochs that were never cut since the last check: numbers that went by, less epochs that came.
    private func skipped(_ outcome: VerifyOutcome, kept: VerifyState?) -> UInt64? {
        guard outcome.followed == nil, let before = kept?.epoch?.number,
            let now = outcome.newestEpoch?.number, now > before,
            let counts = kept?.audit?.counts, outcome.report.counts.epochs > counts.epochs
        else { return nil }
        let (numbers, epochs) = (now - before, outcome.report.counts.epochs - counts.epochs)
        return numbers > epochs ? numbers - epochs : 0
    }
}
