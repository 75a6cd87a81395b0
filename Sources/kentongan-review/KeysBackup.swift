import ArgumentParser
import Console
import Options
import Passphrases
import Review
import Words

extension Keys {
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Mencadangkan berkas kunci kepada kunci pemulihan, atau kepada beberapa rekan.",
                "Back up a key file to a recovery key, or to several colleagues.")(language),
            discussion: Phrase(
                """
                Dengan satu --to, pemegang kartu itu membukanya sendiri: recovery.card dari 'keygen --recovery', yang
                recovery.key-nya disimpan luring. Dengan beberapa, berkas dibagi: --threshold bagian mana pun mengembalikannya,
                dan kurang dari itu tidak memberi tahu apa pun.
                  kentongan-review keys backup --key agency.key --to recovery.card --out agency.backup
                  kentongan-review keys backup --key agency.key --to a.card --to b.card --to c.card --threshold 2 --out agency.backup
                """,
                """
                With one --to its holder opens it alone: recovery.card of 'keygen --recovery', whose recovery.key is kept
                offline. With several the file is split: any --threshold parts give it back, and fewer tell nothing.
                  kentongan-review keys backup --key agency.key --to recovery.card --out agency.backup
                  kentongan-review keys backup --key agency.key --to a.card --to b.card --to c.card --threshold 2 --out agency.backup
                """)(language))

        @Option(help: say("Berkas kunci yang dicadangkan.", "The key file to back up.", value: "F"))
        var key: String

        @Option(
            parsing: .singleValue,
            help: say(
                "agency.card atau recovery.card pemegang; boleh diulang.",
                "agency.card or recovery.card of a holder; may be repeated.", value: "CARD"))
        var to: [String]

        @Option(
            help: say(
                "Bagian yang mengembalikannya (bawaan: lebih dari separuh).",
                "Parts that give it back (default: more than half).", value: "K"), transform: whole(1...16))
        var threshold: Int?

        @Option(help: say("Berkas cadangan yang baru.", "New file for the backup.", value: "F"))
        var out: String

        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let made = try KeyBackingUp.write(
                key, to: to, threshold: threshold, out: out, random: System.random)
            common.terminal.answer(
                BackupWords.json(out, parts: made.parts, threshold: made.threshold),
                BackupWords.text(out, parts: made.parts, threshold: made.threshold, language))
        }
    }

    struct Recover: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Mengembalikan berkas kunci dari cadangannya.", "Bring a key file back from its backup.")(
                    language),
            discussion: Phrase(
                """
                Dengan recovery.key, atau dengan kunci cukup banyak pemegang. Pemegang yang jauh menyegel bagiannya kepada yang
                menggabungkan (--to), lalu menyerahkan berkas itu.
                  kentongan-review keys recover agency.backup --key recovery.key --out agency.key
                  kentongan-review keys recover agency.backup --key agency-b.key --to baru.card --out bagian-b
                  kentongan-review keys recover bagian-a bagian-b --key baru.key --out agency.key
                """,
                """
                With recovery.key, or with the keys of enough holders. A holder elsewhere seals their part to whoever puts them
                together (--to), and hands that file over.
                  kentongan-review keys recover agency.backup --key recovery.key --out agency.key
                  kentongan-review keys recover agency.backup --key agency-b.key --to new.card --out part-b
                  kentongan-review keys recover part-a part-b --key new.key --out agency.key
                """)(language))

        @Argument(
            help: say(
                "Cadangan, atau bagian dari para pemegang.", "The backup, or parts of its holders.",
                value: "FILE"))
        var files: [String]

        @Option(
            parsing: .singleValue,
            help: say(
                "recovery.key atau agency.key; boleh diulang.",
                "recovery.key or agency.key; may be repeated.",
                value: "F"))
        var key: [String]

        @Option(
            help: say(
                "Kartu orang yang menggabungkan: hanya menyerahkan bagian.",
                "Card of who puts them together: parts are passed on only.", value: "CARD"))
        var to: String?

        @Option(help: say("Berkas baru.", "New file.", value: "F"))
        var out: String

        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let recovery = try KeyRecovery(files, keys: key)
            if let to {
                let parts = try recovery.pass(to: to, out: out, random: System.random)
                common.terminal.answer(
                    ["parts": .integer(parts), "out": .string(out)],
                    BackupWords.passed(out, parts: parts, language))
                return
            }
            // Before anybody is asked for a new passphrase.
            _ = try recovery.text()
            let parts = try recovery.write(
                out, passphrase: try KeyPassphrases.shared.new(common.terminal), random: System.random)
            common.terminal.answer(
                ["key": .string(out), "parts": .integer(parts)], BackupWords.recovered(out, language))
        }
    }
}
