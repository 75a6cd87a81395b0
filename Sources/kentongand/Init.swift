import ArgumentParser
import Console
import Passphrases
import Server
import Words

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Membuat situs baru.", "Make a new site.")(language),
        discussion: Phrase(
            """
            Menulis ke DIR: kentongand.toml, site.link, log.vkey, site.descriptor, log.sqlite, payload.sqlite dan keys/.
            Kunci akar hanya ditulis ke berkas --root-key: simpan di luar mesin ini.
            """,
            """
            Writes to DIR: kentongand.toml, site.link, log.vkey, site.descriptor, log.sqlite, payload.sqlite and keys/.
            The root key goes to the file of --root-key alone: keep it away from this machine.
            """)(language))

    @OptionGroup var site: DataOptions

    @Option(
        help: say(
            "Nama log: nama host dan jalur, tanpa skema.", "The log's name: host name and path, no scheme.",
            value: "NAME"))
    var origin: String

    @Option(help: say("Kartu instansi, sampai 12 kali.", "An agency's card, up to 12 times.", value: "CARD"))
    var agency: [String] = []

    @Option(help: say("Kartu auditor.", "The auditor's card.", value: "CARD"))
    var auditor: String?

    @Option(
        help: say(
            "Saksi dari luar pemerintah: vkey tipe 4 atau berkasnya; dengan instansi dan auditor sampai 16.",
            "A witness from outside government: a vkey of type 4 or its file; with agencies and auditor up to 16.",
            value: "VKEY"))
    var witness: [String] = []

    @Option(
        help: say(
            "Wilayah situs, nomor Kemendagri atau BPS: 62.07. Zona waktunya ikut.",
            "The site's region, by its Kemendagri or BPS number: 62.07. The time zone follows.", value: "CODE"
        ))
    var region: String?

    @Option(help: say("Berkas baru untuk kunci akar.", "New file for the root key.", value: "FILE"))
    var rootKey: String

    @OptionGroup var passphrase: RootPassphraseOptions

    @Option(help: say("Tempat server mendengarkan.", "Where the server listens.", value: "H:P"))
    var listen: String?

    @Option(
        help: say(
            "Alamat yang dilihat pelapor (bawaan: sama).",
            "The address that sources see (default: the same).",
            value: "H:P"))
    var `public`: String?

    @Option(
        help: say(
            "Detik tiap epoch, 1 sampai 31536000, tetap selamanya.",
            "Seconds of an epoch, 1 to 31536000, for ever.", value: "N"), transform: whole(1...31_536_000))
    var epochSeconds: UInt32 = 21_600

    @Option(
        help: say(
            "Jeda jawaban tetap, 0 sampai 10000.", "The fixed delay of answers, 0 to 10000.", value: "N"),
        transform: whole(0...10_000))
    var answerDelayMs: Int?

    @Option(
        help: say(
            "Saksi yang harus setuju (bawaan: lebih dari separuh).",
            "Witnesses that must agree (default: most).",
            value: "N"), transform: whole(0...16))
    var quorum: UInt8?

    @Option(
        help: say(
            "Hari laporan disimpan, paling sedikit 180.", "Days that reports are kept, at least 180.",
            value: "N"), transform: whole(180...65_535))
    var retention = SitePlan.usualRetention

    @OptionGroup var common: CommonOptions

    func run() async throws {
        var configuration = Server.Configuration()
        if let listen { configuration.listen = try address(listen, "--listen") }
        configuration.public = try `public`.map { try address($0, "--public") } ?? configuration.listen
        if let answerDelayMs { configuration.answerDelay = .milliseconds(answerDelayMs) }
        let plan = SitePlan(
            origin: origin, agencies: try agency.map { try SitePlan.agencyCard($0) },
            auditor: try auditor.map { try SitePlan.auditorCard($0) },
            outsideWitnesses: try witness.map { try SitePlan.witness($0) },
            region: try region.map { try SitePlan.region($0) }, epochSeconds: epochSeconds,
            quorum: quorum, retention: retention, configuration: configuration)
        try plan.check(now: System.now())
        let secret = try KeyPassphrases.shared.new(common.terminal)
        let made = try await plan.create(
            in: DataDirectory(site.data), rootKeyPath: rootKey, passphrase: secret, now: System.now(),
            random: System.random)
        for warning in plan.warnings {
            common.terminal.note(Phrase("peringatan: ", "warning: ")(language) + warning.meaning(language))
        }
        common.terminal.answer(
            made.json,
            Phrase(
                """
                Situs dibuat: \(made.origin)
                Tautan situs: \(made.link)
                Kunci log:    \(made.logKey)
                Kunci akar ada di \(rootKey): pindahkan sekarang dari mesin ini.
                """,
                """
                Site made: \(made.origin)
                Site link: \(made.link)
                Log key:   \(made.logKey)
                The root key is in \(rootKey): take it off this machine now.
                """)(language))
    }
}

/// `host:port` behind a flag.
func address(_ text: String, _ flag: String) throws(Failure) -> Server.Configuration.Address {
    guard let address = Server.Configuration.Address(text) else {
        throw Failure(
            .usage,
            Phrase(
                "\(flag): '\(plain(text))' bukan host:port dengan port 0 sampai 65535",
                "\(flag): '\(plain(text))' is not host:port with a port of 0 to 65535"), field: flag,
            limit: 65_535)
    }
    return address
}
