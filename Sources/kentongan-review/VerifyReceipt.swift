import ArgumentParser
import Console
import Options
import Verification
import Words

struct VerifyReceipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Memeriksa tanda terima tanpa jaringan.", "Check a receipt offline.")(language),
        discussion: Phrase(
            """
            Mesin yang sama seperti `kentongan receipt verify`. Kunci berasal dari satu pilihan ini:
              kentongan-review verify-receipt laporan.tlog-proof --site-descriptor site.descriptor --link site.link
              kentongan-review verify-receipt laporan.tlog-proof --policy saksi.policy
              kentongan-review verify-receipt laporan.tlog-proof --vkey log.vkey --witness a.vkey --witness b.vkey --quorum 2
            Kode keluar: 0 tercatat dan disaksikan; 3 tercatat, belum disaksikan; 1 ada yang salah; 65 bukan tanda terima.
            """,
            """
            The same engine as `kentongan receipt verify`. The keys come from one of these:
              kentongan-review verify-receipt report.tlog-proof --site-descriptor site.descriptor --link site.link
              kentongan-review verify-receipt report.tlog-proof --policy witnesses.policy
              kentongan-review verify-receipt report.tlog-proof --vkey log.vkey --witness a.vkey --witness b.vkey --quorum 2
            Exit codes: 0 recorded and witnessed; 3 recorded, not witnessed; 1 something is false; 65 no receipt.
            """)(language))

    @OptionGroup var receipt: ReceiptOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let check = try receipt.check()
        common.terminal.answer(check.json, check.text(language))
        if check.result != .ok { throw ExitCode(check.result.exitCode) }
    }
}
