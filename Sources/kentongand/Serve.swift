import ArgumentParser
import Console
import Files
import Foundation
import Logging
import Server
import ServiceLifecycle
import UnixSignals
import Words

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Phrase("Menjalankan server sampai SIGTERM.", "Run the server until SIGTERM.")(language),
        discussion: Phrase(
            "Alamat pengunjung tidak pernah ditulis. SIGTERM menyelesaikan panggilan yang berjalan, lalu keluar 0.",
            "Visitors' addresses are never written. SIGTERM finishes running calls, then exits 0.")(language))

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

    @OptionGroup var common: CommonOptions

    func run() async throws {
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
        // A terminal that goes away ends no server.
        signal(SIGHUP, SIG_IGN)
        let log = Logger(label: "kentongand") { _ in
            OperatorLogHandler(configuration) { terminal.note($0) }
        }
        let server = ServerService(
            in: directory, configuration: configuration, now: System.now, random: System.random, log: log
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
        let services = [
            ServiceGroupConfiguration.ServiceConfiguration(
                service: server, successTerminationBehavior: .gracefullyShutdownGroup)
        ]
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
        try await group.run()
    }

    /// What is answered and written once callers are served.
    private static func ready(_ daemon: Daemon) -> JSON {
        var ready: [(String, JSON)] = [
            ("address", .string("\(daemon.address)")), ("link", .string("\(daemon.link)")),
            ("pid", .integer(Int(ProcessInfo.processInfo.processIdentifier))),
        ]
        if let address = daemon.publicAddress { ready.append(("publish", .string(address))) }
        return JSON.object(ready)
    }
}
