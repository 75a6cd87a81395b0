import AuditLog
import Console
import Foundation
import RPC
import Review
import Server
import Verification
import Wire

/// A site that is made for one benchmark: three agencies and an auditor, no answer delay.
struct BenchSite {
    let directory: DataDirectory
    let link: SiteLink

    static let agencies = ["bawaslu", "bkn", "inspektorat"]

    /// - Parameters:
    ///   - epochSeconds: a year unless given, so that no epoch closes meanwhile.
    ///   - ago: how long it has been there, in seconds.
    ///   - configure: changes what the operator sets.
    init(
        in path: String, epochSeconds: UInt32 = 31_536_000, ago: UInt64 = 0,
        configure: (inout Configuration) -> Void = { _ in }
    ) async throws {
        let now = System.now() - ago
        var cards: [AgencyCard] = []
        for code in Self.agencies {
            let keys = try AgencyKeygen(code: code, name: code)
                .create(in: "\(path)/\(code)", now: now, random: System.random)
            cards.append(try SitePlan.agencyCard(keys.card))
        }
        let auditor = try AuditorKeygen(name: "auditor").create(in: "\(path)/auditor", random: System.random)
        var configuration = Configuration()
        configuration.listen = Configuration.Address(host: "127.0.0.1", port: 0)
        configuration.public = configuration.listen
        configuration.answerDelay = .zero
        configuration.connections = 20_000
        // So that no report is asked for work.
        configuration.pending = 1_000_000
        configure(&configuration)
        let plan = SitePlan(
            origin: "bench.kentongan.example", agencies: cards,
            auditor: try SitePlan.auditorCard(auditor.card),
            epochSeconds: epochSeconds, quorum: nil, configuration: configuration)
        directory = DataDirectory(path + "/data")
        link = try await plan.create(
            in: directory, rootKeyPath: path + "/root.key", now: now, random: secrets(.lowest)
        ).link
    }

    /// Copies the store's two files, which nobody may have open.
    func copyStore(to path: String) throws -> String {
        let files = FileManager.default
        try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        for name in ["log.sqlite", "payload.sqlite"] {
            try files.copyItem(atPath: "\(directory.path)/\(name)", toPath: "\(path)/\(name)")
        }
        return path
    }

    /// The real program, in a process of its own.
    func serve(_ bench: Bench) async throws -> RunningSite {
        let ready = directory.path + ".ready"
        try? FileManager.default.removeItem(atPath: ready)
        let child = try Child(
            "\(bench.options.programs)/kentongand",
            ["serve", "--data", directory.path, "--ready-file", ready, "--json"])
        let started = seconds()
        while seconds() - started < 30 {
            if let text = try? String(contentsOfFile: ready, encoding: .utf8),
                let link = text.split(separator: "\"").first(where: { $0.hasPrefix("kentongan://") })
            {
                return RunningSite(
                    child: child, link: try SiteLink(String(link)), startSeconds: seconds() - started)
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        child.end()
        throw BenchError("kentongand was not ready within 30 s")
    }
}

struct RunningSite: Sendable {
    let child: Child
    let link: SiteLink
    /// From the start of the process until it said that it was ready.
    let startSeconds: Double

    var port: Int { Int(link.port) }

    /// A visit that has been shown the site and believes it.
    func open() async throws -> SiteConnection {
        try await SiteConnection.connect(to: SiteAddress(link: link), now: System.now())
    }

    /// Microseconds of the server's CPU for each of `count` operations. What it has left to do counts.
    func cpu(_ count: Int, _ body: () async throws -> Void) async throws -> Double {
        try await microseconds(of: child.pid, count, body)
    }
}

extension SiteConnection {
    func end() async { await connection.close() }
}

/// Microseconds of a process's CPU for each of `count` operations. What it has left to do counts.
func microseconds(of pid: pid_t, _ count: Int, _ body: () async throws -> Void) async throws -> Double {
    let before = try Usage.cpu(of: pid)
    try await body()
    try await Task.sleep(for: .milliseconds(100))
    return (try Usage.cpu(of: pid) - before) * 1e6 / Double(count)
}

/// Does something `count` times, `width` at once.
func repeated(_ count: Int, width: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    try await withThrowingTaskGroup { group in
        for worker in 0..<width {
            group.addTask {
                for index in stride(from: worker, to: count, by: width) { try await body(index) }
            }
        }
        try await group.waitForAll()
    }
}
