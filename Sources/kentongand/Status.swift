import ArgumentParser
import Console
import Server
import Words

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Keadaan situs, dibaca dari berkasnya; tidak pernah lewat jaringan.",
            "How the site stands, read from its files; never over the network.")(language))

    @OptionGroup var site: DataOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let report = try StatusReport(of: DataDirectory(site.data), now: System.now())
        common.terminal.answer(report.json, report.text)
    }
}

struct Link: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Mencetak tautan situs untuk poster.", "Print the site link for posters.")(language))

    @OptionGroup var site: DataOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let link = try DataDirectory(site.data).readLink()
        common.terminal.answer(["link": .string("\(link)")], "\(link)")
    }
}

struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Pengaturan server.", "The server's settings.")(language), subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: Phrase(
                "Memeriksa kentongand.toml tanpa menjalankan server.",
                "Check kentongand.toml without running.")(
                    language))

        @OptionGroup var site: DataOptions
        @OptionGroup var common: CommonOptions

        func run() throws {
            let directory = DataDirectory(site.data)
            let configuration = try directory.readConfiguration()
            try configuration.check()
            common.terminal.answer(
                [
                    "result": "ok", "listen": .string("\(configuration.listen)"),
                    "public": .string("\(configuration.public)"),
                ],
                "ok: \(directory.configuration)")
        }
    }
}
