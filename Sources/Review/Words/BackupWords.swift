import Age
import Files
import Passphrases
import Sealing
import Verification
package import Words

/// The answers of `keys backup` and `keys recover`.
package enum BackupWords {
    /// Of a backup, for scripts.
    package static func json(_ out: String, parts: Int, threshold: Int) -> JSON {
        ["backup": .string(out), "parts": .integer(parts), "threshold": .integer(threshold)]
    }

    /// Of a backup, for people.
    package static func text(_ out: String, parts: Int, threshold: Int, _ language: Language) -> String {
        (parts == 1
            ? Phrase(
                "\(out): hanya kunci penerima itu yang membukanya. Simpan jauh dari komputer ini.",
                "\(out): only that holder's key opens it. Keep it away from this computer.")
            : Phrase(
                """
                \(out): \(parts) bagian, \(threshold) di antaranya mengembalikan berkas kunci. Beri setiap pemegang satu salinan \
                berkas ini; masing-masing hanya dapat membuka bagiannya.
                """,
                """
                \(out): \(parts) parts, any \(threshold) of which give the key file back. Give each holder a copy of this \
                file; each can open their own part only.
                """))(language) + "\n"
            + Phrase(
                "Buat cadangan lagi setelah setiap 'keys renew'.", "Make another one after each 'keys renew'."
            )(
                language)
    }

    /// Of a key file that came back.
    package static func recovered(_ out: String, _ language: Language) -> String {
        Phrase(
            """
            \(out): berkas kunci kembali, dan terbukti sama dengan yang dicadangkan. Kunci yang diperbarui setelah itu tidak ada \
            di dalamnya.
            """,
            """
            \(out): the key file is back, and proven to be the one that was backed up. Keys that were renewed after that are \
            not in it.
            """)(language)
    }

    /// Of parts that were passed on.
    package static func passed(_ out: String, parts: Int, _ language: Language) -> String {
        Phrase(
            "\(out): \(parts) bagian, hanya terbuka bagi pemegang kartu itu. Serahkan kepadanya.",
            "\(out): \(parts) part(s) that only the card's holder opens. Hand it over.")(language)
    }
}

extension BackupError: Explainable {
    /// With the option or the file at fault.
    package var failure: Failure {
        switch self {
        case .keyFile(let path, let error): return Failure(reading: path, field: "--key", error)
        case .notAKeyFile(let path):
            return bad("--key", Phrase("'\(path)' tidak memuat kunci", "'\(path)' holds no key"))
        case .passphrase(let fault): return fault.failure
        case .cardFile(let path, let error): return Failure(reading: path, field: "--to", error)
        case .notACard(let path):
            return bad(
                "--to",
                Phrase(
                    "'\(path)' bukan agency.card atau recovery.card",
                    "'\(path)' is no agency.card or recovery.card"))
        case .mistake(.threshold(let threshold, let parts)):
            return bad(
                "--threshold",
                Phrase("\(threshold), batas 1 sampai \(parts)", "\(threshold), limit 1 to \(parts)"), parts)
        case .mistake(.parts(let parts)):
            return bad(
                "--to",
                Phrase("\(parts) kartu, batas 1 sampai 16", "\(parts) cards, limit 1 to 16"),
                KeyBackup.mostParts)
        case .mistake(.holderTwice):
            return bad("--to", Phrase("satu kartu diberikan dua kali", "a card is given twice"))
        case .mistake(.noRandomness):
            return Failure(.inputOutput, Phrase("tidak ada keacakan", "no randomness"))
        case .mistake(.sealing(let error)):
            return bad("--to", Phrase("\(reason: error.reason)", "\(error.reason)"))
        case .unwritable(let path, let error): return Failure(writing: path, field: outOption, error)
        case .backupFile(let path, let error): return Failure(reading: path, field: "FILE", error)
        case .notABackup(let path):
            return bad(
                "FILE", Phrase("'\(path)' bukan cadangan kunci", "'\(path)' is no backup of a key"))
        case .noPart:
            return Failure(
                .unauthorised,
                Phrase(
                    "--key: tidak ada bagian yang terbuka dengan kunci ini",
                    "--key: no part opens with these keys"),
                field: "--key")
        case .tooFew(let parts, let needed):
            return bad(
                "FILE",
                Phrase(
                    "\(parts) bagian terbuka, diperlukan \(needed); tidak ada yang ditulis",
                    "\(parts) part(s) opened, \(needed) needed; nothing was written"), needed)
        case .notWhole:
            return bad(
                "FILE",
                Phrase(
                    "bagian-bagian ini bukan dari satu cadangan, atau sudah diubah; tidak ada yang ditulis",
                    "these parts are not of one backup, or were changed; nothing was written"))
        }
    }

    private func bad(_ field: String, _ what: Phrase, _ limit: Int? = nil) -> Failure {
        Failure(.badInput, what.behind(field), field: field, limit: limit.map { UInt64($0) })
    }
}
