import AuditLog
import Keys
@testable import Server
import TestSupport
import Wire

/// A log without a disk: real plans, seeded randomness, a coin for each epoch.
struct OraclePlans {
    /// What is wrong with the log on purpose, so that it is known what the classifier can see.
    enum Control: CaseIterable {
        case none
        /// A batch is exactly what came.
        case fillerOff
        /// What came stands in front, as it came.
        case unsorted
        /// Filler is drawn from a generator whose first bit is always 0.
        case weakFiller
        /// What came stands beside the filler, not in its place.
        case oneTooMany
    }

    let control: Control
    private var random: OracleRandom
    private var state = LogState.empty
    private let clock: EpochClock

    init?(seed: UInt64, control: Control = .none) throws {
        guard let clock = EpochClock(t0: 1_000, epochSeconds: 10) else { return nil }
        self.clock = clock
        self.control = control
        random = OracleRandom(seed: seed)
        let site = SiteDescriptor.sample {
            $0.origin = "uji.example/log"
            $0.t0 = 1_000
            $0.epochSeconds = 10
        }
        _ = try plan(0, PublicEntries(site: site), [])
    }

    /// One epoch: a fair coin decides whether a report came besides the prober's own.
    mutating func epoch(_ number: UInt64, own count: Int) throws -> OracleSample {
        let reported = random.coin()
        let own = try (0..<count).map { _ in try report() }
        let all = reported ? own + [try report()] : own
        let entries = spoilt(try plan(number, PublicEntries(), all).entries, all)
        let batch = OracleBatch(entries, own: Set(own.map(\.commitment)))
        return OracleSample(batch.features(own: count), reported: reported)
    }

    private mutating func plan(
        _ number: UInt64, _ publicEntries: PublicEntries, _ pending: [PendingRecord]
    ) throws -> BatchPlan {
        let source = OracleSource(OracleRandom(seed: random.next()))
        let secrets = BatchSecrets(random: source.bytes)
        let plan = try BatchPlan.make(
            state: state, number: number, clock: clock, keySet: Hash(), publicEntries: publicEntries,
            pending: pending, u: secrets.u, bump: secrets.bump, fillerNonces: { source.bytes(32 * $0) })
        state = plan.after
        return plan
    }

    /// A record as sources make them, but that nothing is sealed.
    private mutating func report() throws -> PendingRecord {
        let envelope = Hash(random.bytes(32)) ?? Hash()
        let record = Record(
            format: 1, body: .reportReceived(ReportReceived(agencies: ["bkn"], envelope: envelope)))
        let (nonce, bytes) = (Nonce(random.bytes(32)) ?? Nonce(), try record.encoded())
        return PendingRecord(
            commitment: Commitment.of(nonce: nonce, record: bytes), nonce: nonce, record: bytes)
    }

    /// The batch that a log without one of its precautions would have published.
    private func spoilt(_ entries: [[UInt8]], _ pending: [PendingRecord]) -> [[UInt8]] {
        let real = Set(pending.map(\.commitment))
        func isReal(_ entry: [UInt8]) -> Bool { OracleBatch.commitment(entry).map(real.contains) ?? true }
        switch control {
        case .none:
            return entries
        case .fillerOff:
            return entries.filter(isReal)
        case .unsorted:
            let last = entries.suffix(1)
            return entries.dropLast().filter(isReal) + entries.dropLast().filter { !isReal($0) } + last
        case .weakFiller:
            return entries.map { entry in
                guard !isReal(entry) else { return entry }
                var weak = entry
                weak[45] &= 0x7f
                return weak
            }
        case .oneTooMany:
            return real.isEmpty ? entries : entries + [entries[0]]
        }
    }
}
