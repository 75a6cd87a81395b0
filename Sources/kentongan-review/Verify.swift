import ArgumentParser
import Options
import Storage
import Console
import Foundation
import Verification
import Words

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Memeriksa seluruh log.", "Verify the whole log.")(language),
        discussion: Phrase(
            """
            Tanpa --key: rantai, pohon, tanda tangan. Dengan agency.key: juga setiap laporan untuk instansi itu dibuka.
            Dengan auditor.key: juga setiap catatan tersegel. Dengan --state, log yang dipendekkan atau diganti ketahuan.
            Kunci, instansi, saksi, atau auditor yang berubah sejak --state membuat hasilnya tidak lengkap (3), sampai
            --acknowledge. Dengan --cosign, yang sudah diperiksa ditandatangani sebagai saksi.
              kentongan-review verify --tiles public --vkey log.shown.vkey
            """,
            """
            Without --key: chain, tree, signatures. With agency.key: every report to that agency is opened as well.
            With auditor.key: every sealed record too. With --state a log that was cut short or exchanged shows.
            Keys, agencies, witnesses or an auditor that changed since --state make the result incomplete (3) until
            --acknowledge. With --cosign what was verified is signed as a witness.
              kentongan-review verify --tiles public --vkey log.shown.vkey
            """)(language))

    @OptionGroup var log: StoredLogOptions

    @Option(help: say("agency.key atau auditor.key.", "agency.key or auditor.key."))
    var key: String?

    @Option(
        help: say("Berkas yang mengingat pemeriksaan terakhir.", "File that remembers the last verification.")
    )
    var state: String?

    @Flag(
        help: say(
            "Hanya entri sejak --state; yang lama tidak dibaca lagi.",
            "Only entries since --state; old ones are not read again."))
    var onlyNew = false

    @Option(
        help: say(
            "Checkpoint yang terlihat di tempat lain; log harus cocok dengannya. Dapat diulang.",
            "A checkpoint that was seen elsewhere, which the log has to fit. Repeatable."))
    var checkpoint: [String] = []

    @Option(
        help: say(
            "Janji yang disimpan pelapor (--save-promise): ditepati? Dapat diulang.",
            "A promise that a source saved (--save-promise): was it kept? Repeatable."))
    var promise: [String] = []

    @Flag(
        help: say(
            "Tanda tangani sebagai saksi apa yang sudah diperiksa; memerlukan --key dan --state.",
            "Cosign as a witness what was verified; needs --key and --state."))
    var cosign = false

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var changes: ChangeOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard log.shown.tiles == nil || log.shown.vkey != nil else {
            throw ValidationError(Phrase("--tiles memerlukan --vkey.", "--tiles needs --vkey.")(language))
        }
        guard !cosign || key != nil && state != nil else {
            throw ValidationError(
                Phrase("--cosign memerlukan --key dan --state.", "--cosign needs --key and --state.")(
                    language))
        }
        guard log.shown.tiles == nil || key == nil || cosign else {
            throw ValidationError(
                Phrase(
                    "--key dengan --tiles hanya untuk --cosign.",
                    "--key with --tiles is for --cosign only: they hold no openings.")(
                        language))
        }
        guard !changes.acknowledge || state != nil else {
            throw ValidationError(ChangeOptions.needsState)
        }
        guard !onlyNew || state != nil else {
            throw ValidationError(
                Phrase("--only-new memerlukan --state.", "--only-new needs --state.")(language))
        }
    }

    func run() async throws {
        var request = VerifyRequest(try log.neededTarget(open: StoredLogSource.init))
        request.key = key
        request.state = state
        request.onlyNew = onlyNew
        request.cosigns = cosign
        request.acknowledges = changes.acknowledge
        request.seen = checkpoint
        request.promises = promise
        let progress = VerifyProgress.onTerminal()
        let answer = try await request.run(now: System.now()) { progress?.show(done: $0, size: $1) }
        progress?.finish()
        common.terminal.answer(answer.json, answer.text(language))
        if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
    }
}
