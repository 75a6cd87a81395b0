import ArgumentParser
import AuditLog
import Console
import Server
import Words

struct Renew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menandatangani keterangan situs berikutnya, jauh dari server.",
            "Sign the site's next description, away from the server.")(language),
        discussion: Phrase(
            """
            Keterangan situs berlaku paling lama 90 hari; setelah itu program pelapor menolak situs. Jalankan di
            mesin yang memegang kunci akar, dengan salinan site.descriptor; lalu di server, saat kentongand berhenti:
              kentongand renew --descriptor site.descriptor --root-key /media/usb/root.key --out berikut.descriptor
              kentongand adopt --data /var/lib/kentongand --descriptor berikut.descriptor
            """,
            """
            A description holds for 90 days at most; after that sources' programs refuse the site. Run this where the
            root key is, with a copy of site.descriptor; then on the server, while kentongand does not run:
              kentongand renew --descriptor site.descriptor --root-key /media/usb/root.key --out next.descriptor
              kentongand adopt --data /var/lib/kentongand --descriptor next.descriptor
            """)(language))

    @Option(help: say("Keterangan yang terbaru.", "The newest description.", value: "FILE"))
    var descriptor: String

    @OptionGroup var root: RootKeyOptions

    @Option(
        help: say("Berkas baru untuk keterangan berikutnya.", "New file for the next one.", value: "FILE"))
    var out: String

    @Option(help: say("Hari berlakunya, 1 sampai 90.", "Days that it holds, 1 to 90.", value: "N"))
    var days = 90

    @Option(
        help: say(
            "Saksi baru: vkey tipe 4 atau berkasnya.", "A new witness: a vkey of type 4 or its file.",
            value: "VKEY"))
    var witness: [String] = []

    @Option(help: say("Saksi yang keluar, namanya.", "A witness that leaves, by name.", value: "NAME"))
    var removeWitness: [String] = []

    @Option(
        help: say("Saksi yang harus setuju.", "Witnesses that must agree.", value: "N"),
        transform: whole(0...16))
    var quorum: UInt8?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        var renewal = Renewal(days: days)
        renewal.addedWitnesses = try witness.map { try SitePlan.witness($0) }
        renewal.removedWitnesses = removeWitness
        renewal.quorum = quorum
        let signed = try renewal.sign(after: descriptor, rootKey: root.rootKey, out: out, now: System.now())
        common.terminal.answer(
            signed.json,
            Phrase(
                "\(out): keterangan \(signed.serial) dari \(signed.origin)",
                "\(out): description \(signed.serial) of \(signed.origin)")(language)
                + "; " + signed.expiry(language))
    }
}

struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Memberikan keterangan baru kepada server yang sedang berhenti.",
            "Give a new description to a server that does not run.")(language))

    @OptionGroup var site: DataOptions

    @Option(help: say("Keterangan dari 'renew'.", "The description from 'renew'.", value: "FILE"))
    var descriptor: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (taken, doubts) = try await Renewal.adopt(
            descriptor, in: DataDirectory(site.data), now: System.now())
        for doubt in doubts { common.terminal.note(doubt.line(language)) }
        common.terminal.answer(
            taken.json,
            Phrase(
                "keterangan \(taken.serial) dicatat pada penutupan epoch berikutnya, setelah kentongand dijalankan",
                "description \(taken.serial) is logged at the next close, once kentongand runs")(language)
                + "; " + taken.expiry(language))
    }
}
