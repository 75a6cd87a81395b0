import ArgumentParser
import CaseStore
import Console
import Foundation
import Review
import Sealing
import Verification
import Wire
import Words

struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Daftar laporan untuk instansi ini.", "List the reports for this agency.")(language),
        discussion: Phrase(
            """
            Menurut tenggat, yang terdekat dahulu. Tanda * : ada yang belum dibaca (hanya dengan --store).
              kentongan-review list --store perkara --overdue
              kentongan-review list --store perkara --state examination --columns id,due,assigned
            """,
            """
            By the last day of the time limit, the next one first. A * marks what nobody has read (with --store only).
              kentongan-review list --store cases --overdue
              kentongan-review list --store cases --state examination --columns id,due,assigned
            """)(language))

    @Option(
        parsing: .singleValue,
        help: say("Hanya status ini; dapat diulang.", "Only this state; repeatable.", value: "S"))
    var state: [String] = []

    @Option(
        parsing: .singleValue,
        help: say("Hanya kategori ini; dapat diulang.", "Only this category; repeatable.", value: "C"))
    var category: [String] = []

    @Option(
        help: say(
            "Hanya yang tenggatnya sebelum hari ini: TTTT-BB-HH.",
            "Only what is due before this day: YYYY-MM-DD.", value: "DATE"))
    var dueBefore: String?

    @Flag(help: say("Hanya yang melewati tenggat.", "Only what is overdue."))
    var overdue = false

    @Option(
        parsing: .singleValue,
        help: say(
            "Hanya yang berlabel ini; dapat diulang.", "Only what has this label; repeatable.", value: "X"))
    var label: [String] = []

    @Flag(help: say("Hanya yang belum dibaca.", "Only what nobody has read."))
    var unread = false

    @Option(
        help: say(
            "Kolom, dipisah koma: \(ListColumn.allCases.map(\.rawValue).joined(separator: ",")).",
            "Columns, separated by commas: \(ListColumn.allCases.map(\.rawValue).joined(separator: ",")).",
            value: "A,B"))
    var columns: String?

    @OptionGroup var calendar: CalendarOption
    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (filter, columns, calendar) = (try filter(), try chosen(), try calendar.read())
        var all: ReviewList
        if let opened = try origin.opened(for: "list") {
            defer { opened.store.close() }
            all = try ReviewList.read(opened.store, now: System.now())
        } else {
            let (session, keys) = try await origin.session(for: "list")
            all = try await ReviewList.fetch(session, key: keys, now: System.now())
            await session.close()
        }
        all.calendar = calendar
        for warning in all.warnings(language) { common.terminal.note(warning) }
        let list = filter.apply(all)
        common.terminal.answer(list.json, list.text(language, columns: columns))
        if !all.isWhole { throw ExitCode(1) }
    }

    private func filter() throws -> ListFilter {
        var filter = ListFilter()
        filter.states = try state.map { name in
            guard let state = CaseState(name: name) else { throw Self.unknown(.usage, "--state", name) }
            return state
        }
        filter.categories = try category.map { name in
            guard let category = Category(name: name) else { throw Self.unknown(.usage, "--category", name) }
            return category
        }
        filter.dueBefore = try dueBefore.map { text in
            guard let day = Wire.Date(iso: text) else { throw Self.unknown(.usage, "--due-before", text) }
            return day
        }
        (filter.isOverdue, filter.labels, filter.isUnread) = (overdue, label, unread)
        return filter
    }

    private func chosen() throws -> [ListColumn] {
        guard let columns else { return ListColumn.usual }
        return try columns.split(separator: ",").map { name in
            guard let column = ListColumn(rawValue: String(name)) else {
                throw Self.unknown(.usage, "--columns", String(name))
            }
            return column
        }
    }

    private static func unknown(_ kind: Failure.Kind, _ option: String, _ value: String) -> Failure {
        Failure(
            kind,
            Phrase("\(option): '\(plain(value))' tidak dikenal", "\(option): '\(plain(value))' is not known"),
            field: option)
    }
}
