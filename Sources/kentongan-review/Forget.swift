import ArgumentParser
import CaseStore
import Cases
import Console
import Review
import Wire
import Words

struct Forget: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menghapus isi satu laporan dari simpanan ini.", "Remove a report's payload from this store.")(
                language),
        discussion: Phrase(
            """
            Kunci laporan itu di simpanan ini dihapus, dan dengan itu isi, bukti, percakapan, alasan dan labelnya. Catatan di log
            tetap ada. Salinan di situs dan di tempat lain tidak tersentuh.
              kentongan-review forget 1a2b3c4d --store perkara --yes
            """,
            """
            The case's key in this store is deleted, and with it what the report tells, its evidence, conversation, reasons and
            labels. What the log says of it stays. Copies at the site and elsewhere are not touched.
              kentongan-review forget 1a2b3c4d --store cases --yes
            """)(language))

    @OptionGroup var report: CaseArgument

    @Flag(help: say("Ya, hapus.", "Yes, remove it."))
    var yes = false

    @OptionGroup var origin: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard yes else {
            throw ValidationError(
                Phrase(
                    "Yang dihapus tidak dapat dikembalikan; ulangi dengan --yes.",
                    "What is removed cannot be brought back; run it again with --yes.")(language))
        }
    }

    func run() throws {
        let opened = try origin.opened(for: "forget")
        defer { opened.store.close() }
        let file = try opened.provenFile(report.id)
        try opened.store.forget(file.id)
        common.terminal.answer(
            ["id": JSON(file.id), "forgotten": true],
            Phrase(
                "Isi laporan \(file.id.hex.prefix(16)) dihapus dari simpanan ini.",
                "The payload of report \(file.id.hex.prefix(16)) was removed from this store.")(language))
    }
}
