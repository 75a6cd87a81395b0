import AuditLog
package import Console
import Files
import Keys
import Sealing
package import Verification
import Wire
package import Words

/// A whole visit of the auditor: verify, say what was found, cosign.
package struct AttestRun: Sendable {
    private let keyFile: String
    private let state: String
    private let onlyNew: Bool
    private let asksFirst: Bool
    private let cosigns: Bool
    private let environment: Environment
    private let progress: @Sendable (UInt64, UInt64) -> Void

    /// - Parameters:
    ///   - keyFile: path of `auditor.key`.
    ///   - state: path of the file that remembers; locked meanwhile.
    ///   - onlyNew: reads only what came since the state was kept.
    ///   - asksFirst: shows what would be said to whoever sits at the terminal.
    package init(
        keyFile: String, state: String, onlyNew: Bool = false, asksFirst: Bool, cosigns: Bool,
        environment: Environment, progress: @escaping @Sendable (UInt64, UInt64) -> Void = { _, _ in }
    ) {
        self.keyFile = keyFile
        self.state = state
        self.onlyNew = onlyNew
        self.asksFirst = asksFirst
        self.cosigns = cosigns
        self.environment = environment
        self.progress = progress
    }

    /// - Parameter verified: called when the log was read.
    package func run(
        _ address: SiteAddress, verified: () -> Void = {}
    ) async throws(Failure) -> AttestAnswer {
        let file = try KeyFile.read(keyFile)
        guard case .auditor(let key) = file else {
            throw Failure(.unauthorised, "--key: only the auditor attests", field: "--key")
        }
        guard !asksFirst || environment.dialogue.isInteractive else {
            throw Failure(.usage, "--yes: needed where nobody can be asked", field: "--yes")
        }
        let lock = try FileLock(state, field: "--state")
        defer { _ = lock }
        let kept = try VerifyState.read(state)
        let log = try await LogSourceOpening(.site(address), key: file, now: environment.now())
        do throws(Failure) {
            let run = VerifyRun(
                source: log.source, pins: log.pins, key: file, resumes: onlyNew, progress: progress)
            let outcome = try await run.run(kept: kept)
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
    ) async throws(Failure) -> AttestAnswer {
        guard outcome.report.result == .ok, let session, var next = VerifyState(outcome, before: kept) else {
            return AttestAnswer(outcome: outcome, said: nil, cosigning: nil)
        }
        var said = try Attesting(outcome, key: key)
        let isSaid = kept?.attested == said.size && kept?.checkpoint == next.checkpoint
        if asksFirst, !isSaid { try ask(said) }
        var cosigning: WitnessCosigning?
        if cosigns, outcome.descriptor?.witnesses.contains(where: { $0.key == key.witness.publicKey }) == true
        {
            cosigning = try WitnessCosigning(
                outcome, key: file, before: kept, state: &next, now: environment.now()
            ) { next throws(Failure) in try next.write(state) }
        } else {
            try next.write(state)
        }
        if !isSaid {
            said = try await said.send(to: session)
            next.attested = said.size
            try next.write(state)
        }
        try await cosigning?.send(to: session)
        return AttestAnswer(outcome: outcome, said: said, cosigning: cosigning)
    }

    private func ask(_ said: Attesting) throws(Failure) {
        let dialogue = environment.dialogue
        dialogue.say(said.proposal(dialogue.language))
        let answer = try dialogue.ask(
            Phrase("Nyatakan ini? Ketik 'ya':", "Say this? Type 'yes':"))
        guard ["ya", "yes"].contains(answer.lowercased()) else {
            throw Failure(.usage, "nothing was said")
        }
    }
}

/// What the auditor said, or why nothing.
package struct AttestAnswer: Sendable {
    package let outcome: VerifyOutcome
    /// Nil where the log is not as it should be.
    package let said: Attesting?
    package let cosigning: WitnessCosigning?

    /// As `VerifyAnswer`'s.
    package var exitCode: Int32 { VerifyAnswer(outcome).exitCode }

    package var json: JSON {
        [
            "verified": VerifyAnswer(outcome, cosigning: cosigning).json,
            "said": said?.json ?? .null,
        ]
    }

    package func text(_ language: Language) -> String {
        let verified = VerifyAnswer(outcome, cosigning: cosigning).text(language)
        guard let said else {
            return verified + "\n"
                + Phrase("Tidak ada yang dinyatakan.", "Nothing was said.")(language)
        }
        return verified + "\n" + said.text(language)
    }
}
