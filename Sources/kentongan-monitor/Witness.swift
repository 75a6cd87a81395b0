import ArgumentParser
import Console
import Foundation
import Witness
import Words

struct Witness: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Menjadi saksi: ikut menandatangani log yang hanya bertambah.",
            "Be a witness: cosign a log as long as it only grows.")(language),
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
