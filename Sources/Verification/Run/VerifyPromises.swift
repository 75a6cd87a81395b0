package import AuditLog
import Console
import Files
import Keys
import Wire
package import Words

/// Promises that a source chose to save, judged by a log that is being verified.
package struct VerifyPromises: Sendable {
    private static let limit = 1 << 16
    private let promises: [Promise]

    /// - Parameter paths: files that `kentongan submit --save-promise` wrote.
    package init(files paths: [String]) throws(Failure) {
        promises = try paths.map { path throws(Failure) in
            let text = try Files.readText(path, limit: Self.limit, field: "--promise")
            do { return try Armor.read(Promised.self, name: "PROMISE", from: text).promise } catch {
                throw Failure(
                    .badInput, "--promise: '\(path)' is no saved promise: \(error)", field: "--promise")
            }
        }
    }

    /// Judges each one; a broken one, or a log that does not hold what it would take to say so, is a failure of the
    /// log.
    ///
    /// - Throws: for what is no promise of this log, or where the source cannot be read.
    package func judge(
        by source: any LogSource, pins: AuditPins, outcome: inout VerifyOutcome
    ) async throws(Failure) -> [PromiseJudgement] {
        let judge = PromiseJudge(source: source, pins: pins)
        var judged: [PromiseJudgement] = []
        for promise in promises {
            do throws(LogSourceError) {
                let judgement = try await judge.judge(promise)
                judged.append(judgement)
                if judgement.standing == .broken { outcome.add([Self.failure(judgement)]) }
            } catch {
                switch error {
                case .failure(let failure): throw failure
                case .log(let error): outcome.add([error])
                }
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

extension PromiseJudgement {
    /// One of `promises`.
    var verifyJSON: JSON {
        [
            "commitment": .string(promise.commitment.hex), "epoch": JSON(promise.epoch),
            "standing": .string(standing.rawValue), "index": JSON(index),
        ]
    }

    func verifyText(_ language: Language) -> String {
        let word =
            switch standing {
            case .kept: Phrase("ditepati", "kept")
            case .pending: Phrase("belum jatuh tempo", "pending")
            case .broken: Phrase("DIINGKARI", "BROKEN")
            }
        return Phrase(
            "janji \(promise.commitment.hex) untuk epoch \(promise.epoch): \(word.indonesian)",
            "promise \(promise.commitment.hex) for epoch \(promise.epoch): \(word.english)")(language)
    }
}
