import ArgumentParser
import CaseStore
import Cases
import Console
import Review
import Wire
import Words

struct Label: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Label instansi sendiri pada satu laporan.", "The agency's own labels on a report.")(
            language),
        discussion: Phrase(
            """
            Label hanya ada di simpanan ini dan tidak dilihat siapa pun di luar.
              kentongan-review label 1a2b3c4d --store perkara --add mendesak --remove baru
            """,
            """
            Labels are in this store alone, and nobody outside sees them.
              kentongan-review label 1a2b3c4d --store cases --add urgent --remove new
            """)(language))

    @OptionGroup var report: CaseArgument

    @Option(parsing: .singleValue, help: say("Tambahkan; dapat diulang.", "Add; repeatable.", value: "X"))
    var add: [String] = []

    @Option(parsing: .singleValue, help: say("Hapus; dapat diulang.", "Remove; repeatable.", value: "X"))
    var remove: [String] = []

    @OptionGroup var origin: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let opened = try origin.opened(for: "label")
        defer { opened.store.close() }
        let file = try opened.label(report.id, add: add, remove: remove)
        let labels = file.labels
        common.terminal.answer(
            ["id": JSON(file.id), "labels": .array(labels.map { .string($0) })],
            "\(file.id.hex.prefix(16)): \(labels.isEmpty ? "-" : plain(labels.joined(separator: ", ")))")
    }
}
