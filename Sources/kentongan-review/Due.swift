import ArgumentParser
import CaseStore
import Console
import Foundation
import Review
import Sealing
import Verification
import Words

struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Apa yang jatuh tempo, dan kapan.", "What falls due, and when.")(language),
        discussion: Phrase(
            """
            Yang melewati tenggat dahulu, lalu menurut tanggal. Kode keluar 1 bila ada yang melewati tenggat, selain itu 0.
              kentongan-review due --store perkara
            """,
            """
            What is overdue first, then by date. Exit code 1 where something is overdue, else 0.
              kentongan-review due --store cases
            """)(language))

    @OptionGroup var calendar: CalendarOption
    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let calendar = try calendar.read()
        var all: ReviewList
        if let opened = try origin.opened(for: "due") {
            defer { opened.store.close() }
            all = try ReviewList.read(opened.store, now: System.now())
        } else {
            let (session, keys) = try await origin.session(for: "due")
            all = try await ReviewList.fetch(session, key: keys, now: System.now())
            await session.close()
        }
        all.calendar = calendar
        for warning in all.warnings(language) { common.terminal.note(warning) }
        let due = DueList(all)
        common.terminal.answer(due.json, due.text(language))
        if due.overdue > 0 || !all.isWhole { throw ExitCode(1) }
    }
}
