import AuditLog
import Client
import Console
import Server
import Storage
import Wire

/// A store with a million entries: eight busy epochs of 131,072, made by the server's own code.
struct BigLog {
    static let batches = 8

    let site: BenchSite

    init(in path: String) async throws {
        site = try await BenchSite(in: path, epochSeconds: 21_600)
        let store = try SQLiteStore(directory: site.directory.path)
        let clock = try Self.clock(of: store)
        // More than half of what the step below has room for, so that the epoch takes this one.
        let sequencer = try Sequencer(
            store: store, keys: try SiteKeys(in: site.directory), random: secrets(lowest: true))
        for _ in 0..<Self.batches {
            try await store.stage(count: 8_192)
            guard let last = store.head()?.state.lastEpoch?.number, let due = clock.scheduled(last + 1),
                try await sequencer.closeIfDue(now: due)
            else { throw BenchError("an epoch did not close") }
        }
        try store.close()
    }

    static func clock(of store: SQLiteStore) throws -> EpochClock {
        guard let scheduled = store.head()?.state.lastEpoch?.scheduled,
            let clock = EpochClock(t0: scheduled, epochSeconds: 21_600)
        else { throw BenchError("an empty log") }
        return clock
    }
}

/// Randomness in which the epoch's secrets are given: u is ½, or just below 1, and no step comes without cause.
func secrets(lowest: Bool) -> @Sendable (Int) -> [UInt8] {
    { count in
        guard count == 8 else { return System.random(count) }
        return lowest ? [0, 0, 0, 0, 0, 0, 0, 1] : [UInt8](repeating: 0xff, count: 8)
    }
}

extension SQLiteStore {
    /// Stages reports without payloads for the next epoch, as many at once as a busy server has.
    func stage(count: Int) async throws {
        let agencies = BenchSite.agencies
        let origin = origin
        try await repeated(count, width: min(count, 1_000)) { _ in
            guard let nonce = Nonce(System.random(32)), let envelope = Hash(System.random(32)),
                let mailbox = PublicKey(System.random(32))
            else { throw BenchError("no randomness") }
            let record = Record(
                format: 1,
                body: .reportReceived(ReportReceived(agencies: agencies, envelope: envelope, work: [])))
            let submission = StageRequest.Submission(
                mailbox: mailbox, outer: Hash(), keySet: Hash(), signature: Signature())
            let request = StageRequest(nonce: nonce, record: record, submission: submission) { $0 + 1 }
            let outcome = try await self.stage(request) { commitment, epoch in
                Promise(
                    format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature())
            }
            guard case .promised = outcome else { throw BenchError("not staged: \(outcome)") }
        }
    }
}
