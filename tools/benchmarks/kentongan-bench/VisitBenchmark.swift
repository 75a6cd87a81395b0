import Client
import Server

/// A fresh connection, its handshake, a one-cell sealed report, durable, and its promise: against a bare C server on
/// the same OpenSSL, with the same certificate, that shakes hands and echoes cells.
///
/// A visit begins with a site cell, so a submission's visit has two cells. The work of the table in design.md, one
/// cell, is the whole visit less a visit of the site cell alone, plus a handshake: all three are measured.
struct VisitBenchmark {
    private static let cell = 32_768
    private static let width = 32

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
        var (whole, alone, siteOnly, handshake) = ([Double](), [Double](), [Double](), [Double]())
        var (peerHandshake, peerOne, peerTwo, rates) = ([Double](), [Double](), [Double](), [Double]())
        for round in 0...rounds {
            let reports = try (0..<count + count / 4).map { _ in try BenchReport(first.site) }
            let started = seconds()
            let wholeNow = try await server.cpu(count) {
                try await repeated(count, width: Self.width) { index in
                    let visit = try await server.open()
                    try await reports[index].send(over: visit)
                    await visit.end()
                }
            }
            let rate = Double(count) / (seconds() - started)
            let aloneNow = try await server.cpu(count / 4) {
                for report in reports[count...] {
                    let visit = try await server.open()
                    try await report.send(over: visit)
                    await visit.end()
                }
            }
            let siteNow = try await server.cpu(count) {
                try await repeated(count, width: Self.width) { _ in await (try server.open()).end() }
            }
            let handshakeNow = try await server.cpu(count) {
                try await offPool { try peers.visit(port: server.port, count: count) }
            }
            let peerNow = try await [0, 1, 2].asyncMap { exchanges in
                try await microseconds(of: peer.pid, count) {
                    try await offPool {
                        try peers.visit(
                            port: peerPort, count: count, writes: Self.cell, reads: Self.cell,
                            exchanges: exchanges)
                    }
                }
            }
            // The first round warms up.
            guard round > 0 else { continue }
            whole.append(wholeNow)
            alone.append(aloneNow)
            siteOnly.append(siteNow)
            handshake.append(handshakeNow)
            rates.append(rate)
            peerHandshake.append(peerNow[0])
            peerOne.append(peerNow[1])
            peerTwo.append(peerNow[2])
        }
        let one = zip(zip(whole, siteOnly), handshake).map { $0.0 - $0.1 + $1 }
        return [
            Figure(
                "handshake + sealed report", median(one), "µs CPU",
                note:
                    "the whole visit, less a visit of the site cell alone, plus a handshake; the peer verifies no "
                    + "signature and stores nothing; \(rounds) rounds of \(count), \(Self.width) at once"
            ).against("C, handshake + 1 cell echoed", median(peerOne)).atMost(1.5),
            Figure(
                "whole visit: handshake, site cell, sealed report", median(whole), "µs CPU",
                note:
                    "\(short(median(rates))) visits a second with the load generator on the same cores, which is the limit"
            ).against("C, handshake + 2 cells echoed", median(peerTwo)),
            Figure(
                "the same, one visit at a time", median(alone), "µs CPU",
                note: "no group commit: two transactions, each synced, for every report"
            ).against("C, handshake + 2 cells echoed", median(peerTwo)),
            Figure("visit of the site cell alone", median(siteOnly), "µs CPU")
                .against("C, handshake + 1 cell echoed", median(peerOne)),
            Figure(
                "handshake alone", median(handshake), "µs CPU",
                note: "public-key work of OpenSSL on both sides"
            )
            .against("C, handshake", median(peerHandshake)),
        ]
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
