import ArgumentParser
import Console
import Foundation
import Options
import Review
import Verification
import Words

struct FiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Phrase(
            "Halaman angka bulanan dari catatan publik.", "A page of the monthly figures in the public log.")(
                language),
        discussion: Phrase(
            """
            Memeriksa catatan publik seperti siapa pun dapat memeriksanya, lalu menulis index.html (dua bahasa, tanpa skrip),
            data.csv, data.json dan recompute.py, yang menghitungnya ulang dari salinan catatan itu. Setiap angka menyebut
            apakah auditor sudah menandatanganinya atau baru diklaim pengelola.
              kentongan-review report --tiles public --vkey log.vkey --out angka
            Kode keluar: 0 baik, 1 catatan publik salah (tidak ada yang ditulis), 3 tidak semuanya dapat diperiksa.
            """,
            """
            Verifies the public log as anybody can, then writes index.html (both languages, no script), data.csv, data.json and
            recompute.py, which recomputes them from a copy of the log. Every figure says whether the auditor countersigned it
            or the operator alone claims it.
              kentongan-review report --tiles public --vkey log.vkey --out figures
            Exit codes: 0 fine, 1 the log is false (nothing is written), 3 not everything could be checked.
            """)(language))

    @OptionGroup var log: LogOptions

    @Option(help: say("Folder baru atau kosong.", "A folder that is new or empty.", value: "DIR"))
    var out: String

    @Option(
        help: say(
            "Bulan yang ditunjukkan; tanpa ini yang terbaru.", "The month to show; without it the newest.",
            value: "YYYY-MM"))
    var month: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let shown = try month.map { text throws(FiguresError) -> CalendarMonth in
            guard let month = CalendarMonth(iso: text) else { throw .notAMonth(text) }
            return month
        }
        guard let target = try log.target else { throw VerificationError.request(.notOneLog) }
        let progress = VerifyProgress.onTerminal()
        let run = FiguresRun(target, into: out, month: shown) { progress?.show(done: $0, size: $1) }
        let figures = try await run.run(now: System.now())
        progress?.finish()
        common.terminal.answer(figures.answer, figures.text(language, in: out))
        if !figures.isWhole { throw ExitCode(3) }
    }
}
