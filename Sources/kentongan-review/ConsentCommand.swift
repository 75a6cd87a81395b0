import ArgumentParser
import Console
import Review
import Sealing
import Verification
import Words

struct ConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: Phrase(
            "Menyetujui penghapusan dini isi satu laporan di situs.",
            "Consent to the early erasure of a report's content at the site.")(language),
        discussion: Phrase(
            """
            Instansi mengambil, memeriksa, dan membuka laporan dengan semua yang menyusul, lalu menandatangani persetujuan
            untuk tiap bagian yang sudah 30 hari tercatat. Situs menghapus isi tersegel itu hanya bila semua instansi laporan
            menyetujuinya; catatannya tetap ada. Tidak dapat dibatalkan: simpan dahulu salinan dengan open.
              kentongan-review consent 1a2b3c4d --site site.link --key agency.key
            Dengan --store situs simpanan itu yang ditanya.
            """,
            """
            The agency fetches, proves and opens the report with all that came behind it, and signs its consent to each part
            that has been recorded for 30 days. The site erases that sealed content only where every agency of the report
            consents; the record stays. It cannot be undone: keep a copy with open first.
              kentongan-review consent 1a2b3c4d --site site.link --key agency.key
            With --store the store's site is asked.
            """)(language))

    @OptionGroup var report: CaseArgument

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (session, keys) = try await origin.session(for: "consent")
        let consent = try await ReviewConsent.run(report.id, session: session, key: keys)
        await session.close()
        common.terminal.answer(consent.json, consent.text(language))
        if !consent.unread.isEmpty { throw ExitCode(1) }
        if consent.given.isEmpty, !consent.early.isEmpty { throw ExitCode(75) }
    }
}
