package import AuditLog
import Console
import Keys
package import Sealing
package import Wire
package import Words

/// What a source gets for a report: the promise that holds for it.
package struct SubmissionPromise: Equatable, Sendable {
    private let accepted: AcceptedPromise
    private let readers: [AgencyCode]
    private let clock: EpochClock

    /// Takes a promise that was checked.
    ///
    /// - Parameters:
    ///   - accepted: for the report's record.
    ///   - readers: codes of the agencies that the report is sealed to.
    ///   - clock: the site's.
    package init(accepted: AcceptedPromise, readers: [AgencyCode], clock: EpochClock) {
        self.accepted = accepted
        self.readers = readers
        self.clock = clock
    }

    /// Codename, commitment, promised epoch and readers.
    package func json(codename: Codename) -> JSON {
        [
            "codename": .string(codename.words), "commitment": .string(accepted.promise.commitment.hex),
            "epoch": JSON(accepted.promise.epoch), "agencies": .array(readers.map { .string($0) }),
        ]
    }

    /// What a person is told; the codename is shown elsewhere.
    package func text(_ language: Language) -> String {
        [
            SubmissionText.received(language), accepted.published(by: clock)(language),
            SubmissionText.checkLater(language), SubmissionText.ifHarmed(language),
        ].joined(separator: "\n")
    }

    /// Writes promise and opening as an armored `Promised`, readable by its owner only.
    ///
    /// - Parameter path: a new file.
    /// - Throws: why it is not written; a path that is taken stays as it is.
    package func save(to path: String) throws(SavingError) {
        let promised = Promised(promise: accepted.promise, opening: accepted.opening)
        guard let text = try? Armor.text(promised, name: "PROMISE") else {
            throw SavingError(.promise, .unencodable(detail: nil))
        }
        try SavedFile.promise.create(path, Array(text.utf8))
    }
}
