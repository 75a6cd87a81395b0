import CaseStore
import Console
import Desk
import Foundation
import Review
import Server
import Verification
import Words

/// An agency's store: 10,000 reports that a real server hands out, the next run, and what a reviewer waits for then.
struct SyncBenchmark {
    private let bench: Bench
    private var reports: Int { bench.options.isLong ? 30_000 : 10_000 }
    /// All that is promised is published two of them later.
    private static let epochSeconds: UInt32 = 30

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("sync")
        let site = try await BenchSite(in: path, epochSeconds: Self.epochSeconds)
        let server = try await site.serve(bench)
        defer { server.child.end() }
        try await submit(to: server)
        try await Task.sleep(for: .seconds(2 * Int(Self.epochSeconds) + 5))
        let store = "\(path)/store"
        let key = "\(path)/bawaslu/agency.key"
        let served = try Usage.cpu(of: server.child.pid)
        let first = try await review(["sync", "--site", "\(server.link)", "--key", key, "--store", store])
        let serving = try Usage.cpu(of: server.child.pid) - served
        guard first.output.contains("\"records\":\(reports)"), first.output.contains("\"waiting\":0") else {
            throw BenchError("sync said \(first.output.prefix(300))")
        }
        let size = try Directory(store)
        var (again, list, show) = (MeasuredRuns(), MeasuredRuns(), MeasuredRuns())
        let id = try await someReport(in: store)
        for _ in 0..<5 {
            let next = try await review(["sync", "--store", store])
            guard next.output.contains("\"envelopes\":0") else {
                throw BenchError("the next sync said \(next.output.prefix(300))")
            }
            again.add(next)
            list.add(try await review(["list", "--store", store]))
            show.add(try await review(["show", id, "--store", store]))
        }
        var views: [(seconds: Double, bytes: Int)] = []
        for _ in 0..<5 { views.append(try await firstView(of: store)) }
        let count = Double(reports)
        return [
            Figure(
                "the first sync", first.wall, "s",
                note:
                    "\(short(count)) reports of one cell each; \(short(first.cpu)) s of CPU, "
                    + "\(short(serving)) s of the server's; the acts received go out, too"),
            Figure("memory at most", first.peak, "MiB"),
            Figure(
                "the store", Double(size.bytes) / count / 1_024, "KiB/report",
                note: "the envelopes alone are 31 KiB"),
            Figure("the next sync, nothing new but the own acts", again.wall, "s", note: "median of 5"),
            Figure(
                "list --store --json", list.wall, "s",
                note: "the whole program with \(short(count)) rows, \(short(list.cpu)) s of CPU; median of 5"
            ).atMost(1),
            Figure("show --store --json", show.wall, "s", note: "by the beginning of an id; median of 5")
                .atMost(1),
            Figure(
                "the desk's first view", median(views.map(\.seconds)), "s",
                note: "the store opened and the inbox made as the page gets it, "
                    + "\(short(Double(views.first?.bytes ?? 0) / 1e6)) MB; what a browser draws of it, "
                    + "tools/desk/browsers.py says; median of 5"
            ).atMost(1),
        ]
    }

    /// What a desk does from its start until the page has its inbox, but for the browser.
    private func firstView(of store: String) async throws -> (seconds: Double, bytes: Int) {
        let started = seconds()
        let opened = try OpenedStore.open(store, for: "desk", random: System.random)
        defer { opened.store.close() }
        let desk = StoreDesk(opened, searchPath: "", now: System.now, random: System.random)
        let inbox = try await desk.cases.inbox().fileText
        guard inbox.contains("\"reports\"") else { throw BenchError("the desk's inbox has no reports") }
        return (seconds() - started, inbox.utf8.count)
    }

    private func submit(to server: RunningSite) async throws {
        let first = try await server.open()
        await first.end()
        let site = first.site
        try await repeated(reports, width: 8) { _ in
            let visit = try await server.open()
            try await BenchReport(site).send(over: visit)
            await visit.end()
        }
    }

    private func someReport(in store: String) async throws -> String {
        let list = try await review(["list", "--store", store])
        guard let start = list.output.range(of: "\"id\":\"") else { throw BenchError("an empty list") }
        return String(list.output[start.upperBound...].prefix(16))
    }

    private func review(_ words: [String]) async throws -> Measured {
        try await Measured.run("\(bench.options.programs)/kentongan-review", words + ["--json"])
    }
}
