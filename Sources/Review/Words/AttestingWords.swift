import AuditLog
import Console
import Keys
import Verification
import Wire
package import Words

extension AttestAnswer {
    /// As `VerifyAnswer`'s.
    package var exitCode: Int32 { VerifyAnswer(outcome).exitCode }

    /// The answer of `attest`.
    package var json: JSON {
        [
            "verified": VerifyAnswer(outcome, cosigning: cosigning).json,
            "said": said?.json ?? .null,
            "tests": tests.map { ["named": .integer($0.count), "later": .integer($0.later)] } ?? .null,
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        let verified = VerifyAnswer(outcome, cosigning: cosigning).text(language)
        guard let said else {
            return verified + "\n"
                + Phrase("Tidak ada yang dinyatakan.", "Nothing was said.")(language)
        }
        var text = verified + "\n" + said.text(language)
        if let tests {
            text +=
                "\n"
                + Phrase(
                    "Laporan uji: \(tests.count) disebutkan, \(tests.later) belum (bulannya belum berakhir).",
                    "Tests: \(tests.count) named, \(tests.later) not yet (their month is not over)."
                )(language)
        }
        return text
    }
}

extension Attesting {
    /// Shows what would be said, and asks for the word that says it.
    func confirmation(by dialogue: Dialogue) throws(DialogueStopped) -> String {
        dialogue.say(proposal(dialogue.language))
        return try dialogue.ask(Phrase("Nyatakan ini? Ketik 'ya':", "Say this? Type 'yes':"))
    }

    /// `said` of the answer.
    package var json: JSON {
        [
            "size": JSON(attestation.size), "root": JSON(attestation.root.hex),
            "sealed": JSON(attestation.sealed), "epoch": JSON(epoch), "already": .bool(epoch == nil),
            "months": .array(months.map { JSON($0.month.text) }),
            "accounts": .array(
                accounts.map { account in
                    [
                        "agency": .line(account.agency), "through": JSON(account.through),
                        "count": JSON(account.count),
                        "epoch": JSON(epoch),
                    ]
                }),
        ]
    }

    /// What is about to be said.
    package func proposal(_ language: Language) -> String {
        var lines = [
            Phrase(
                "Pernyataan auditor: semua entri tersegel, \(attestation.sealed) dari \(attestation.size) entri, terhitung.",
                "The auditor's word: all \(attestation.sealed) sealed of \(attestation.size) entries are accounted for."
            )(
                language),
            "  " + Phrase("akar \(attestation.root.hex)", "root \(attestation.root.hex)")(language),
        ]
        lines += accounts.map { account in
            Phrase(
                "  kepada \(account.agency): \(account.count) catatan hingga entri \(account.through)",
                "  to \(account.agency): \(account.count) records through entry \(account.through)")(language)
        }
        lines += months.map { month in
            Phrase(
                "  angka bulan \(month.month.text): hasil hitung auditor sama",
                "  figures of \(month.month.text): the auditor comes to the same")(language)
        }
        return lines.joined(separator: "\n")
    }

    /// What was said, and when it is published.
    package func text(_ language: Language) -> String {
        let last =
            if let epoch {
                Phrase("Disampaikan; terbit pada epoch \(epoch).", "Said; it appears in epoch \(epoch).")
            } else {
                Phrase("Sudah disampaikan.", "Already said.")
            }
        return proposal(language) + "\n" + last(language)
    }
}

extension TestsToName {
    /// Tests that were named.
    var count: Int { months.reduce(0) { $0 + $1.canaries.count } }
}
