import ArgumentParser
import Cases
import Client
import Console
import Foundation

struct CheckPromise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menilai janji yang tersimpan: menunggu, ditepati, atau dilanggar.",
            "Judge a saved promise: pending, kept, or broken.")(language),
        discussion: Phrase(
            """
              kentongan-monitor check-promise janji --site site.link
              kentongan-monitor check-promise janji --tiles DIR --vkey log.vkey --link site.link
              kentongan-monitor check-promise janji.evidence --link site.link
            Kode keluar: 0 menunggu atau ditepati; 2 dilanggar, atau bukti pelanggaran yang berlaku; 3 tidak dapat dinilai.
            """,
            """
              kentongan-monitor check-promise promise --site site.link
              kentongan-monitor check-promise promise --tiles DIR --vkey log.vkey --link site.link
              kentongan-monitor check-promise promise.evidence --link site.link
            Exit codes: 0 pending or kept; 2 broken, or evidence that holds; 3 cannot be judged.
            """)(language))

    @Argument(
        help: say("Janji, atau bukti bahwa janji dilanggar.", "A promise, or evidence of a broken one."))
    var file: String

    @Option(
        help: say(
            "Tautan situs, atau berkas yang berisi tautan itu.", "The site's link, or a file that holds it."))
    var site: String?

    @Option(
        help: say("Folder data kentongand, atau salinannya.", "A data directory of kentongand, or a copy."))
    var data: String?

    @Option(help: say("Folder ubin C2SP.", "A directory of C2SP tiles."))
    var tiles: String?

    @Option(help: say("Berkas kunci log (vkey), dengan --tiles.", "File with the log's vkey, with --tiles."))
    var vkey: String?

    @Option(
        help: say(
            "Tautan yang sidik jarinya harus cocok, dengan --tiles atau untuk bukti.",
            "A link whose fingerprint must fit, with --tiles or for evidence."))
    var link: String?

    @Option(
        help: say(
            "Berkas baru untuk bukti pelanggaran (bawaan: FILE.evidence).",
            "New file for evidence of a broken promise (default: FILE.evidence)."))
    var evidence: String?

    @Option(help: say("Lewat proksi: socks5://127.0.0.1:9050", "Through a proxy: socks5://127.0.0.1:9050"))
    var proxy: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard [site, data, tiles].compactMap(\.self).count <= 1 else {
            throw ValidationError(
                Phrase("Berikan satu dari --site, --data, --tiles.", "Give one of --site, --data, --tiles.")(
                    language))
        }
        guard tiles != nil || vkey == nil else {
            throw ValidationError(Phrase("--vkey untuk --tiles.", "--vkey is for --tiles.")(language))
        }
    }

    /// Judges, says so, and gives the exit code.
    func status() async -> Int32 {
        let outcome: (output: MonitorOutput, json: JSON)
        do { outcome = try await check() } catch {
            // Whoever is at fault: nothing is known of the promise.
            let output = MonitorOutput(.unknown, error.message)
            outcome = (output, output.json)
        }
        print(common.json ? outcome.json.text : outcome.output.line)
        return outcome.output.status.rawValue
    }

    private func check() async throws(Failure) -> (MonitorOutput, JSON) {
        let verification = PromiseVerification(
            path: file, source: try source(), link: link, evidence: evidence)
        let (verdict, written, unwritten) = try await verification.run(now: System.now())
        if let unwritten { common.terminal.note(plain(unwritten.message)) }
        let output = MonitorOutput(verdict, evidence: written, language: language)
        return (output, output.json(verdict.json(evidence: written)))
    }

    private func source() throws(Failure) -> PromiseSource? {
        if let tiles { return .tiles(tiles, logKey: vkey, link: link) }
        if let data { return .data(data) }
        guard let site else { return nil }
        return .site(try SiteAddress(site: site, proxy: proxy))
    }
}
