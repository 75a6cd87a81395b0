import AuditLog
import Console
import Foundation
import Server
import Storage
import TransparencyLog
import Verification
import Wire

/// A whole log, verified at the public level, against the SHA-256 blocks that its leaves and nodes need: two of each.
struct VerifyBenchmark {
    private let bench: Bench
    private var rounds: Int { bench.options.isLong ? 9 : 5 }

    init(_ bench: Bench) {
        self.bench = bench
    }

    func run() async throws -> [Figure] {
        let big = try await bench.bigLog()
        let busy = try await MemoryLog(of: big.site)
        let quiet = try await MemoryLog(quiet: BenchSite(in: bench.directory("quiet")), batches: 1_024)
        var (one, two, quietOne, block, entry) = ([Double](), [Double](), [Double](), [Double](), [Double]())
        for round in 0...rounds {
            let oneNow = try busy.auditedPerSecond()
            let twoNow = try await busy.verifiedPerSecond()
            let quietNow = try quiet.auditedPerSecond()
            let rates = try bench.peers.rates()
            guard round > 0 else { continue }
            one.append(oneNow)
            two.append(twoNow)
            quietOne.append(quietNow)
            block.append(rates.block)
            entry.append(rates.entry)
        }
        let limit = 1e9 / (4 * median(block))
        let calls = 1e9 / median(entry)
        let (program, peak) = try await verified(big.site)
        return [
            Figure(
                "one core, 131,072 a batch", median(one) / 1e6, "M entries/s",
                note:
                    "\(short(Double(busy.size))) entries in memory; SHA-256 is the limit: \(short(median(block))) ns a block, "
                    + "4 blocks an entry (leaf 78 bytes, node 65)"
            ).against("M/s, C: the blocks alone", limit / 1e6).atLeast(0.5),
            Figure("the same", median(one) / 1e6, "M entries/s")
                .against("M/s, C: SHA256_Init, Update, Final of both", calls / 1e6),
            Figure(
                "one core, 256 a batch", median(quietOne) / 1e6, "M entries/s",
                note: "a log where little happens"
            )
            .against("M/s, C: the blocks alone", limit / 1e6).atLeast(0.5),
            Figure(
                "two cores, 131,072 a batch", median(two) / 1e6, "M entries/s", note: "as the programs verify"
            )
            .against("M/s on one core", median(one) / 1e6),
            Figure(
                "kentongan-review verify --data", program / 1e6, "M entries/s",
                note: "start and reading included"),
            Figure("its memory at most", peak, "MiB").atMost(64),
        ]
    }

    /// The real program over the store's files.
    private func verified(_ site: BenchSite) async throws -> (rate: Double, peak: Double) {
        var (rates, peaks) = ([Double](), [Double]())
        for _ in 0..<3 {
            let started = seconds()
            let child = try Child(
                "\(bench.options.programs)/kentongan-review",
                ["verify", "--data", site.directory.path, "--json"],
                quiet: true)
            let (output, peak) = try await Usage.peak(of: child.pid) { try child.finish() }
            let size = output.split(separator: "\"entries\":").dropFirst().first?.prefix { $0.isNumber }
            guard let entries = size.flatMap({ Double($0) }) else {
                throw BenchError("verify said \(output)")
            }
            rates.append(entries / (seconds() - started))
            peaks.append(peak)
        }
        return (median(rates), peaks.max() ?? 0)
    }
}

/// A log whose bundles are held in memory, so that nothing but verifying is measured.
private struct MemoryLog: LogSource {
    let note: [UInt8]
    let pieces: [LogPiece]
    let fingerprint: Hash
    let size: UInt64

