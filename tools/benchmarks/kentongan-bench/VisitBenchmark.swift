import Verification
import Server

/// A fresh connection, its handshake, a one-cell sealed report, durable, and its promise: against a bare C server on
/// the same OpenSSL, with the same certificate, that shakes hands and echoes cells.
struct VisitBenchmark {
    static let cell = 32_768
    static let width = 32

    private let bench: Bench
    private var rounds: Int { bench.options.isLong ? 9 : 5 }
    private var count: Int { bench.options.isLong ? 2_000 : 400 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let site = try await BenchSite(in: bench.directory("visit"))
        let server = try await site.serve(bench)
        defer { server.child.end() }
        let (peer, peerPort) = try bench.peers.serve(
            pem: site.directory.keys + "/tls.pem", reads: Self.cell, writes: Self.cell)
        defer { peer.end() }
        let first = try await server.open()
        await first.end()
        let (peers, count) = (bench.peers, count)
        var (costs, alone) = ([VisitCosts](), [Double]())
        // Handshakes, then with one cell echoed, then with two.
        var peerCosts = [[Double]](repeating: [], count: 3)
        for round in 0...rounds {
            let reports = try (0..<count + count / 4).map { _ in try BenchReport(first.site) }
            let now = try await VisitCosts.measure(
                server, peers, reports: reports[..<count], width: Self.width)
            let aloneNow = try await server.cpu(count / 4) {
                for report in reports[count...] {
                    let visit = try await server.open()
                    try await report.send(over: visit)
                    await visit.end()
                }
            }
            // The first round warms up.
            if round > 0 {
                costs.append(now)
                alone.append(aloneNow)
            }
            for exchanges in 0..<3 {
                let cost = try await microseconds(of: peer.pid, count) {
                    try await offPool {
                        try peers.visit(
                            port: peerPort, count: count, writes: Self.cell, reads: Self.cell,
                            exchanges: exchanges)
                    }
                }
                if round > 0 { peerCosts[exchanges].append(cost) }
            }
        }
        return figures(costs, alone: alone, peer: peerCosts.map { median($0) })
    }

    private func figures(_ costs: [VisitCosts], alone: [Double], peer: [Double]) -> [Figure] {
        [
            Figure(
                "handshake + sealed report", median(costs.map(\.oneCell)), "µs CPU",
                note:
                    "the whole visit, less a visit of the site cell alone, plus a handshake; the peer verifies no "
                    + "signature and stores nothing; \(rounds) rounds of \(count), \(Self.width) at once"
            ).against("C, handshake + 1 cell echoed", peer[1]).atMost(1.5),
            Figure(
                "whole visit: handshake, site cell, sealed report", median(costs.map(\.whole)), "µs CPU",
                note:
                    "\(short(median(costs.map(\.rate)))) visits a second with the load generator on the same cores, "
                    + "which is the limit"
            ).against("C, handshake + 2 cells echoed", peer[2]),
            Figure(
                "the same, one visit at a time", median(alone), "µs CPU",
                note: "no group commit: two transactions, each synced, for every report"
            ).against("C, handshake + 2 cells echoed", peer[2]),
            Figure("visit of the site cell alone", median(costs.map(\.siteOnly)), "µs CPU")
                .against("C, handshake + 1 cell echoed", peer[1]),
            Figure(
                "handshake alone", median(costs.map(\.handshake)), "µs CPU",
                note: "public-key work of OpenSSL on both sides"
            )
            .against("C, handshake", peer[0]),
        ]
    }
}
