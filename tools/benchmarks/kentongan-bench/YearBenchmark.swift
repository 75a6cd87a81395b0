import AuditLog
import Console
import Foundation
import Logging
import Server
import Storage
import Synchronization
import Wire

/// A year of epochs of six hours in which nobody reports anything: 1,460 closes by the server's own code, published as
/// files, with a clock that jumps from one to the next.
struct YearBenchmark {
    private static let epochs = 1_460

    private let bench: Bench

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("year")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let site = try await BenchSite(in: path, epochSeconds: 21_600)
        let store = try SQLiteStore(directory: site.directory.path)
        guard let begin = store.head()?.state.lastEpoch?.scheduled else { throw BenchError("an empty log") }
        let time = Mutex(begin)
        var configuration = try site.directory.readConfiguration()
        configuration.publishDirectory = path + "/public"
        let notices = Mutex(0)
        let log = Logger(label: "bench") { _ in
            OperatorLogHandler(configuration) { _ in notices.withLock { $0 += 1 } }
        }
        let node = try await Node(
            store: store, keys: try SiteKeys(in: site.directory), configuration: configuration,
            directory: site.directory, now: { time.withLock { $0 } }, random: System.random, log: log)
        let (used, started) = (Usage.ownCPU, seconds())
        for _ in 0..<Self.epochs {
            time.withLock { $0 += 21_600 }
            try await node.closeIfDue()
        }
        let (cpu, wall) = (Usage.ownCPU - used, seconds() - started)
        let state = store.head()?.state
        try store.close()
        guard let state, state.lastEpoch?.number == UInt64(Self.epochs), notices.withLock({ $0 }) == 0 else {
            throw BenchError("epochs are missing")
        }
        return try figures(
            tree: Directory(path + "/public"), data: Directory(site.directory.path),
            entries: Double(state.size),
            cpu: cpu, wall: wall)
    }

    private func figures(
        tree: Directory, data: Directory, entries: Double, cpu: Double, wall: Double
    ) -> [Figure] {
        [
            Figure(
                "published after a year", Double(tree.bytes) / 1e6, "MB",
                note: "\(short(entries)) entries in \(short(Double(tree.files))) files and "
                    + "\(tree.directories) directories; \(short(Double(tree.allocated) / 1e6)) MB of blocks; now and "
                    + "then a batch is a step larger without cause"
            ).atMost(75),
            Figure("for each entry", Double(tree.bytes) / entries, "B").atMost(150),
            Figure(
                "the server's own files", Double(data.bytes) / 1e6, "MB",
                note: "entries, filler's nonces, tiles; openings are kept for the auditor"),
            Figure(
                "CPU of a close and its publication", cpu / Double(Self.epochs) * 1e3, "ms",
                note: "\(short(wall)) s for \(short(Double(Self.epochs))) closes, nearly all of it syncs"),
        ]
    }
}
