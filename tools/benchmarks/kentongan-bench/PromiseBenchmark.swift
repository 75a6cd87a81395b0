import Server
import Verification

/// How long 100 sources that submit at once wait for their durable promises, beside a sync of the same disk.
struct PromiseBenchmark {
    private static let width = 100

    private let bench: Bench
    private var rounds: Int { bench.options.isLong ? 40 : 10 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let site = try await BenchSite(in: bench.directory("promise"))
        let server = try await site.serve(bench)
        defer { server.child.end() }
        let first = try await server.open()
        await first.end()
        var (syncs, all, medians, cpu, alone) = ([Double](), [Double](), [Double](), [Double](), [Double]())
        for round in 0...rounds {
            let reports = try (0..<Self.width + 10).map { _ in try BenchReport(first.site) }
            let sync = try bench.peers.syncs(50)
            let visits = try await opened(server)
            var times: [Double] = []
            let used = try await server.cpu(1) { times = try await latencies(visits, reports) }
            for visit in visits { await visit.end() }
            let single = try await one(server, Array(reports[Self.width...]))
            guard round > 0 else { continue }
            syncs += sync
            all += times
            medians.append(median(times))
            cpu.append(used / 1e3)
            alone += single
        }
        let sync = median(syncs)
        return [
            Figure(
                "p50", median(medians), "ms",
                note:
                    "\(short(median(cpu))) ms of server CPU for the \(Self.width), on the cores that also make the "
                    + "load: that is the limit, unless a sync takes longer; \(rounds) rounds"
            ).against("fdatasync (ms)", sync).valueAtMost(20),
            Figure("p99", quantile(all, 0.99), "ms").against("fdatasync (ms), p99", quantile(syncs, 0.99)),
            Figure(
                "one submission alone, p50", median(alone), "ms",
                note: "two transactions in a row: payload, then record"
            )
            .against("fdatasync (ms)", sync),
        ]
    }

    private func opened(_ server: RunningSite) async throws -> [SiteConnection] {
        var visits: [SiteConnection] = []
        for _ in 0..<Self.width { visits.append(try await server.open()) }
        return visits
    }

    private func latencies(
        _ visits: [SiteConnection], _ reports: [BenchReport]
    ) async throws -> [Double] {
        try await withThrowingTaskGroup(of: Double.self) { group in
            let start = seconds()
            for (visit, report) in zip(visits, reports) {
                group.addTask {
                    try await report.send(over: visit)
                    return (seconds() - start) * 1e3
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func one(_ server: RunningSite, _ reports: [BenchReport]) async throws -> [Double] {
        var times: [Double] = []
        for report in reports {
            let visit = try await server.open()
            let start = seconds()
            try await report.send(over: visit)
            times.append((seconds() - start) * 1e3)
            await visit.end()
        }
        return times
    }
}
