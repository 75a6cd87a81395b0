import ArgumentParser
import Cases
import Client
import Console

struct VerifyReceipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Memeriksa bukti pencatatan tanpa jaringan.", "Check a receipt offline.")(language),
        discussion: Phrase(
            """
            Mesin yang sama seperti `kentongan receipt verify`. Kunci berasal dari satu pilihan ini:
              kentongan-review verify-receipt laporan.tlog-proof --site-descriptor site.descriptor --link site.link
              kentongan-review verify-receipt laporan.tlog-proof --policy saksi.policy
              kentongan-review verify-receipt laporan.tlog-proof --vkey log.vkey --witness a.vkey --witness b.vkey --quorum 2
            Kode keluar: 0 tercatat dan disaksikan; 3 tercatat, tidak disaksikan; 1 ada yang salah; 65 bukan bukti.
            """,
            """
            The same engine as `kentongan receipt verify`. The keys come from one of these:
              kentongan-review verify-receipt report.tlog-proof --site-descriptor site.descriptor --link site.link
              kentongan-review verify-receipt report.tlog-proof --policy witnesses.policy
              kentongan-review verify-receipt report.tlog-proof --vkey log.vkey --witness a.vkey --witness b.vkey --quorum 2
            Exit codes: 0 recorded and witnessed; 3 recorded, not witnessed; 1 something is false; 65 no receipt.
            """)(language))

    @Argument(help: say("Berkas bukti (.tlog-proof).", "The receipt (.tlog-proof)."))
    var file: String

    @Option(
        help: say("Keterangan situs yang tersimpan.", "A saved site descriptor.", value: "f"))
    var siteDescriptor: String?

    @Option(
        help: say(
            "Tautan situs, yang sidik jarinya harus cocok.", "The site's link, whose fingerprint must fit."))
    var link: String?

    @Option(help: say("Berkas C2SP tlog-policy.", "A C2SP tlog-policy file."))
    var policy: String?

    @Option(help: say("Berkas kunci log (vkey).", "File with the log's vkey."))
    var vkey: String?

    @Option(
        parsing: .singleValue,
        help: say("Berkas kunci saksi; boleh diulang.", "File with a witness's vkey; may be repeated."))
    var witness: [String] = []

    @Option(
        help: say(
            "Banyaknya saksi yang harus ada (bawaan: semuanya).",
            "How many of the witnesses must be there (default: all)."))
    var quorum: Int?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let pins = try ReceiptPins(
            descriptor: siteDescriptor, link: link, policy: policy, logKey: vkey, witnesses: witness,
            quorum: quorum)
        let check = try ReceiptCheck(path: file, pins: pins)
        common.terminal.answer(check.json, check.text(language))
        if check.result != .ok { throw ExitCode(check.result.exitCode) }
    }
}
