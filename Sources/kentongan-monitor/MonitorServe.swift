import ArgumentParser
import Console
import Foundation
import HTTP
import Options
import Server
import ServiceLifecycle
import Storage
import Verification
import Words

struct MonitorServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: Phrase(
            "Melayani hasil pemeriksaan sebagai metrik, sampai SIGTERM.",
            "Serve what checks find as metrics, until SIGTERM.")(language),
        discussion: Phrase(
            """
              kentongan-monitor serve --site site.link --state log.state --listen 127.0.0.1:9464
            GET /metrics memeriksa log seperti `check`, paling sering tiap --interval detik, dan menjawab dalam bentuk
            OpenMetrics. Alamat pemanggil tidak pernah ditulis. --state jangan dipakai bersama pemeriksaan lain.
            """,
            """
              kentongan-monitor serve --site site.link --state log.state --listen 127.0.0.1:9464
            GET /metrics checks the log as `check` does, at most every --interval seconds, and answers as OpenMetrics.
            Callers' addresses are never written. Share --state with no other check.
            """)(language))

    @OptionGroup var log: StoredLogOptions
    @OptionGroup var checking: CheckOptions

    @Option(
        help: say(
            "Tempat mendengarkan; port 0 dipilih sistem.", "Where to listen; port 0 lets the system choose.",
            value: "H:P"))
    var listen = "127.0.0.1:9464"

    @Option(
        help: say(
            "Detik di antara dua pemeriksaan, 1 sampai 86400.", "Seconds between two checks, 1 to 86400.",
            value: "S"))
    var interval = 60

    @Option(
        help: say(
            "Ditulis sekali siap: address, url, pid.", "Written once it is ready: address, url, pid.",
            value: "FILE"))
    var readyFile: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...86_400).contains(interval) else {
            throw ValidationError(
                Phrase(
                    "--interval: \(interval), batas 1 sampai 86400.",
                    "--interval: \(interval), limit 1 to 86400.")(language))
        }
    }

    func run() async throws {
        guard let address = Server.Configuration.Address(listen) else {
            throw Failure(
                .usage,
                Phrase(
                    "--listen: '\(listen)' bukan host:port dengan port 0 sampai 65535",
                    "--listen: '\(listen)' is not host:port with a port of 0 to 65535"), field: "--listen",
                limit: 65_535)
        }
        let looking = Looking(
            try checking.look(log, acknowledges: false), every: .seconds(interval))
        // An answer may take as long as a look.
        let options = HTTPListenerOptions(
            host: address.host, port: address.port, maximumConnections: 64, maximumBody: 0)
        let service = MetricsService(options: options, looking: looking) { [readyFile, common] port in
            let shown = Server.Configuration.Address(host: address.host, port: port)
            let ready: JSON = [
                "address": .string("\(shown)"), "url": .string("http://\(shown)/metrics"),
                "pid": .integer(Int(ProcessInfo.processInfo.processIdentifier)),
            ]
            try write(ready, to: readyFile)
            common.terminal.answer(ready, "http://\(shown)/metrics")
        }
        try await runUntilTold(service)
    }
}

/// The metrics as a service: listens, says that it is ready, and answers until it is shut down.
private struct MetricsService: Service {
    let options: HTTPListenerOptions
    let looking: Looking
    let ready: @Sendable (_ port: Int) throws -> Void

    func run() async throws {
        let listener: HTTPListener
        do {
            listener = try await HTTPListener.bind(options) { await looking.respond(to: $0) }
        } catch {
            throw Failure(
                .unreachable,
                Phrase(
                    "--listen: tidak dapat mendengarkan pada \(options.host):\(options.port)",
                    "--listen: cannot listen on \(options.host):\(options.port)"), field: "--listen")
        }
        do {
            try ready(listener.port)
            try await gracefulShutdown()
        } catch {
            await listener.close(within: .seconds(5))
            throw error
        }
        await listener.close(within: .seconds(5))
    }
}
