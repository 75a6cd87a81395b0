import AuditLog
import Wire
import Words

extension PromiseJudgement {
    /// One of `promises`.
    var verifyJSON: JSON {
        [
            "commitment": .string(promise.commitment.hex), "epoch": JSON(promise.epoch),
            "standing": .string(standing.rawValue), "index": JSON(index),
        ]
    }

    /// One line of a verification for people.
    func verifyText(_ language: Language) -> String {
        let word =
            switch standing {
            case .kept: Phrase("ditepati", "kept")
            case .pending: Phrase("belum jatuh tempo", "pending")
            case .broken: Phrase("DILANGGAR", "BROKEN")
            case .late: Phrase("DILANGGAR, tercatat terlambat", "BROKEN, recorded late")
            case .overdue: Phrase("lewat waktu", "overdue")
            }
        return Phrase(
            "janji \(promise.commitment.hex) untuk epoch \(promise.epoch): \(word.indonesian)",
            "promise \(promise.commitment.hex) for epoch \(promise.epoch): \(word.english)")(language)
    }
}
