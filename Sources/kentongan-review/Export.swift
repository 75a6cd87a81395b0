import ArgumentParser
import CaseStore
import Console
import Foundation
import Review
import Sealing
import Verification
import Words

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menulis satu laporan sebagai halaman dan PDF untuk arsip, atau lembar untuk pemeriksaan.",
            "Write a case as a page and a PDF to file, or a sheet for the hearing.")(language),
        discussion: Phrase(
            """
            case.html dan case.pdf memuat laporan menurut urutan formulir: siapa, apa, kapan, di mana, bukti, saksi, lalu
            penanganannya dengan bukti pencatatan. Rahasia; jangan diperlihatkan kepada terlapor.
              kentongan-review export 1a2b3c4d --site site.link --key agency.key --out berkas-1
            Untuk pemeriksaan: --redacted menulis lembar yang hanya memuat kata-kata Anda sendiri. Tidak satu pun dari
            pelapor masuk ke dalamnya; yang tidak Anda isi menjadi garis kosong.
              kentongan-review export 1a2b3c4d --site site.link --key agency.key --out lembar-1 --redacted \\
                --hearing 12/2024 --subject terlapor.txt --wording pokok.txt
            Tanpa Chromium hanya case.html yang ditulis, dan kode keluar 3.
            """,
            """
            case.html and case.pdf hold the report in the order of the form: who, what, when, where, evidence, witnesses, then
            how it was handled, with proofs. Confidential; never show it to the person reported.
              kentongan-review export 1a2b3c4d --site site.link --key agency.key --out case-1
            For the hearing: --redacted writes a sheet that holds your own words alone. Nothing of the source gets into it;
            what you leave out becomes empty lines.
              kentongan-review export 1a2b3c4d --site site.link --key agency.key --out sheet-1 --redacted \\
                --hearing 12/2024 --subject subject.txt --wording matter.txt
            Without Chromium only case.html is written, and the exit code is 3.
            """)(language))

    @OptionGroup var report: CaseArgument

    @Option(help: say("Folder baru atau kosong.", "A folder that is new or empty."))
    var out: String

    @Flag(
        help: say(
            "Lembar untuk pemeriksaan: hanya kata-kata Anda sendiri.",
            "The sheet for a hearing: your own words alone."))
    var redacted = false

    @Option(
        help: say(
            "Nomor pemeriksaan dari instansi Anda; bukan nomor laporan.",
            "Your agency's number of the hearing; not the report's.", value: "N"))
    var hearing: String?

    @Option(
        help: say(
            "Berkas: siapa yang diperiksa, dengan kata-kata Anda; - untuk masukan standar.",
            "File: who is heard, in your words; - for standard input.", value: "F"))
    var subject: String?

    @Option(
        help: say(
            "Berkas: pokok pemeriksaan, dengan kata-kata Anda; - untuk masukan standar.",
            "File: what it is about, in your words; - for standard input.", value: "F"))
    var wording: String?

    @Flag(help: say("Hanya case.html.", "Only case.html."))
    var noPdf = false

    @Option(
        help: say(
            "Kalender pemilihan sendiri (TOML), untuk tahap pemilihan.",
            "Your own calendar of elections (TOML), for the stage of the election."))
    var calendar: String?

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let request = CaseExport.Request(
            id: report.id, path: out, language: language, calendar: calendar, hearing: try words,
            searchPath: noPdf ? nil : ProcessInfo.processInfo.environment["PATH"] ?? "")
        let export: CaseExport
        if let opened = try origin.opened(for: "export") {
            defer { opened.store.close() }
            export = try CaseExport.run(request, store: opened, random: System.random)
        } else {
            let (session, keys) = try await origin.session(for: "export")
            export = try await CaseExport.run(
                request, session: session, key: keys, now: System.now(), random: System.random)
            await session.close()
        }
        if let warning = export.received.warning { common.terminal.note(warning(language)) }
        for warning in export.warnings(language) { common.terminal.note(warning) }
        common.terminal.answer(export.json, export.text(language))
        if !export.isWhole { throw ExitCode(1) }
        if export.problem != nil { throw ExitCode(3) }
    }

    /// Nil for the case itself.
    private var words: CaseExport.Hearing? {
        get throws {
            guard !redacted else {
                return try CaseExport.Hearing(number: hearing, subject: subject, wording: wording)
            }
            let given: [(ExportError.Text, String?)] = [
                (.hearing, hearing), (.subject, subject), (.wording, wording),
            ]
            for (text, value) in given where value != nil { throw ExportError.onlyRedacted(text) }
            return nil
        }
    }
}
