import AuditLog
import Wire
package import Words

extension EvidenceCheck {
    /// The answer of `promise verify` to evidence.
    package var json: JSON {
        let promise = evidence.promise
        return [
            "result": .string(result == .failed ? "failed" : "broken"), "origin": .string(promise.origin),
            "commitment": .string(promise.commitment.hex), "epoch": JSON(promise.epoch),
            "found_epoch": JSON(found?.number), "root_checked": .bool(result == .ok),
            "witnessed": .bool(isWitnessed), "checks": .array(checks.map(\.json)),
        ]
    }

    /// One sentence.
    package var verdict: Phrase {
        let epoch = evidence.promise.epoch
        return switch result {
        case .ok:
            Phrase(
                "Berkas ini berlaku: janji untuk jadwal pencatatan ke-\(epoch) DILANGGAR.",
                "The evidence holds: the promise for epoch \(epoch) WAS BROKEN.")
        case .incomplete:
            Phrase(
                """
                Isi berkas ini saling sesuai, tetapi kunci akarnya belum dibandingkan dengan tautan situs mana pun: \
                siapa saja dapat membuat situs sendiri. Berikan --link.
                """,
                """
                The evidence agrees with itself, but its root key was not compared with any site's link: anybody can make \
                a site of their own. Give --link.
                """)
        case .failed: Phrase("Berkas pelanggaran janji ini tidak berlaku.", "The evidence does not hold.")
        }
    }

    /// The checks and the sentence, for people.
    package func text(_ language: Language) -> String {
        (checks.map { $0.text(language) } + [verdict(language)]).joined(separator: "\n")
    }
}
