import AuditLog
import Keys
import TransparencyLog
import Wire
package import Words

extension ReceiptCheck {
    /// The answer of `receipt verify`, as docs/cli.md has it.
    package var json: JSON {
        let report = file.opening.flatMap { $0.report(of: file.commitment) }
        return [
            "result": .string(result.rawValue), "recorded": .bool(isRecorded && result != .failed),
            "witnessed": .bool(isWitnessed && result != .failed), "origin": JSON(checkpoint?.origin),
            "index": JSON(file.proof.index), "size": JSON(checkpoint?.size),
            "root": JSON(checkpoint?.root.hex),
            "commitment": JSON(file.commitment?.hex), "envelope": JSON(report?.envelope.hex),
            "agencies": report.map { .array($0.agencies.map { .line($0) }) } ?? .null,
            "cosignatures": .array(
                cosigners.map { ["witness": .string($0.key.name), "time": JSON($0.timestamp)] }),
            "checks": .array(checks.map(\.json)),
        ]
    }

    /// The checks and a sentence, for people.
    package func text(_ language: Language) -> String {
        let verdict =
            switch result {
            case .ok:
                Phrase(
                    "Tercatat, dan cukup banyak saksi sudah menandatanganinya.",
                    "Recorded, and witnessed by a quorum.")
            case .incomplete:
                Phrase(
                    "Tercatat. Catatan ini baru ditandatangani pengelola situs, belum oleh saksi dari luar.",
                    "Recorded, not witnessed.")
            case .failed: Phrase("Tanda terima ini tidak berlaku.", "This receipt does not hold.")
            }
        return (checks.map { $0.text(language) } + [verdict(language)]).joined(separator: "\n")
    }
}
