import ArgumentParser
import Console
import Options
import Review
import Words

/// The keys of an agency that has joined a site.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Kunci kerja instansi di sebuah situs.", "An agency's working keys at a site.")(
            language),
        subcommands: [Renew.self, Replace.self, ChangePassphrase.self, Backup.self, Recover.self])

    struct Renew: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Mengganti kunci kerja dengan yang baru.",
                "Put new working keys in the place of the old ones.")(
                    language),
            discussion: Phrase(
                """
                Membuat kunci penerima dan kunci tindakan baru, menandatanganinya dengan kunci identitas, dan menyerahkannya
                kepada situs, yang mencatatnya pada epoch berikutnya. Berkas kunci diganti sebelum apa pun terkirim; kunci
                lama tetap di dalamnya, sehingga laporan lama masih terbuka. Bila terputus, jalankan lagi perintah yang sama.
                  kentongan-review keys renew --site site.link --key kunci/agency.key --identity /media/usb/identity.key
                """,
                """
                Makes a new recipient key and a new act key, signs them with the identity key, and hands them to the site,
                which logs them in its next epoch. The key file is replaced before anything leaves; old keys stay in it, so
                that old reports still open. If it breaks off, run the same command again.
                  kentongan-review keys renew --site site.link --key keys/agency.key --identity /media/usb/identity.key
                """)(language))

        @OptionGroup var agency: AgencyOptions

        @Option(help: say("Kunci identitas: identity.key.", "The identity key: identity.key.", value: "F"))
        var identity: String

        @Option(help: say("Hari berlakunya, 1 sampai 365.", "Days that they hold, 1 to 365.", value: "N"))
        var days = 90

        @Option(
            help: say(
                "Folder untuk agency.key baru; tanpa ini, berkas --key diganti.",
                "Folder for the new agency.key; without it the file of --key is replaced.", value: "DIR"))
        var out: String?

        @Option(
            parsing: .singleValue,
            help: say(
                "reviewer.pub seorang rekan, yang kunci tindakannya ikut diterbitkan; boleh diulang.",
                "reviewer.pub of a colleague, whose act key is published, too; may be repeated.", value: "F"))
        var reviewer: [String] = []

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let renewal = try KeysRenewal(
                keyFile: agency.key, identityFile: identity, days: days, out: out, reviewers: reviewer)
            let renewed = try await renewal.run(
                try agency.site.address(), now: System.now(), random: System.random)
            common.terminal.answer(renewed.json, renewed.text(language))
        }
    }
}
