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
        [AddingText.received(language), accepted.published(by: clock)(language)].joined(separator: "\n")
    }
}
