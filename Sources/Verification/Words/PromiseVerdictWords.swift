import AuditLog
import Console
import TransparencyLog
import Wire
package import Words

// For people, for scripts, for monitors, and as an exit code.
extension PromiseVerdict {
    /// A promise kept or pending, or evidence that holds: 0.
    ///
    /// A broken promise, or evidence that does not hold: 1.
    package var exitCode: Int32 {
        switch self {
        case .judged(let judgement, _): judgement.standing.isBroken ? 1 : 0
        case .undecided: 3
        case .evidence(let check): check.result.exitCode
        }
    }

    /// The answer of `promise verify`, as docs/cli.md has it, with the file that evidence was written to.
    package func json(evidence path: String?) -> JSON {
        switch self {
        case .evidence(let check): check.json
        case .undecided(let promise, let reason):
            [
                "result": "incomplete", "origin": .string(promise.origin),
                "commitment": .string(promise.commitment.hex), "epoch": JSON(promise.epoch), "due": .null,
                "index": .null, "evidence": .null, "reason": .string(plain(Self.reason(reason).english)),
            ]
        case .judged(let judgement, let isPinned):
            [
                "result": .string(judgement.standing.rawValue), "origin": .string(judgement.promise.origin),
                "commitment": .string(judgement.promise.commitment.hex),
                "epoch": JSON(judgement.promise.epoch), "due": JSON(judgement.due),
                "index": JSON(judgement.index), "evidence": JSON(path),
                "found_epoch": JSON(judgement.epoch?.number),
                "newest_epoch": JSON(judgement.newestEpoch.number),
                "size": JSON(judgement.checkpoint.checkpoint.size), "root_checked": .bool(isPinned),
                "witnessed": .bool(judgement.isWitnessed),
            ]
        }
    }

    /// The same for people.
    package func text(_ language: Language, evidence path: String?) -> String {
        switch self {
        case .evidence(let check): return check.text(language)
        case .undecided: return summary(language)
        case .judged(let judgement, let isPinned):
            var lines = [summary(language)]
            if !judgement.isWitnessed { lines.append(PromiseText.notWitnessed(language)) }
            if !isPinned { lines.append(PromiseText.notPinned(judgement.descriptor)(language)) }
            if let path { lines.append(PromiseText.written(plain(path))(language)) }
            return lines.joined(separator: "\n")
        }
    }

    /// One sentence.
    package func summary(_ language: Language) -> String {
        switch self {
        case .evidence(let check): check.verdict(language)
        case .undecided(_, let reason): PromiseText.undecided(Self.reason(reason))(language)
        case .judged(let judgement, _): PromiseText.standing(judgement)(language)
        }
    }

    /// The exit codes of monitoring plugins: broken is critical, what could not be judged is unknown.
    package var status: MonitorOutput.Status {
        switch self {
        case .judged(let judgement, _): judgement.standing.isBroken ? .critical : .ok
        case .evidence(let check): check.result == .ok ? .critical : .unknown
        case .undecided: .unknown
        }
    }

    private static func reason(_ error: VerificationError) -> Phrase {
        if case .source(.log(let error)) = error { EnglishReason.phrase(error) } else { error.failure.text }
    }
}
