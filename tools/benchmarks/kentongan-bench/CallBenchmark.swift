import RPC
import Server
import Verification
import Wire

/// Calls on kept connections: how many, and how many at once on each.
struct CallShape {
    let connections: Int
    let depth: Int

    static let all = [
        CallShape(connections: 1, depth: 64), CallShape(connections: 4, depth: 16),
        CallShape(connections: 32, depth: 1),
    ]

    var name: String {
        "\(connections == 1 ? "1 connection" : "\(connections) connections"), \(depth) at once on each"
    }

    /// Microseconds of the server's CPU for each `Audit.checkpoint`, and how many a second.
    func measure(_ server: RunningSite, count: Int) async throws -> (cost: Double, rate: Double) {
        var visits: [SiteConnection] = []
        for _ in 0..<connections { visits.append(try await server.open()) }
        let (open, width) = (visits, connections * depth)
        let started = seconds()
        let cost = try await server.cpu(count) {
            try await repeated(count, width: width) { call in
                _ = try await open[call % open.count].connection.audit.checkpoint(CheckpointRequest())
            }
        }
        let rate = Double(count) / (seconds() - started - 0.1)
        for visit in visits { await visit.end() }
        return (cost, rate)
    }
}

/// Small unary calls (Audit.checkpoint) on kept connections: calls for each second of the server's CPU.
struct CallBenchmark {
    private let bench: Bench
    private var rounds: Int { bench.options.isLong ? 9 : 5 }
    private var count: Int { bench.options.isLong ? 200_000 : 20_000 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let site = try await BenchSite(in: bench.directory("calls"))
        let server = try await site.serve(bench)
        defer { server.child.end() }
        let probe = try await server.open()
        let reply = try await probe.connection.audit.checkpoint(CheckpointRequest())
        await probe.end()
        let bytes = try reply.encoded().count
        let (peer, peerPort) = try bench.peers.serve(
            pem: site.directory.keys + "/tls.pem", reads: 16, writes: bytes)
        defer { peer.end() }
        let (peers, count) = (bench.peers, count)
        let shapes = CallShape.all
        var (costs, rates) = (shapes.map { _ in [Double]() }, shapes.map { _ in [Double]() })
        var peerCosts: [Double] = []
        for round in 0...rounds {
            for (index, shape) in shapes.enumerated() {
                let (cost, rate) = try await shape.measure(server, count: count)
                guard round > 0 else { continue }
                costs[index].append(cost)
                rates[index].append(rate)
            }
            let cost = try await microseconds(of: peer.pid, count) {
                try await offPool {
                    try peers.visit(port: peerPort, count: 1, writes: 16, reads: bytes, exchanges: count)
                }
            }
            if round > 0 { peerCosts.append(cost) }
        }
        let floor = 1e6 / median(peerCosts)
        return shapes.indices.map { index in
            Figure(
                shapes[index].name, 1e6 / median(costs[index]), "calls/CPU s",
                note: "\(short(median(costs[index]))) µs of server CPU a call of \(bytes) bytes; "
                    + "\(short(median(rates[index]))) calls a second beside the load generator"
            ).against("C, one echo at a time over TLS", floor)
        }
    }
}
