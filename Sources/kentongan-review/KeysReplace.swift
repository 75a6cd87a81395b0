import ArgumentParser
import Console
import Options
import Passphrases
import Review
import Words

extension Keys {
    struct Replace: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Membuat identitas baru untuk instansi yang sudah ada di sebuah situs.",
                "Make a new identity for an agency that is at a site already.")(language),
            discussion: Phrase(
                """
                Bila identity.key hilang atau diketahui orang lain. Tidak ada yang dikirim: agency.card baru diserahkan kepada
                pengelola situs. Dengan --identity, kunci lama mengesahkan yang baru (agency.endorsement); tanpa itu perubahan
                baru pasti tujuh hari setelah terbit. Dengan --key, kunci lama tetap ada dalam agency.key baru, sehingga laporan
                lama masih terbuka.
                """,
                """
                Where identity.key is lost, or known to others. Nothing is sent: the new agency.card goes to the site's
                operator. With --identity the old key endorses the new one (agency.endorsement); without it the change is
                settled seven days after it is published. With --key the old keys stay in the new agency.key, so that old
                reports still open.
                """)(language))

        @OptionGroup var site: SiteOptions

        @Option(help: say("Kode instansi.", "The agency's code.", value: "CODE"))
        var agency: String

        @Option(
            help: say(
                "agency.key yang lama, bila masih ada.", "The old agency.key, where it is there.", value: "F")
        )
        var key: String?

        @Option(
            help: say(
                "identity.key yang lama, bila masih ada.", "The old identity.key, where it is there.",
                value: "F"))
        var identity: String?

        @Option(
            help: say(
                "Hari berlakunya kunci kerja, 1 sampai 365.", "Days that the working keys hold, 1 to 365.",
                value: "N"))
        var days = 365

        @Option(help: say("Folder untuk berkas baru.", "Folder for the new files.", value: "DIR"))
        var out: String

        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let replacement = try IdentityReplacement(
                code: agency, keyFile: key, identityFile: identity, days: days)
            let secret = key == nil ? try KeyPassphrases.shared.new(common.terminal) : nil
            let made = try await replacement.create(
                in: out, try site.address(), passphrase: secret, now: System.now(), random: System.random)
            common.terminal.answer(made.json, made.text(language))
        }
    }
}