    /// What a store has published.
    init(of site: BenchSite) async throws {
        let store = try SQLiteStore(directory: site.directory.path)
        guard let head = store.head() else { throw BenchError("an empty log") }
        var pieces: [LogPiece] = []
        for index in 0..<head.state.size / 256 {
            pieces.append(LogPiece(first: 256 * index, bytes: try await store.bundle(index), count: 256))
        }
        try store.close()
        self.pieces = pieces
        note = Array(head.checkpoint.utf8)
        fingerprint = site.link.fingerprint
        size = head.state.size
    }

    /// A new site's batch, and as many of filler alone as make `batches`.
    init(quiet site: BenchSite, batches: Int) async throws {
        let store = try SQLiteStore(directory: site.directory.path)
        guard var state = store.head()?.state, let epoch = state.lastEpoch,
            let clock = EpochClock(t0: epoch.scheduled, epochSeconds: 31_536_000)
        else { throw BenchError("an empty log") }
        var pieces = [LogPiece(first: 0, bytes: try await store.bundle(0), count: 256)]
        let origin = store.origin
        try store.close()
        for number in 1..<UInt64(batches) {
            let plan = try BatchPlan.make(
                state: state, number: number, clock: clock, keySet: epoch.keySet,
                publicEntries: PublicEntries(),
                pending: [], u: 0.5, bump: false, fillerNonces: { System.random(32 * $0) })
            pieces.append(
                LogPiece(
                    first: state.size, bytes: try TransparencyLog.EntryBundle.encode(plan.entries), count: 256
                ))
            state = plan.after
        }
        let signer = try NoteSigner(name: origin, key: try SiteKeys(in: site.directory).log)
        note = try Checkpoint(origin: origin, size: state.size, root: state.edge.root).signed(by: signer)
            .bytes
        self.pieces = pieces
        fingerprint = site.link.fingerprint
        size = state.size
    }

    /// Everything on one thread.
    func auditedPerSecond() throws -> Double {
        let started = seconds()
        var audit = Audit(level: .public, pins: AuditPins(fingerprint: fingerprint))
        audit.checkpoint(note)
        for piece in pieces {
            audit.entries(try AuditBundle(first: piece.first, bytes: piece.bytes, count: piece.count))
        }
        return try rate(audit.finish(), since: started)
    }

    /// As the programs do, on all cores.
    func verifiedPerSecond() async throws -> Double {
        let started = seconds()
        let run = VerifyRun(source: self, pins: AuditPins(fingerprint: fingerprint))
        return try rate(await run.run(kept: nil).report, since: started)
    }

    private func rate(_ report: AuditReport, since started: Double) throws -> Double {
        let time = seconds() - started
        guard report.failureCount == 0, report.counts.entries == size,
            report.checkpoint?.checkpoint.size == size
        else {
            throw BenchError("the log does not verify: \(report.failures.prefix(3))")
        }
        return Double(size) / time
    }

    // MARK: LogSource

    func checkpoint() async throws(LogSourceError) -> [UInt8] { note }

    func entries(from first: UInt64, to end: UInt64) -> any LogReader<[LogPiece]> {
        MemoryReader(pieces[Int(first / 256)..<Int(end / 256)])
    }

    func openings(from first: UInt64) -> any LogReader<OpenedEntry> { EmptyReader() }

    func envelope(_ hash: Hash) -> any LogReader<[UInt8]> { EmptyReader() }

    func consistency(from old: UInt64, to new: UInt64) async throws(LogSourceError) -> [Hash] { [] }

    func inclusion(of index: UInt64, in size: UInt64) async throws(LogSourceError) -> [Hash] { [] }
}

private final class MemoryReader: LogReader {
    private var left: ArraySlice<LogPiece>

    init(_ pieces: ArraySlice<LogPiece>) {
        left = pieces
    }

    /// As many at once as a store gives.
    func next() async throws(LogSourceError) -> [LogPiece]? {
        guard !left.isEmpty else { return nil }
        defer { left = left.dropFirst(32) }
        return Array(left.prefix(32))
    }
}

private final class EmptyReader<Element>: LogReader {
    func next() async throws(LogSourceError) -> Element? { nil }
}
