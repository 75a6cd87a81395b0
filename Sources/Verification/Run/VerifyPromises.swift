package import AuditLog
import Keys
import Wire

/// Promises that a source chose to save, judged by a log that is being verified.
package struct VerifyPromises: Sendable {
    private static let limit = 1 << 16
    private let promises: [Promise]

    /// Reads them.
    ///
    /// - Parameter paths: files that `kentongan submit --save-promise` wrote.
    /// - Throws: `unreadable` or `malformed` for the first that holds no promise.
    package init(files paths: [String]) throws(VerificationError) {
        promises = try paths.map { path throws(VerificationError) in
            let text = try NamedFile.promise.text(path, limit: Self.limit)
            do { return try Armor.read(Promised.self, name: "PROMISE", from: text).promise } catch {
                throw .malformed(.promise, path: path, reason: "\(error)")
            }
        }
    }

    /// Judges each one; a broken one, or a log that does not hold what it would take to say so, is a failure of the
    /// log.
    ///
    /// - Throws: for what is no promise of this log, or where the source cannot be read.
    package func judge(
        by source: any LogSource, pins: AuditPins, outcome: inout VerifyOutcome
    ) async throws(VerificationError) -> [PromiseJudgement] {
        let judge = PromiseJudge(source: source, pins: pins)
        var judged: [PromiseJudgement] = []
        for promise in promises {
            do throws(VerificationError) {
                let judgement = try await judge.judge(promise)
                judged.append(judgement)
                if judgement.standing.isBroken { outcome.add([Self.failure(judgement)]) }
            } catch {
                guard case .source(.log(let error)) = error else { throw error }
                outcome.add([error])
            }
        }
        return judged
    }

    private static func failure(_ judgement: PromiseJudgement) -> LogError {
        let epoch = judgement.epoch?.number ?? judgement.newestEpoch.number
        return LogError(
            .promiseBroken, "Promise",
            expected: "\(judgement.promise.commitment.hex) by epoch \(judgement.promise.epoch)",
            found: "not through epoch \(epoch)")
    }
}
