import ArgumentParser
import Console
import Review
import Sealing
import Verification
import Words

struct OpenIdentity: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Membuka identitas yang diberikan pelapor; dua orang menandatanganinya.",
            "Open the identity that a source gave; two people sign.")(language),
        discussion: Phrase(
            """
            Pelapor memberikannya dengan `kentongan reveal`, kepada satu instansi. Pembukaannya adalah tindakan yang
            ditandatangani dua kunci tindakan instansi ini, tercatat, dan terlihat oleh pelapor. Siapa pun yang memegang
            kunci penerima dapat membukanya dengan paksa; program ini tidak melakukannya.
              kentongan-review open-identity 1a2b3c4d --site site.link --key agency.key --second reviewer.key --out nama.txt
            Dengan --store situs simpanan itu yang ditanya.
            """,
            """
            The source gave it by `kentongan reveal`, to one agency. Opening it is an act that two act keys of this agency
            sign, recorded, and seen by the source. Whoever holds the recipient key could open it by force; this program
            does not.
              kentongan-review open-identity 1a2b3c4d --site site.link --key agency.key --second reviewer.key --out name.txt
            With --store the store's site is asked.
            """)(language))

    @OptionGroup var report: CaseArgument

    @Option(
        help: say(
            "Kunci tindakan orang kedua: reviewer.key, atau agency.key lain.",
            "The second person's act key: reviewer.key, or another agency.key.", value: "F"))
    var second: String?

    @Option(
        help: say(
            "Berkas baru untuk identitas; hanya pemiliknya yang dapat membacanya.",
            "New file for the identity; only its owner can read it.", value: "F"))
    var out: String

    @OptionGroup var origin: CaseOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (session, keys) = try await origin.session(for: "open-identity")
        let key = try second.map { try SecondKey.read($0, of: keys.code) }
        let opened = try await IdentityOpening.run(
            report.id, session: session, key: keys, second: key, path: out, now: System.now())
        await session.close()
        common.terminal.answer(opened.json, opened.text(language))
    }
}
