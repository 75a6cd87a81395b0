import AuditLog
import Files
import Sealing

/// A verification as somebody asks for it: what to read, by which key, what to remember, and what to sign.
package struct VerifyRequest: Sendable {
    /// The log.
    package var target: LogTarget
    /// Path of a key file.
    package var key: String?
    /// Path of the file that remembers; locked meanwhile.
    package var state: String?
    /// Reads only what came since the state was kept.
    package var onlyNew = false
    /// Takes changes of keys, agencies and witnesses since the state was kept as known; needs the state.
    package var acknowledges = false
    /// Signs as a witness what was verified; needs key and state.
    package var cosigns = false
    /// Paths of checkpoints seen elsewhere.
    package var seen: [String] = []
    /// Paths of promises that a source saved.
    package var promises: [String] = []

    /// A verification by no key, which remembers nothing.
    package init(_ target: LogTarget) {
        self.target = target
    }

    /// Verifies, judges the promises, keeps the state, and cosigns where that was asked for.
    ///
    /// - Parameters:
    ///   - clock: seconds since 1970, asked when the key is open: its passphrase takes time.
    ///   - progress: entries read so far, and of how many.
    /// - Returns: what was found, also where the log is false.
    /// - Throws: where a file cannot be read, locked or written, the log cannot be opened or read on, a
    ///   promise is none of this log, or nothing could be cosigned.
    package func run(
        now clock: @autoclosure () -> UInt64,
        progress: @escaping @Sendable (_ done: UInt64, _ size: UInt64) -> Void = { _, _ in }
    ) async throws(VerificationError) -> VerifyAnswer {
        let key = try key.map { path throws(VerificationError) in try KeyFile.read(path) }
        let now = clock()
        let seen = try seen.map { path throws(VerificationError) in try SeenCheckpoint(file: path) }
        let promises = try VerifyPromises(files: promises)
        let lock = try state.map { path throws(VerificationError) in try FileLock(state: path) }
        defer { withExtendedLifetime(lock) {} }
        let kept = try state.flatMap { path throws(VerificationError) in try VerifyState.read(path) }
        let log = try await LogSourceOpening(target, key: key, now: now)
        do throws(VerificationError) {
            let run = VerifyRun(
                source: log.source, pins: log.pins, key: opens ? key : nil, resumes: onlyNew, seen: seen,
                acknowledges: acknowledges, progress: progress)
            var outcome = try await run.run(kept: kept)
            // Where the log cannot be read on, no promise can be held against it.
            let judged =
                outcome.cut == nil
                ? try await promises.judge(by: log.source, pins: log.pins, outcome: &outcome) : []
            let cosigning = try await keep(outcome, key: key, kept: kept, session: log.session, now: now)
            await log.close()
            return VerifyAnswer(outcome, promises: judged, cosigning: cosigning)
        } catch {
            await log.close()
            throw error
        }
    }

    /// Tiles hold nothing that a key opens.
    private var opens: Bool {
        if case .tiles = target { false } else { true }
    }

    /// Writes the state, and signs what is in it where that was asked for.
    private func keep(
        _ outcome: VerifyOutcome, key: KeyFile?, kept: VerifyState?, session: ReviewSession?, now: UInt64
    ) async throws(VerificationError) -> WitnessCosigning? {
        guard let state, var next = VerifyState(outcome, before: kept) else { return nil }
        guard cosigns, outcome.report.isVerified, let key else {
            try next.write(state)
            return nil
        }
        var cosigning = try WitnessCosigning(outcome, key: key, before: kept, state: &next, now: now) {
            next throws(VerificationError) in
            try next.write(state)
        }
        if let session { try await cosigning.send(to: session) }
        return cosigning
    }
}
