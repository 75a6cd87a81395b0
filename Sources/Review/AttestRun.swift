import AuditLog
package import Console
import Files
import Keys
import Sealing
package import Verification
import Wire
import Words

/// A whole visit of the auditor: verify, say what was found, cosign.
package struct AttestRun: Sendable {
    private let keyFile: String
    private let state: String
    private let onlyNew: Bool
    private let asksFirst: Bool
    private let cosigns: Bool
    private let acknowledges: Bool
    private let tests: String?
    private let environment: Environment
    private let progress: @Sendable (UInt64, UInt64) -> Void

    /// Nothing is read yet.
    ///
    /// - Parameters:
    ///   - keyFile: path of `auditor.key`.
    ///   - state: path of the file that remembers; locked meanwhile.
    ///   - onlyNew: reads only what came since the state was kept.
    ///   - asksFirst: shows what would be said to whoever sits at the terminal.
    ///   - cosigns: also gives a cosignature, where the site has this auditor's witness key.
    ///   - acknowledges: takes changes of keys, agencies and witnesses since the state was kept as known.
    ///   - tests: ids of reports that were tests, one a line; those of months that are over are named.
    ///   - environment: the clock, and the person who is asked.
    ///   - progress: called with the entries read and the log's size.
    package init(
        keyFile: String, state: String, onlyNew: Bool = false, asksFirst: Bool, cosigns: Bool,
        acknowledges: Bool = false, tests: String? = nil, environment: Environment,
        progress: @escaping @Sendable (UInt64, UInt64) -> Void = { _, _ in }
    ) {
        self.keyFile = keyFile
        self.state = state
        self.onlyNew = onlyNew
        self.asksFirst = asksFirst
        self.cosigns = cosigns
        self.acknowledges = acknowledges
        self.tests = tests
        self.environment = environment
        self.progress = progress
    }

    /// Verifies, and says so where all is well.
    ///
    /// - Parameters:
    ///   - address: the site's link, and the proxy if there is one.
    ///   - verified: called when the log was read.
    /// - Returns: what was found, and what was said of it.
    /// - Throws: `VerificationError`, `AttestingError`, and what the dialogue throws.
    package func run(
        _ address: SiteAddress, verified: () -> Void = {}
    ) async throws -> AttestAnswer {
        let file = try KeyFile.read(keyFile)
        guard case .auditor(let key) = file else { throw AttestingError.notTheAuditor }
        guard !asksFirst || environment.dialogue.isInteractive else { throw AttestingError.nobodyToAsk }
        let lock = try FileLock(state: state)
        defer { _ = lock }
        let kept = try VerifyState.read(state)
        let log = try await LogSourceOpening(.site(address), key: file, now: environment.now())
        do {
            func verify(resumes: Bool) async throws -> VerifyOutcome {
                try await VerifyRun(
                    source: log.source, pins: log.pins, key: file, resumes: resumes,
                    acknowledges: acknowledges, progress: progress
                ).run(kept: kept)
            }
            // Tests and figures are of all openings: once a month everything is read.
            var outcome = try await verify(resumes: onlyNew && tests == nil)
            if outcome.report.isVerified,
                outcome.report.months.contains(where: { !$0.isAttested && !$0.isRecomputed })
            {
                outcome = try await verify(resumes: false)
            }
            verified()
            let answer = try await attest(outcome, file, key, kept: kept, session: log.session)
            await log.close()
            return answer
        } catch {
            await log.close()
            throw error
        }
    }

    private func attest(
        _ outcome: VerifyOutcome, _ file: KeyFile, _ key: AuditorKeyFile, kept: VerifyState?,
        session: ReviewSession?
    ) async throws -> AttestAnswer {
        guard outcome.report.isVerified, let session, let next = VerifyState(outcome, before: kept) else {
            return AttestAnswer(outcome: outcome, said: nil, cosigning: nil, tests: nil)
        }
        var said = try Attesting(outcome, key: key)
        let isSaid = kept?.attested == said.size && kept?.checkpoint == next.checkpoint
        if asksFirst, !isSaid { try ask(said) }
        let named = try tests.map { text throws(AttestingError) in
            try TestsToName(text, in: outcome, now: environment.now())
        }
        var (cosigning, state) = try keep(next, outcome, file, key, kept: kept)
        if !isSaid {
            said = try await said.send(to: session)
            state.attested = said.size
            state.attestedEpoch = said.epoch
            try state.write(self.state)
        }
        for month in named?.months ?? [] { try await said.name(month, to: session) }
        try await cosigning?.send(to: session)
        return AttestAnswer(outcome: outcome, said: said, cosigning: cosigning, tests: named)
    }

    /// Writes the state before anything is said, with the cosignature's time where one is given.
    private func keep(
        _ state: VerifyState, _ outcome: VerifyOutcome, _ file: KeyFile, _ key: AuditorKeyFile,
        kept: VerifyState?
    ) throws(VerificationError) -> (WitnessCosigning?, VerifyState) {
        var state = state
        guard cosigns,
            outcome.descriptor?.witnesses.contains(where: { $0.key == key.witness.publicKey }) == true
        else {
            try state.write(self.state)
            return (nil, state)
        }
        let cosigning = try WitnessCosigning(
            outcome, key: file, before: kept, state: &state, now: environment.now()
        ) { next throws(VerificationError) in try next.write(self.state) }
        return (cosigning, state)
    }

    private func ask(_ said: Attesting) throws {
        let dialogue = environment.dialogue
        let answer = try said.confirmation(by: dialogue)
        guard ["ya", "yes"].contains(answer.lowercased()) else { throw AttestingError.declined }
    }
}

/// What the auditor said, or why nothing.
package struct AttestAnswer: Sendable {
    /// The verification before.
    package let outcome: VerifyOutcome
    /// Nil where the log is not as it should be.
    package let said: Attesting?
    /// The cosignature that was given; nil without one.
    package let cosigning: WitnessCosigning?
    /// The tests that were named; nil without a list.
    package let tests: TestsToName?
}
