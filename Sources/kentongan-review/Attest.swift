import ArgumentParser
import Console
import Foundation
import Options
import Review
import Words

struct Attest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Auditor: memeriksa semuanya, lalu menyatakannya.", "The auditor: verify everything, then say so."
        )(
            language),
        discussion: Phrase(
            """
            Memeriksa seluruh log dengan auditor.key. Hanya bila semuanya baik: pernyataan terbuka "semua terhitung
            hingga entri N", laporan tersegel kepada setiap instansi, dan tanda tangan saksi. Jalankan tiap epoch.
              kentongan-review attest --site site.link --key auditor.key --state auditor.state --yes
            """,
            """
            Verifies the whole log with auditor.key. Only if all is well: the public word "all accounted for through
            entry N", a sealed account to each agency, and a witness's cosignature. Run it once an epoch.
              kentongan-review attest --site site.link --key auditor.key --state auditor.state --yes
            """)(language))

    @OptionGroup var site: SiteOptions

    @Option(help: say("Berkas kunci: auditor.key.", "Key file: auditor.key."))
    var key: String

    @Option(
        help: say("Berkas yang mengingat pemeriksaan terakhir.", "File that remembers the last verification.")
    )
    var state: String

    @Flag(
        help: say(
            "Hanya entri sejak --state; yang lama tidak dibaca lagi.",
            "Only entries since --state; old ones are not read again."))
    var onlyNew = false

    @Flag(help: say("Jangan bertanya dahulu.", "Do not ask first."))
    var yes = false

    @Flag(help: say("Jangan menandatangani sebagai saksi.", "Do not cosign as a witness."))
    var noCosign = false

    @Option(
        help: say(
            "Daftar nomor laporan uji, satu per baris; yang bulannya berakhir disebutkan di catatan publik.",
            "List of ids of reports that were tests, one a line; those of months that are over are named in the log.",
            value: "F|-"))
    var tests: String?

    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var changes: ChangeOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let progress = VerifyProgress.onTerminal()
        let run = AttestRun(
            keyFile: key, state: state, onlyNew: onlyNew, asksFirst: !yes, cosigns: !noCosign,
            acknowledges: changes.acknowledge, tests: try tests.map { try TestsToName.read($0) },
            environment: .system(language)
        ) {
            progress?.show(done: $0, size: $1)
        }
        let answer = try await run.run(try site.address()) { progress?.finish() }
        common.terminal.answer(answer.json, answer.text(language))
        if answer.exitCode != 0 { throw ExitCode(answer.exitCode) }
    }
}
