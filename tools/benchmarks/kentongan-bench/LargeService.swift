import RPC
import Server
import Storage
import TransparencyLog
import Verification
import Wire

/// A server over a large log: its start, and inclusion proofs at random indexes.
struct LargeService {
    private let bench: Bench
    private let log: BigLog
    private var count: Int { bench.options.isLong ? 50_000 : 5_000 }

    init(_ bench: Bench, _ log: BigLog) {
        self.bench = bench
        self.log = log
    }

    func run() async throws -> [Figure] {
        var (opens, starts) = ([Double](), [Double]())
        for _ in 0..<5 {
            let started = seconds()
            let store = try SQLiteStore(directory: log.site.directory.path)
            opens.append((seconds() - started) * 1e3)
            try store.close()
            let server = try await log.site.serve(bench)
            starts.append(server.startSeconds * 1e3)
            server.child.end()
        }
        let (calls, cpu) = try await calls()
        let reads = try await reads()
        return [
            Figure("start: kentongand until it is ready", median(starts), "ms", note: "files in memory")
                .atMost(1_000),
            Figure("of it the store", median(opens), "ms"),
            Figure(
                "inclusion proof, p99, a call over TLS", quantile(calls, 0.99), "ms",
                note: "\(count) at random indexes on one kept connection, one after the other; "
                    + "p50 \(short(median(calls))) ms; \(short(cpu)) µs of server CPU each"
            ).atMost(1),
            Figure(
                "inclusion proof, p99, the store alone", quantile(reads, 0.99), "ms",
                note: "p50 \(short(median(reads))) ms"
            ).atMost(1),
        ]
    }

    /// Milliseconds of each, and the mean of the server's CPU.
    private func calls() async throws -> ([Double], cpu: Double) {
        let server = try await log.site.serve(bench)
        defer { server.child.end() }
        let visit = try await server.open()
        var times: [Double] = []
        let cpu = try await server.cpu(count + count / 10) {
            for round in 0..<count + count / 10 {
                let index = UInt64.random(in: 0..<log.size)
                let started = seconds()
                let proof = try await visit.connection.audit.inclusion(
                    InclusionRequest(index: index, size: log.size))
                let time = (seconds() - started) * 1e3
                guard try proof.hashes.count == ProofPlan.inclusion(of: index, in: log.size).subtrees.count
                else { throw BenchError("a proof of \(proof.hashes.count) hashes") }
                // The first ones warm up.
                if round >= count / 10 { times.append(time) }
            }
        }
        await visit.end()
        return (times, cpu)
    }

    private func reads() async throws -> [Double] {
        let store = try SQLiteStore(directory: log.site.directory.path)
        var times: [Double] = []
        for round in 0..<count + count / 10 {
            let index = UInt64.random(in: 0..<log.size)
            let started = seconds()
            _ = try await store.proof(try ProofPlan.inclusion(of: index, in: log.size))
            if round >= count / 10 { times.append((seconds() - started) * 1e3) }
        }
        try store.close()
        return times
    }
}
