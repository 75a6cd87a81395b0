import ArgumentParser
import CaseStore
import Console
import Foundation
import Review
import Sealing
import Verification
import Words

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menampilkan satu laporan dengan riwayatnya.", "Show one report with all that came after it.")(
                language),
        discussion: Phrase(
            """
            Isi laporan, bukti, tindakan semua instansi, percakapan dan catatan; tidak ada berkas yang ditulis. Dengan --store
            laporan ditandai sudah dibaca.
              kentongan-review show 1a2b3c4d --store perkara
            """,
            """
            What the report tells, the evidence, the acts of all agencies, the conversation and the notes; no file is written.
            With --store the report counts as read.
              kentongan-review show 1a2b3c4d --store cases
            """)(language))

    @OptionGroup var report: CaseArgument

    @OptionGroup var calendar: CalendarOption
    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let calendar = try calendar.read()
        let view: CaseView
        if let opened = try origin.opened(for: "show") {
            defer { opened.store.close() }
            view = try ReviewShow.run(report.id, store: opened, calendar: calendar, now: System.now())
        } else {
            let (session, keys) = try await origin.session(for: "show")
            view = try await ReviewShow.run(
                report.id, session: session, key: keys, calendar: calendar, now: System.now())
            await session.close()
        }
        common.terminal.answer(view.json, view.text(language))
        if !view.isWhole { throw ExitCode(1) }
    }
}
