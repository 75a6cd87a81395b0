import ArgumentParser
import Console
import Files
import Foundation
import Logging
import Server
import Words

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Menjalankan server sampai SIGTERM.", "Run the server until SIGTERM.")(language),
        discussion: Phrase(
            """
            Alamat pengunjung tidak pernah ditulis. SIGTERM menyelesaikan panggilan yang berjalan, lalu keluar 0.
            Bila epoch terbaru terlambat lebih dari dua epoch dan satu jam, server bertanya dahulu kepada para saksi di
            witnesses.urls sebelum menandatangani apa pun, dan menunggu jawaban satu saksi.
            Bila jam lebih dari 8 epoch dan 48 jam di depan epoch terbaru, tidak ada yang ditutup atau dijanjikan sampai
            waktu seorang saksi cocok, atau server dijalankan satu kali dengan --accept-clock.
            """,
            """
            Visitors' addresses are never written. SIGTERM finishes running calls, then exits 0.
            Where the newest epoch is overdue by more than two epochs and an hour, it asks the witnesses of
            witnesses.urls before it signs anything, and waits for an answer of one.
            Where the clock is more than 8 epochs and 48 hours ahead of the newest epoch, nothing is closed or promised
            until a witness's time agrees, or it is started once with --accept-clock.
            """)(language))

    @OptionGroup var site: DataOptions

    @Option(
        help: say(
            "Sebagai ganti server.listen; port 0 dipilih sistem.",
            "Instead of server.listen; port 0 lets the system choose.", value: "H:P"))
    var listen: String?

    @Option(
        help: say(
            "Ditulis sekali server siap: address, link, pid.",
            "Written once it is ready: address, link, pid.",
            value: "FILE"))
    var readyFile: String?

    @Option(
        help: say(
            "Sebagai ganti publish.directory: folder untuk log publik sebagai berkas.",
            "Instead of publish.directory: folder for the public log as files.", value: "DIR"))
    var publish: String?

    @Option(
        help: say(
            "Sebagai ganti publish.listen: layani folder itu lewat HTTP, hanya untuk dibaca.",
            "Instead of publish.listen: serve that folder by HTTP, to read only.", value: "H:P"))
    var publishListen: String?

    @Flag(
        help: say(
            "Anda menjamin jam mesin ini benar, untuk penutupan pertama saja.",
            "You answer for this machine's clock, for the first close alone."))
    var acceptClock = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let readyFile { try Files.checkReplaceable(readyFile, field: "--ready-file") }
        let (directory, terminal) = (DataDirectory(site.data), common.terminal)
        var configuration = try directory.readConfiguration()
        if let listen {
            let isShown = configuration.public == configuration.listen
            configuration.listen = try address(listen, "--listen")
            if isShown { configuration.public = configuration.listen }
        }
        if let publish { configuration.publishDirectory = publish }
        if let publishListen {
            configuration.publishListen = try address(publishListen, "--publish-listen")
        }
        let log = Logger(label: "kentongand") { _ in
            OperatorLogHandler(configuration, language: language) { terminal.note($0) }
        }
        let server = ServerService(
            in: directory, configuration: configuration, now: System.now, random: System.random,
            isClockAccepted: acceptClock, kernel: KernelClock.asked, log: log
        ) { [readyFile] daemon in
            let answer = Self.ready(daemon)
            if let readyFile {
                try Files.replace(
                    readyFile, Array((answer.text + "\n").utf8), secret: false, field: "--ready-file")
            }
            terminal.answer(
                answer,
                "kentongand: \(daemon.address)\n\(daemon.link)"
                    + (daemon.publicAddress.map { "\n\($0)" } ?? ""))
        }
        try await runUntilTold(server, log: log)
    }

    /// What is answered and written once callers are served.
    private static func ready(_ daemon: Daemon) -> JSON {
        var ready: [(String, JSON)] = [
            ("address", .string("\(daemon.address)")), ("link", .string("\(daemon.link)")),
            ("pid", .integer(Int(ProcessInfo.processInfo.processIdentifier))),
        ]
        if let address = daemon.onionAddress { ready.append(("onion", .string("\(address)"))) }
        if let address = daemon.publicAddress { ready.append(("publish", .string(address))) }
        return JSON.object(ready)
    }
}
