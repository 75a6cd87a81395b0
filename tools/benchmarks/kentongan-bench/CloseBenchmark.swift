import AuditLog
import Server
import Storage
import Synchronization
import Wire

/// The close of an epoch with 100,000 records pending, u given so that the batch has 131,072 entries, on a log of a
/// million entries; and a start on such a log.
struct CloseBenchmark {
    private static let pending = 100_000

    private let bench: Bench
    private var rounds: Int { bench.options.isLong ? 5 : 2 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let site = try await bench.bigLog().site
        let time = Mutex<UInt64>(0)
        let steps = Mutex<[(CloseStep, Double)]>([])
        let keys = try SiteKeys(in: site.directory)
        let configuration = try site.directory.readConfiguration()
        func open() async throws -> Node {
            let store = try SQLiteStore(directory: site.directory.path) { step in
                steps.withLock { $0.append((step, seconds())) }
            }
            if time.withLock({ $0 }) == 0 {
                let last = store.head()?.state.lastEpoch?.scheduled ?? 0
                time.withLock { $0 = last }
            }
            return try await Node(
                store: store, keys: keys, configuration: configuration, directory: site.directory,
                now: { time.withLock { $0 } }, random: secrets(.highest))
        }
        var starts: [Double] = []
        for _ in 0..<5 {
            let started = seconds()
            let node = try await open()
            starts.append((seconds() - started) * 1e3)
            try node.store.close()
        }
        let node = try await open()
        let size = node.store.head()?.state.size ?? 0
        var (published, whole, plans, cpu, staged) = (
            [Double](), [Double](), [Double](), [Double](), [Double]()
        )
        for _ in 0..<rounds {
            let staging = seconds()
            try await node.store.stage(count: Self.pending)
            staged.append(Double(Self.pending) / (seconds() - staging))
            time.withLock { $0 += 21_600 }
            steps.withLock { $0 = [] }
            let (started, used) = (seconds(), Usage.ownCPU)
            try await node.closeIfDue()
            whole.append(seconds() - started)
            cpu.append(Usage.ownCPU - used)
            let done = steps.withLock { $0 }
            guard let plan = done.first(where: { $0.0 == .planCommitted }),
                let flip = done.first(where: { $0.0 == .flipCommitted })
            else { throw BenchError("the epoch did not close") }
            plans.append(plan.1 - started)
            published.append(flip.1 - started)
        }
        let entries = (node.store.head()?.state.size ?? 0) - size
        try node.store.close()
        guard entries == UInt64(rounds) << 17 else {
            throw BenchError("\(entries) entries in \(rounds) batches")
        }
        return [
            Figure(
                "from due to published", median(published), "s",
                note:
                    "of it \(short(median(plans))) s until the plan is stored: hashing, and SQLite's rows of "
                    + "131,072 entries; \(short(median(cpu))) s of CPU in all; \(rounds) rounds"
            ).atMost(1),
            Figure(
                "and with the records moved to their permanent tables", median(whole), "s",
                note: "behind the publication; sources are answered meanwhile"),
            Figure(
                "staging, for scale", median(staged), "records/s", note: "without payloads, 1,000 at once"),
            Figure(
                "start with \(short(Double(size))) entries", median(starts), "ms",
                note: "store, guard, newest site; files in memory"
            ).atMost(1_000),
        ]
    }
}
