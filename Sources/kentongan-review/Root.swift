import ArgumentParser
import Console
import Options
import Review
import Words

/// What the holder of the root key does.
struct Root: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Pemegang kunci akar: menandatangani keterangan situs.",
            "The root key's holder: sign a site's description.")(
                language), subcommands: [Sign.self])

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Membaca apa yang berubah, lalu menandatanganinya, di mesin luring.",
                "Read what changes, then sign it, on an offline machine.")(language),
            discussion: Phrase(
                """
                Jaringan tidak dipakai. Memperlihatkan siapa yang masuk, keluar dan berganti kunci, tanggal dan peringatan,
                lalu bertanya. Hanya kunci akar situs itu yang dapat menandatangani. Draf ditulis kembali di tempatnya.
                  kentongan-review root sign situs.draft --root-key /media/usb/root.key --last terakhir.draft
                """,
                """
                No network is used. Shows who joins, leaves and changes keys, dates and warnings, then asks. Only that site's
                root key can sign. The draft is written back in its place.
                  kentongan-review root sign site.draft --root-key /media/usb/root.key --last last.draft
                """)(language))

        @Argument(
            help: say(
                "Draf dari 'kentongand site draft'.", "The draft of 'kentongand site draft'.", value: "F"))
        var draft: String

        @Option(help: say("Kunci akar situs.", "The site's root key.", value: "K"))
        var rootKey: String

        @Option(
            help: say(
                "Yang terakhir ditandatangani, draf atau site.descriptor: draf ini harus berawal darinya.",
                "What was signed last, a draft or site.descriptor: this draft has to start from it.",
                value: "F"))
        var last: String?

        @Option(
            help: say(
                "Berkas baru; tanpa ini draf diganti.", "New file; without it the draft is replaced.",
                value: "F"))
        var out: String?

        @Flag(help: say("Tanpa bertanya.", "Without asking."))
        var yes = false

        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let signing = try RootSigning(draft, rootKey: rootKey, last: last, now: System.now())
            if !yes { try signing.confirm(by: .system(language)) }
            let (signed, path) = try signing.sign(to: out)
            common.terminal.answer(RootSigning.json(signed), RootSigning.text(signed, path, language))
        }
    }
}

struct Endorse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Kunci lama mengesahkan kunci yang menggantikannya.",
            "An old key endorses the one that takes its place.")(
                language),
        discussion: Phrase(
            """
            Jaringan tidak dipakai. Kunci lama: identity.key instansi, atau auditor.key auditor yang berganti.
              kentongan-review endorse --key identity.key --card baru/agency.card --out bkpsdm.endorsement
              kentongan-review endorse --key auditor.key --card auditor.card --origin kentongan.contoh.id --out auditor.endorsement
            """,
            """
            No network is used. The old key: an agency's identity.key, or the auditor.key of an auditor who is replaced.
              kentongan-review endorse --key identity.key --card new/agency.card --out bkpsdm.endorsement
              kentongan-review endorse --key auditor.key --card auditor.card --origin kentongan.example.org --out auditor.endorsement
            """)(language))

    @Option(
        help: say(
            "Kunci lama: identity.key atau auditor.key.", "The old key: identity.key or auditor.key.",
            value: "F"))
    var key: String

    @Option(help: say("Kartu dengan kunci yang baru.", "The card with the new key.", value: "CARD"))
    var card: String

    @Option(
        help: say(
            "Nama log, bila kartu tidak menyebutnya.", "The log's name, where the card names none.",
            value: "NAME"))
    var origin: String?

    @Option(help: say("Berkas baru.", "New file.", value: "F"))
    var out: String

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let text = try Endorsing(keyFile: key).text(card: card, origin: origin)
        try Endorsing.write(text, to: out)
        common.terminal.answer(EndorsementWords.json(out), EndorsementWords.text(out, language))
    }
}
