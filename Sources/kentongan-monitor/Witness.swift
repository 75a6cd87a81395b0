import ArgumentParser
import Cases
import Client
import Console
import Foundation

struct Witness: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menjadi saksi: ikut menandatangani log yang hanya bertambah.",
            "Be a witness: cosign a log as long as it only grows.")(language),
        discussion: Phrase(
            """
            Mulai di sini:
              kentongan-monitor witness keygen --name saksi.contoh.id/w1 --dir saksi
            Serahkan saksi/witness.vkey dan alamat saksi kepada operator situs; minta log.vkey darinya. Lalu:
              kentongan-monitor witness --dir saksi --log log.vkey --listen 127.0.0.1:8765
            Saksi mengingat log dalam DIR. Jangan kehilangan DIR dan jangan mengembalikannya dari cadangan: saksi
            yang lupa dapat menandatangani masa lalu sekali lagi. Kode keluar: 0, atau 3 jika gagal.
            """,
            """
            Start here:
              kentongan-monitor witness keygen --name witness.example.org/w1 --dir witness
            Give witness/witness.vkey and the witness's address to the site's operator; ask for log.vkey. Then:
              kentongan-monitor witness --dir witness --log log.vkey --listen 127.0.0.1:8765
            The witness remembers the log in DIR. Never lose DIR and never restore it from a backup: a witness that
            forgot can cosign the past once more. Exit codes: 0, or 3 if it failed.
            """)(language),
        subcommands: [WitnessServe.self, WitnessKeygen.self, WitnessList.self],
        defaultSubcommand: WitnessServe.self)
}

/// Where a witness keeps its key and its memory.
struct WitnessDirectory: ParsableArguments {
    @Option(
        help: say(
            "Folder saksi: kunci dan ingatannya.", "The witness's folder: its key and memory.", value: "DIR"))
    var dir: String
}

struct WitnessKeygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: Phrase("Membuat kunci saksi baru.", "Make a new witness's key.")(language))

    @Option(
        help: say(
            "Nama saksi: nama host dan jalur, tanpa skema.", "Its name: host name and path, no scheme.",
            value: "NAME"))
    var name: String

    @OptionGroup var folder: WitnessDirectory
    @OptionGroup var common: CommonOptions

    func run() throws {
        let made = try WitnessKey.create(name: name, in: folder.dir, random: System.random)
        common.terminal.answer(made.json, made.vkey)
    }
}

struct WitnessList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Phrase(
            "Log, ukuran, akar dan waktu yang diingat saksi.",
            "The logs, sizes, roots and times that the witness remembers.")(language))

    @OptionGroup var folder: WitnessDirectory
    @OptionGroup var common: CommonOptions

    func run() throws {
        let show = try WitnessShow(directory: folder.dir)
        common.terminal.answer(show.json, show.text(language))
    }
}
