package import AuditLog
import TransparencyLog
import Wire

/// One look of the on-call engineer at a log: whether it is the one that was there, whole, and on time.
package struct MonitorCheck: Sendable {
    private let source: any LogSource
    private let pins: AuditPins
    private let maximumAge: UInt64?
    private let acknowledges: Bool
    private let progress: @Sendable (_ done: UInt64, _ size: UInt64) -> Void

    /// Reads nothing yet.
    ///
    /// - Parameters:
    ///   - source: the log; one that is not remote is read whole each time.
    ///   - pins: what the log must be; its `kept` comes from the state.
    ///   - maximumAge: seconds since the newest epoch was due; nil for two epochs and a minute.
    ///   - acknowledges: takes changes of keys, agencies and witnesses since the look before as known.
    ///   - progress: entries read so far, and of how many.
    package init(
        source: any LogSource, pins: AuditPins, maximumAge: UInt64?, acknowledges: Bool = false,
        progress: @escaping @Sendable (_ done: UInt64, _ size: UInt64) -> Void = { _, _ in }
    ) {
        self.source = source
        self.pins = pins
        self.maximumAge = maximumAge
        self.acknowledges = acknowledges
        self.progress = progress
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
        let run = VerifyRun(
            source: source, pins: pins, resumes: source.isRemote, acknowledges: acknowledges,
            progress: progress)
        let (inconsistency, witnessed) = (try await inconsistency(with: kept), try await witnessedSince())
        let outcome = try await run.run(
            kept: kept, found: [inconsistency, witnessed.error].compactMap(\.self))
        var state = VerifyState(outcome, before: kept)
        if let told = witnessed.time { state?.sawQuorum(at: told) }
        var finding = MonitorFinding(outcome, now: now)
        finding.problems = MonitorProblem.all(
            outcome, limits(outcome, expiry: finding.expiry, kept: kept, state: state, now: now))
        return (finding, state)
    }

    /// What the source says of the quorum; an error where that is false.
    private func witnessedSince() async throws(VerificationError) -> (time: UInt64?, error: LogError?) {
        do throws(LogSourceError) {
            return (try await source.witnessedSince(), nil)
        } catch {
            switch error {
            case .unreadable: throw .source(error)
            case .log(let error): return (nil, error)
            }
        }
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

    private func limits(
        _ outcome: VerifyOutcome, expiry: SiteExpiry?, kept: VerifyState?, state: VerifyState?, now: UInt64
    ) -> MonitorLimits {
        let seconds = state?.epochSeconds
        let clock = seconds.flatMap { EpochClock(t0: 0, epochSeconds: $0) }
        return MonitorLimits(
            now: now, age: maximumAge ?? seconds.map { UInt64($0).times(2).plus(60) } ?? 43_260, clock: clock,
            expiry: expiry,
            quorumLost: (state?.witnessed ?? kept?.witnessed).flatMap {
                clock?.missesQuorum(since: $0, at: now) == true ? $0 : nil
            },
            skipped: skipped(outcome, kept: kept) ?? 0)
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
