import RPC
import Server
import Verification
import Wire

/// A fresh connection, its handshake, a one-cell sealed report, durable, and its promise: against a C server on the same
/// OpenSSL and the same SQLite that does the same work, visited by the same client with the same reports.
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
        let path = try bench.directory("visit")
        let site = try await BenchSite(in: path)
        // Before the server starts: its files are those of a new site.
        let files = try site.copyStore(to: path + "/peer")
        let server = try await site.serve(bench)
        defer { server.child.end() }
        let first = try await server.open()
        let shown = try await first.connection.source.exchange(.site(SiteRequest()))
        await first.end()
        let peer = try bench.peers.serveReports(
            pem: site.directory.keys + "/tls.pem", files: files, site: shown, of: server)
        defer { peer.child.end() }
        var (ours, theirs) = ([VisitCosts](), [VisitCosts]())
        for round in 0...rounds {
            let reports = try (0..<count + count / 4).map { _ in try BenchReport(first.site) }
            let cost = try await VisitCosts.measure(server, bench.peers, reports, width: Self.width)
            let peerCost = try await VisitCosts.measure(peer, bench.peers, reports, width: Self.width)
            // The first round warms up.
            guard round > 0 else { continue }
            ours.append(cost)
            theirs.append(peerCost)
        }
        return figures(ours, theirs)
    }

    private func figures(_ ours: [VisitCosts], _ theirs: [VisitCosts]) -> [Figure] {
        func beside(_ name: String, _ value: KeyPath<VisitCosts, Double>, note: String? = nil) -> Figure {
            Figure(name, median(ours.map { $0[keyPath: value] }), "µs CPU", note: note)
                .against("C, the same", median(theirs.map { $0[keyPath: value] }))
        }
        return [
            beside(
                "handshake + sealed report", \.oneCell,
                note:
                    "the whole visit, less a visit of the site cell alone, plus a handshake; the peer verifies, hashes, "
                    + "stores in groups and signs; \(rounds) rounds of \(count), \(Self.width) at once"
            ).atMost(1.5),
            beside(
                "whole visit: handshake, site cell, sealed report", \.whole,
                note:
                    "\(short(median(ours.map(\.rate)))) and \(short(median(theirs.map(\.rate)))) visits a second with "
                    + "the load generator on the same cores, which is the limit"),
            beside(
                "the same, one visit at a time", \.alone,
                note: "no group commit: two transactions, each synced, for every report"),
            beside("visit of the site cell alone", \.siteOnly),
            beside("handshake alone", \.handshake, note: "public-key work of OpenSSL on both sides"),
        ]
    }
}
