import ArgumentParser
import Console
import Options
import Passphrases
import Primitives
import Review
import Verification
import Words

extension Keys {
    struct ChangePassphrase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "passphrase",
            abstract: Phrase(
                "Mengganti kata sandi sebuah berkas kunci.", "Change the passphrase of a key file.")(
                    language),
            discussion: Phrase(
                """
                Untuk berkas kunci mana pun, juga root.key dari 'kentongand init'. Berkas diganti dalam satu langkah.
                  kentongan-review keys passphrase --key root.key
                """,
                """
                For any key file, root.key of 'kentongand init' too. The file is replaced in one step.
                  kentongan-review keys passphrase --key root.key
                """)(language))

        @Option(help: say("Berkas kunci.", "The key file.", value: "F"))
        var key: String

        @Option(
            help: say(
                "Berkas dengan kata sandi baru; tanpa ini ditanya dua kali di terminal.",
                "File with the new passphrase; without it the terminal is asked twice.", value: "F|-"))
        var newPassphraseFile: String?

        @Flag(help: say("Tanpa perlindungan sejak sekarang.", "No protection from now on."))
        var remove = false

        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let protection = try KeyProtection(key)
            let new: Secret? =
                if remove {
                    nil
                } else {
                    try newPassphraseFile.map { try KeyPassphrases.read($0) } ?? asked()
                }
            try protection.set(new, random: System.random)
            common.terminal.answer(
                ["key": .string(key), "protected": .bool(new != nil)],
                new == nil
                    ? Phrase("\(key): tanpa perlindungan", "\(key): not protected")(language)
                    : Phrase("\(key): dilindungi kata sandi baru", "\(key): protected by the new passphrase")(
                        language))
        }

        private func asked() throws -> Secret {
            guard let typed = try KeyPassphrases(dialogue: { .system(language) }).new() else {
                throw Failure(
                    .usage,
                    Phrase(
                        "--new-passphrase-file: tanpa terminal tidak ada yang dapat ditanya; --remove melepas perlindungan",
                        "--new-passphrase-file: without a terminal nobody can be asked; --remove takes protection off"
                    ),
                    field: "--new-passphrase-file")
            }
            return typed
        }
    }
}
