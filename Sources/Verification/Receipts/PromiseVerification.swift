import AuditLog
import Console
import Foundation
import Wire
package import Words

/// Judges a saved promise, or checks evidence that one was broken; writes the evidence where it was.
package struct PromiseVerification: Sendable {
    private let path: String
    private let source: LogTarget?
    private let link: String?
    private let evidence: String?

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

    /// - Parameter now: seconds since 1970.
    /// - Returns: also the file that evidence was written to, or why it could not be.
    package func run(
        now: UInt64
    ) async throws(Failure) -> (verdict: PromiseVerdict, evidence: String?, unwritten: Failure?) {
        let fingerprint = try link.map { link throws(Failure) in try SiteLink(argument: link).fingerprint }
        switch try PromiseFile(path: path) {
        case .evidence(let evidence):
            return (.evidence(EvidenceCheck(evidence, fingerprint: fingerprint)), nil, nil)
        case .promise(let promise):
            guard let source else {
                throw Failure(
                    .usage, "--site: a promise is judged by a log: give --site or --tiles", field: "--site")
            }
            if let evidence, FileManager.default.fileExists(atPath: evidence) {
                throw Failure(.outputExists, "--evidence: '\(evidence)' exists already", field: "--evidence")
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
    ) async throws(Failure) -> PromiseVerdict {
        let log = try await LogSourceOpening(source, needsLogKey: false, now: now)
        let verdict: Result<PromiseVerdict, Failure>
        do throws(LogSourceError) {
            let judgement = try await PromiseJudge(source: log.source, pins: log.pins).judge(promise)
            let isPinned = log.pins.fingerprint != nil || log.pins.log != nil
            verdict = .success(.judged(judgement, isPinned: isPinned))
        } catch {
            switch error {
            case .failure(let failure) where failure.kind == .missingFile:
                verdict = .success(.undecided(promise, failure.message))
            case .failure(let failure): verdict = .failure(failure)
            case .log(let error): verdict = .success(.undecided(promise, error.description))
            }
        }
        await log.close()
        return try verdict.get()
    }
}
