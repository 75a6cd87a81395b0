import AuditLog
import Console
import Foundation
import Server
import Storage
import Synchronization
import Wire

/// A month in which 100,000 reports came and one of their three agencies acted on each: the close that says its figures
/// beside one that says none, and the page that a citizen makes of it.
struct MonthBenchmark {
    /// Of January 2026: a report and an act for each, in one batch each.
    private static let reports = 100_000
    private static let epochSeconds: UInt64 = 21_600

    private let bench: Bench

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("month")
        defer { try? FileManager.default.removeItem(atPath: path) }
        // Sixty days: whatever the day, one whole month ends within them, and a second one.
        let ago = 60 * 86_400 as UInt64
        let site = try await BenchSite(in: path, epochSeconds: UInt32(Self.epochSeconds), ago: ago)
        let tiles = path + "/public"
        var configuration = try site.directory.readConfiguration()
        configuration.publishDirectory = tiles
        let begun = try SQLiteStore(directory: site.directory.path)
        guard let begin = begun.head()?.state.lastEpoch?.scheduled else { throw BenchError("an empty log") }
        let time = Mutex(begin)
        func open(_ store: SQLiteStore) async throws -> Node {
            try await Node(
                store: store, keys: try SiteKeys(in: site.directory), configuration: configuration,
                directory: site.directory, now: { time.withLock { $0 } }, random: secrets(.highest))
        }
        /// Seconds of wall clock and CPU of the next epoch's close, and whether it said a month.
        func close(_ node: Node) async throws -> Closed {
            time.withLock { $0 += Self.epochSeconds }
            let size = node.store.head()?.state.size ?? 0
            let (used, started) = (Usage.ownCPU, seconds())
            try await node.closeIfDue()
            let (wall, cpu) = (seconds() - started, Usage.ownCPU - used)
            return Closed(wall: wall, cpu: cpu, months: try await months(node, from: size))
        }
        let node = try await open(begun)
        let ids = try await node.store.stage(count: Self.reports)
        _ = try await close(node)
        try await node.store.act(on: ids)
        _ = try await close(node)
        // The close behind the batches that it has to read, which idle ones do as they come.
        var (without, with) = ([Closed](), [Closed]())
        while with.isEmpty {
            let closed = try await close(node)
            if closed.months == 0 { without.append(closed) } else { with.append(closed) }
            guard without.count < 200 else { throw BenchError("no month was said") }
        }
        try node.store.close()
        // A start that has read nothing yet, at the next month's end.
        let again = try await open(SQLiteStore(directory: site.directory.path))
        let first = try await close(again)
        try again.store.close()
        let page = try await report(tiles, site, to: path + "/angka")
        let memory = try await memory(of: site)
        guard let month = with.first, let plain = without.last else { throw BenchError("no close") }
        return [
            Figure(
                "the close that says a month", month.wall, "s",
                note: "\(short(Double(Self.reports))) reports to three agencies each, an act for each; "
                    + "\(short(month.cpu)) s of CPU; a close that says none: \(short(plain.wall)) s"
            ).atMost(1),
            Figure(
                "the first close of a start, which reads all records", first.wall, "s",
                note: "\(short(first.cpu)) s of CPU"),
            Figure(
                "memory of the server with these cases", memory, "MiB",
                note: "five seconds behind its start, which says the months that are over"),
            Figure(
                "kentongan-review report --tiles, with recompute.py beside it", page.wall, "s",
                note: "\(short(page.cpu)) s of CPU, \(short(page.peak)) MiB: the whole public log verified first"),
        ]
    }

    private struct Closed {
        let wall: Double
        let cpu: Double
        let months: Int
    }

    /// Months said in the entries that a close added.
    private func months(_ node: Node, from first: UInt64) async throws -> Int {
        var count = 0
        let size = node.store.head()?.state.size ?? 0
        guard size - first < 1_024 else { return 0 }
        for index in first..<size {
            if case .statement(let statement) = try Entry(decoding: try await node.store.entry(at: index)).body,
                statement.kind == .aggregate
            {
                count += 1
            }
        }
        return count
    }

    /// MiB of the real program, which finds epochs and months to say.
    private func memory(of site: BenchSite) async throws -> Double {
        let server = try await site.serve(bench)
        defer { server.child.end() }
        try await Task.sleep(for: .seconds(5))
        guard let memory = Usage.memory(of: server.child.pid) else { throw BenchError("no server") }
        return memory.resident / 1_024
    }

    private func report(_ tiles: String, _ site: BenchSite, to folder: String) async throws -> Measured {
        let measured = try await Measured.run(
            "\(bench.options.programs)/kentongan-review",
            ["report", "--tiles", tiles, "--vkey", site.directory.logKey, "--out", folder, "--json"])
        let page = try Data(contentsOf: URL(fileURLWithPath: folder + "/data.json"))
        guard String(decoding: page, as: UTF8.self).contains("\"month\"") else {
            throw BenchError("a page without a month: \(measured.output.prefix(300))")
        }
        return measured
    }
}

extension Store {
    /// Stages the first act of the first agency on each report: an examination that has begun.
    func act(on reports: [Hash]) async throws {
        let agencies = BenchSite.agencies
        let origin = origin
        try await repeated(reports.count, width: 1_000) { index in
            let act = Act(
                format: 1, kind: .state, report: reports[index], agency: agencies[0], counter: 0, previous: Hash(),
                state: .examination, outcome: .none, due: .study, other: "", related: Hash(), reason: Hash(),
                signer: PublicKey(), second: nil, signature: Signature())
            guard let nonce = Nonce(System.random(32)) else { throw BenchError("no randomness") }
            let record = Record(format: 1, body: .act(ActRecorded(agencies: agencies, act: act)))
            let outcome = try await self.stage(StageRequest(nonce: nonce, record: record) { $0 + 1 }) {
                commitment, epoch in
                Promise(
                    format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature())
            }
            guard case .promised = outcome else { throw BenchError("not staged: \(outcome)") }
        }
    }
}
