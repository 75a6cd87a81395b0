import AuditLog
import Files
import Wire
import Words

/// Judges a saved promise, or checks evidence that one was broken; writes the evidence where it was.
package struct PromiseVerification: Sendable {
    private let path: String
    private let source: LogTarget?
    private let link: String?
    private let evidence: String?

    /// Nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: of the promise or the evidence.
    ///   - source: the log that a promise is judged by; evidence needs none.
    ///   - link: whose fingerprint the root key of evidence must have.
    ///   - evidence: a new file; nil for the promise's with `.evidence` behind.
    package init(path: String, source: LogTarget?, link: String?, evidence: String?) {
        self.path = path
        self.source = source
        self.link = link
        self.evidence = evidence
    }

    /// The site that will be asked; nil where none is.
    package var site: SiteAddress? {
        if case .site(let address)? = source { address } else { nil }
    }

    /// Reads the file, and judges or checks what is in it.
    ///
    /// - Parameter now: seconds since 1970.
    /// - Returns: the verdict, and the file that evidence was written to, or why it could not be.
    /// - Throws: where link, file or log cannot be read; `promise` where this log could not keep it,
    ///   `request` where there is no log to judge it by, `unwritable` where the evidence's file exists.
    package func run(
        now: UInt64
    ) async throws(VerificationError) -> (
        verdict: PromiseVerdict, evidence: String?, unwritten: VerificationError?
    ) {
        let fingerprint = try link.map { link throws(VerificationError) in
            try SiteLink(argument: link).fingerprint
        }
        switch try PromiseFile(path: path) {
        case .evidence(let evidence):
            return (.evidence(EvidenceCheck(evidence, fingerprint: fingerprint)), nil, nil)
        case .promise(let promise):
            guard let source else {
                throw .request(.noLog)
            }
            if let evidence, Files.exists(evidence) {
                throw .unwritable(.evidence, path: evidence, FileError(.open, evidence, .exists))
            }
            let verdict = try await judge(promise, by: source, now: now)
            guard case .judged(let judgement, _) = verdict, let found = judgement.evidence else {
                return (verdict, nil, nil)
            }
            let target = evidence ?? path + ".evidence"
            // A broken promise is told, whatever the disk says.
            do { try found.save(to: target) } catch { return (verdict, nil, error) }
            return (verdict, target, nil)
        }
    }

    private func judge(
        _ promise: Promise, by source: LogTarget, now: UInt64
    ) async throws(VerificationError) -> PromiseVerdict {
        let log = try await LogSourceOpening(source, needsLogKey: false, now: now)
        let verdict: Result<PromiseVerdict, VerificationError>
        do throws(VerificationError) {
            let judgement = try await PromiseJudge(source: log.source, pins: log.pins).judge(promise)
            let isPinned = log.pins.fingerprint != nil || log.pins.log != nil
            verdict = .success(.judged(judgement, isPinned: isPinned))
        } catch {
            verdict = error.isUndecided ? .success(.undecided(promise, error)) : .failure(error)
        }
        await log.close()
        return try verdict.get()
    }
}

extension VerificationError {
    /// Whether what a source holds is false, or is not there: then nothing is known of a promise.
    fileprivate var isUndecided: Bool {
        switch self {
        case .source(.log): true
        case .source(.unreadable(let error)): error.kind == .missingFile
        default: false
        }
    }
}
