import AuditLog
import Visit
import Wire
package import Words

/// What a source gets for more evidence.
package struct AddedPromise: Equatable, Sendable {
    let accepted: AcceptedPromise
    let clock: EpochClock

    /// Commitment and promised epoch.
    package var json: JSON {
        [
            "commitment": .string(accepted.promise.commitment.hex), "epoch": JSON(accepted.promise.epoch),
        ]
    }

    /// What a person is told.
    package func text(_ language: Language) -> String {
        let due = clock.scheduled(accepted.promise.epoch).map { CivilTime.text($0, in: clock.zone) }
        return [
            AddingText.received(language),
            SubmissionText.publishedBy(epoch: accepted.promise.epoch, due: due)(language),
        ].joined(separator: "\n")
    }
}
