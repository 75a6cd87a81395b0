import ArgumentParser
import Console
import Server
import Words

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase(
            "Keadaan situs, dibaca dari berkasnya; tidak pernah lewat jaringan.",
            "How the site stands, read from its files; never over the network.")(language),
        discussion: Phrase(
            """
            Kode keluar: 0 baik; 1 peringatan: keterangan situs atau kunci instansi habis dalam 21 hari, seorang saksi
            tidak menjawab, atau epoch terbaru ada di masa depan; 2 gawat: habis dalam 7 hari atau sudah habis, penjaga
            tidak cocok dengan basis data, jam jauh di depan log, epoch terlambat, atau diska hampir penuh.
            """,
            """
            Exit codes: 0 well; 1 warning: the site's description or an agency's keys run out within 21 days, a witness
            does not answer, or the newest epoch is in the future; 2 critical: they run out within 7 days or ran out,
            the guard does not fit the database, the clock is far ahead of the log, the epoch is late, or the disk is
            nearly full.
            """)(language))

    @OptionGroup var site: DataOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let directory = DataDirectory(site.data)
        let report: StatusReport
        do throws(DataDirectoryError) {
            report = try StatusReport(of: directory, now: System.now(), kernel: KernelClock.asked())
        } catch {
            guard let problem = error.problem else { throw error }
            common.terminal.answer(problem.status, problem.line(language))
            throw ExitCode(2)
        }
        common.terminal.answer(report.json, report.text(language))
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
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
                    "memory_bytes": .integer(configuration.memory),
                ],
                "ok: \(directory.configuration)\n"
                    + Phrase(
                        "Memori paling banyak: \(configuration.memory >> 20) MiB",
                        "Memory at most: \(configuration.memory >> 20) MiB")(language))
        }
    }
}
