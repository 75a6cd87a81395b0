import Foundation
import Verification

/// Memory of the server for each connection that is open and says nothing.
struct IdleBenchmark {
    private let bench: Bench
    private var count: Int { bench.options.isLong ? 10_000 : 2_000 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let path = try bench.directory("idle")
        let site = try await BenchSite(in: path)
        let peers = bench.peers
        let count = count
        let silent = try await perConnection(site, count) { server in
            let held = try await offPool { try peers.hold(port: server.port, count: count) }
            return { held.release() }
        }
        let visited = try await perConnection(site, count / 2) { server in
            let visits = Visits()
            for _ in 0..<count / 2 { visits.open.append(try await server.open()) }
            return { visits.open = [] }
        }
        return [
            Figure(
                "after the handshake", silent, "KiB",
                note: "\(count) connections; resident memory of the process, by count"
            )
            .atMost(44),
            Figure("after a site cell", visited, "KiB", note: "\(count / 2) connections").atMost(44),
        ]
    }

    private final class Visits {
        var open: [SiteConnection] = []
    }

    /// KiB each; `open` returns what lets go of them.
    private func perConnection(
        _ site: BenchSite, _ count: Int, _ open: (RunningSite) async throws -> () -> Void
    ) async throws -> Double {
        let server = try await site.serve(bench)
        defer { server.child.end() }
        try await repeated(100, width: 4) { _ in await (try server.open()).end() }
        try await Task.sleep(for: .milliseconds(500))
        let (before, files) = try state(server)
        let letGo = try await open(server)
        try await Task.sleep(for: .milliseconds(500))
        let (after, more) = try state(server)
        letGo()
        guard more - files == count else {
            throw BenchError("\(more - files) of \(count) connections are open")
        }
        return (after - before) / Double(count)
    }

    private func state(_ server: RunningSite) throws -> (resident: Double, files: Int) {
        guard let memory = Usage.memory(of: server.child.pid) else { throw BenchError("the server is gone") }
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(server.child.pid)/fd").count
        return (memory.resident, files)
    }
}
