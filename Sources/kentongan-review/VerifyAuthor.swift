import ArgumentParser
import CaseStore
import Console
import Review
import Verification
import Words

struct VerifyAuthor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Memeriksa apakah sebuah pernyataan ditulis oleh pelapor.",
            "Check whether a report's source wrote a statement.")(language),
        discussion: Phrase(
            """
            Berkasnya dibuat pelapor dengan `kentongan prove`. Kunci penulis ada di dalam laporan, jadi hanya instansi yang
            dapat membacanya yang dapat memeriksa, dan tidak seorang pun selain pelapor yang dapat membuatnya.
              kentongan-review verify-author kepenulisan.txt --report 1a2b3c4d --site site.link --key agency.key
            Kode keluar: 0 benar, 1 bukan penulis laporan itu.
            """,
            """
            The source made the file with `kentongan prove`. The author key stands inside the report, so that only an agency
            that can read it can check this, and nobody but the source can make it.
              kentongan-review verify-author authorship.txt --report 1a2b3c4d --site site.link --key agency.key
            Exit codes: 0 true, 1 not that report's author.
            """)(language))

    @Argument(
        help: say(
            "Berkas kepenulisan, atau - untuk masukan standar.", "The proof, or - for standard input.",
            value: "FILE"))
    var file: String

    @Option(
        help: say(
            "Awal id laporan, paling sedikit 8 digit.",
            "The beginning of the report's id, at least 8 digits.",
            value: "ID"))
    var report: String

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let proof = try AuthorshipCheck.read(file)
        let check: AuthorshipCheck
        if let opened = try origin.opened(for: "verify-author") {
            defer { opened.store.close() }
            check = try AuthorshipCheck.run(proof, report: report, store: opened)
        } else {
            let (session, keys) = try await origin.session(for: "verify-author")
            check = try await AuthorshipCheck.run(proof, report: report, session: session, key: keys)
            await session.close()
        }
        common.terminal.answer(check.json, check.text(language))
        if check.fault != nil { throw ExitCode(1) }
    }
}
