import RPC
import Server
import Verification
import Wire

/// The jobs of `visit` and `calls` beside the same done by grpc-swift-2: its own TLS (BoringSSL), its own client, bytes
/// without any encoding, the same signature verified and made, the envelope hashed, rows in SQLite with the same
/// durability. The servers' CPU is compared, in turns.
struct GRPCBenchmark {
    private let bench: Bench
    private var rounds: Int { bench.options.isLong ? 7 : 3 }
    private var visitCount: Int { bench.options.isLong ? 2_000 : 400 }
    private var callCount: Int { bench.options.isLong ? 100_000 : 20_000 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("grpc")
        let site = try await BenchSite(in: path)
        let server = try await site.serve(bench)
        defer { server.child.end() }
        let probe = try await server.open()
        let answer = try await probe.connection.audit.checkpoint(CheckpointRequest()).encoded().count
        await probe.end()
        let peer = try Child(
            bench.peers.grpc, ["serve", site.directory.keys + "/tls.pem", path, "\(answer)"], quiet: true)
        defer { peer.end() }
        guard let port = Int(try peer.line()) else { throw BenchError("grpc-peer does not serve") }
        return try await visits(server, probe, peer, port) + calls(server, peer, port, answer: answer)
    }

    private func visits(
        _ server: RunningSite, _ probe: SiteConnection, _ peer: Child, _ port: Int
    ) async throws -> [Figure] {
        var (costs, theirs) = ([VisitCosts](), [Double]())
        let (count, width) = (visitCount, VisitBenchmark.width)
        for round in 0...rounds {
            let reports = try (0..<count * 5 / 4).map { _ in try BenchReport(probe.site) }
            let now = try await VisitCosts.measure(server, bench.peers, reports, width: width)
            let theirsNow = try await load(
                peer, count, ["visit", "\(port)", "\(count)", "\(width)", "\(VisitBenchmark.cell)"])
            // The first round warms up.
            guard round > 0 else { continue }
            costs.append(now)
            theirs.append(theirsNow)
        }
        let cost = median(theirs)
        return [
            Figure(
                "handshake + sealed report", median(costs.map(\.oneCell)), "µs CPU",
                note:
                    "a fresh connection, 32 KiB there, durable, 32 KiB back; the peer verifies the same signature, "
                    + "hashes as much and signs; \(rounds) rounds of \(count), \(width) at once"
            ).against("grpc-swift-2, one call", cost).atMost(0.5),
            Figure("the whole visit, a site cell before it", median(costs.map(\.whole)), "µs CPU")
                .against("grpc-swift-2, one call", cost),
        ]
    }

    private func calls(
        _ server: RunningSite, _ peer: Child, _ port: Int, answer: Int
    ) async throws -> [Figure] {
        var figures: [Figure] = []
        for shape in CallShape.all {
            var (ours, theirs) = ([Double](), [Double]())
            for round in 0...rounds {
                let cost = try await shape.measure(server, count: callCount).cost
                let theirsNow = try await load(
                    peer, callCount,
                    ["call", "\(port)", "\(callCount)", "\(shape.connections)", "\(shape.depth)", "16"])
                guard round > 0 else { continue }
                ours.append(cost)
                theirs.append(theirsNow)
            }
            figures.append(
                Figure(
                    shape.name, 1e6 / median(ours), "calls/CPU s",
                    note: "\(short(median(ours))) and \(short(median(theirs))) µs of server CPU; "
                        + "\(answer) bytes back"
                ).against("grpc-swift-2", 1e6 / median(theirs)).atLeast(3))
        }
        return figures
    }

    /// Microseconds of the peer's CPU for each of `count` operations.
    private func load(_ peer: Child, _ count: Int, _ arguments: [String]) async throws -> Double {
        let program = bench.peers.grpc
        return try await microseconds(of: peer.pid, count) {
            try await offPool { _ = try Child(program, arguments).finish() }
        }
    }
}
