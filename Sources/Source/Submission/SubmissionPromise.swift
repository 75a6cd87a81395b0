package import AuditLog
import Console
import Files
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
        let due = clock.scheduled(accepted.promise.epoch).map { CivilTime.wib($0) }
        return [
            SubmissionText.received(language),
            SubmissionText.publishedBy(epoch: accepted.promise.epoch, due: due)(language),
            SubmissionText.checkLater(language),
        ].joined(separator: "\n")
    }

    /// Writes promise and opening as an armored `Promised`, readable by its owner only.
    ///
    /// - Parameter path: a new file.
    /// - Throws: `outputExists` for a path that is taken; `inputOutput` where it cannot be written.
    package func save(to path: String) throws(Failure) {
        let promised = Promised(promise: accepted.promise, opening: accepted.opening)
        guard let text = try? Armor.text(promised, name: "PROMISE") else {
            throw Failure(SavingError.promise, option: SourceOption.savePromise)
        }
        try Files.create(path, Array(text.utf8), secret: true, field: SourceOption.savePromise)
    }
}
