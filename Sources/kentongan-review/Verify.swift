import ArgumentParser
import Cases
import Client
import Console
import Foundation

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Memeriksa seluruh log.", "Verify the whole log.")(language),
        discussion: Phrase(
            """
            Tanpa --key: rantai, pohon, tanda tangan. Dengan agency.key: juga setiap laporan untuk instansi itu dibuka.
            Dengan auditor.key: juga setiap catatan tersegel. Dengan --state, log yang dipendekkan atau diganti ketahuan.
            Dengan --cosign, yang telah diperiksa ditandatangani sebagai saksi.
              kentongan-review verify --tiles public --vkey log.vkey
            """,
            """
            Without --key: chain, tree, signatures. With agency.key: every report to that agency is opened as well.
            With auditor.key: every sealed record too. With --state a log that was cut short or exchanged shows.
            With --cosign what was verified is signed as a witness.
              kentongan-review verify --tiles public --vkey log.vkey
            """)(language))

    @Option(
        help: say(
            "Tautan situs, atau berkas yang berisi tautan itu.", "The site's link, or a file that holds it."))
    var site: String?

    @Option(
        help: say("Folder data kentongand, atau salinannya.", "A data directory of kentongand, or a copy."))
    var data: String?

    @Option(help: say("Folder ubin C2SP.", "A directory of C2SP tiles."))
    var tiles: String?

    @Option(
        help: say(
            "Berkas kunci log (vkey); wajib dengan --tiles.", "File with the log's vkey; needed with --tiles."
        ))
    var vkey: String?

    @Option(
        help: say(
            "Tautan yang sidik jarinya harus cocok, dengan --data atau --tiles.",
            "A link whose fingerprint must fit, with --data or --tiles."))
    var link: String?

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
            "Tanda tangani sebagai saksi apa yang telah diperiksa; memerlukan --key dan --state.",
            "Cosign as a witness what was verified; needs --key and --state."))
    var cosign = false

    @Option(help: say("Lewat proksi: socks5://127.0.0.1:9050", "Through a proxy: socks5://127.0.0.1:9050"))
    var proxy: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [site, data, tiles].compactMap(\.self).count == 1 else {
            throw ValidationError(
                Phrase("Berikan satu dari --site, --data, --tiles.", "Give one of --site, --data, --tiles.")(
                    language))
        }
        guard tiles == nil || vkey != nil else {
            throw ValidationError(Phrase("--tiles memerlukan --vkey.", "--tiles needs --vkey.")(language))
        }
        guard !cosign || key != nil && state != nil else {
            throw ValidationError(
                Phrase("--cosign memerlukan --key dan --state.", "--cosign needs --key and --state.")(
                    language))
        }
        guard tiles == nil || key == nil || cosign else {
            throw ValidationError(
                Phrase(
                    "--key dengan --tiles hanya untuk --cosign.",
                    "--key with --tiles is for --cosign only: they hold no openings.")(
                        language))
        }
        guard !onlyNew || state != nil else {
            throw ValidationError(
                Phrase("--only-new memerlukan --state.", "--only-new needs --state.")(language))
        }
        guard site == nil || vkey == nil && link == nil else {
            throw ValidationError(
                Phrase("--vkey dan --link tidak untuk --site.", "--vkey and --link are not for --site.")(
                    language))
        }
    }

    func run() async throws {
        var request = VerifyRequest(try target)
        request.key = key
        request.logKey = vkey
        request.link = link
        request.state = state
        request.onlyNew = onlyNew
        request.cosigns = cosign
        request.seen = checkpoint
        request.promises = promise
        let progress = VerifyProgress.onTerminal()
        let answer = try await request.run(now: System.now()) { progress?.show(done: $0, size: $1) }
        progress?.finish()
        common.terminal.answer(answer.json, answer.text(language))
        if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
    }

    private var target: LogSourceTarget {
        get throws(Failure) {
            if let data { return .data(data) }
            if let tiles { return .tiles(tiles) }
            return .site(try SiteAddress(site: site ?? "", proxy: proxy))
        }
    }
}
