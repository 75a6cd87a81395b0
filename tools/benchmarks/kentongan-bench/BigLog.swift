import AuditLog
import Console
import Foundation
import Server
import Storage
import Synchronization
import TransparencyLog
import Wire

/// A store with many entries: busy epochs, made by the server's own code.
struct BigLog {
    /// How many batches, and what an epoch holds that makes its batch as large as it is.
    struct Shape {
        let batches: Int
        let batchSize: UInt64
        let isRaised: Bool

        /// A million entries: eight epochs of 131,072.
        static let million = Shape(batches: 8, batchSize: 131_072, isRaised: false)
        /// Ten million entries: ten epochs of 1,048,576, each a step larger than its records need.
        static let tenMillion = Shape(batches: 10, batchSize: 1_048_576, isRaised: true)
        static let twoMillion = Shape(batches: 2, batchSize: 1_048_576, isRaised: true)
    }

    let site: BenchSite
    let size: UInt64

    init(in path: String, _ shape: Shape) async throws {
        // Its last epoch is the one that is due now: a verifier believes no later one, and a start closes none.
        site = try await BenchSite(in: path, epochSeconds: 21_600, ago: 21_600 * UInt64(shape.batches))
        let store = try SQLiteStore(directory: site.directory.path)
        let clock = try Self.clock(of: store)
        // More than half of what the step below has room for, so that the epoch takes 131,072 at least.
        let sequencer = try Sequencer(
            store: store, keys: try SiteKeys(in: site.directory),
            random: secrets(shape.isRaised ? .raised : .lowest))
        for _ in 0..<shape.batches {
            try await store.stage(count: 8_192)
            guard let last = store.head()?.state.lastEpoch?.number, let due = clock.scheduled(last + 1),
                try await sequencer.closeIfDue(now: due)
            else { throw BenchError("an epoch did not close") }
            try await store.settle()
        }
        size = store.head()?.state.size ?? 0
        try store.close()
        guard size == 256 + UInt64(shape.batches) * shape.batchSize else {
            throw BenchError("a log of \(size) entries")
        }
    }

    static func clock(of store: SQLiteStore) throws -> EpochClock {
        guard let scheduled = store.head()?.state.lastEpoch?.scheduled,
            let clock = EpochClock(t0: scheduled, epochSeconds: 21_600)
        else { throw BenchError("an empty log") }
        return clock
    }

    /// The files that the server publishes, without its syncs: tens of thousands would take minutes.
    func writeTiles(to directory: String) async throws {
        let store = try SQLiteStore(directory: site.directory.path)
        guard let head = store.head() else { throw BenchError("an empty log") }
        var made: Set<String> = []
        for tile in Tile.changedBundles(from: 0, to: size) + Tile.changed(from: 0, to: size) {
            let path = "\(directory)/\(tile.path)"
            let folder = (path as NSString).deletingLastPathComponent
            if made.insert(folder).inserted {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            try Data(try await store.tile(tile)).write(to: URL(fileURLWithPath: path))
        }
        try Data(head.checkpoint.utf8).write(to: URL(fileURLWithPath: directory + "/checkpoint"))
        try store.close()
    }
}

/// What an epoch draws: u is ½, or just below 1; only `raised` takes a step without cause.
enum EpochSecrets {
    case lowest
    case highest
    case raised
}

/// Randomness in which the epoch's secrets are given.
func secrets(_ secrets: EpochSecrets) -> @Sendable (Int) -> [UInt8] {
    { count in
        guard count == 8 else { return System.random(count) }
        return switch secrets {
        case .lowest: [0, 0, 0, 0, 0, 0, 0, 1]
        case .highest: [UInt8](repeating: 0xff, count: 8)
        case .raised: [UInt8](repeating: 0, count: 8)
        }
    }
}

extension Store {
    /// Stages reports without payloads for the next epoch, as many at once as a busy server has.
    ///
    /// - Returns: their commitments, in no order.
    @discardableResult
    func stage(count: Int) async throws -> [Hash] {
        let agencies = BenchSite.agencies
        let origin = origin
        let staged = Mutex<[Hash]>([])
        try await repeated(count, width: min(count, 1_000)) { _ in
            guard let nonce = Nonce(System.random(32)), let envelope = Hash(System.random(32)),
                let mailbox = PublicKey(System.random(32))
            else { throw BenchError("no randomness") }
            let record = Record(
                format: 1,
                body: .reportReceived(ReportReceived(agencies: agencies, envelope: envelope)))
            let submission = StageRequest.Submission(
                mailbox: mailbox, outer: Hash(), keySet: Hash(), signature: Signature())
            let request = StageRequest(nonce: nonce, record: record, submission: submission) { $0 + 1 }
            let outcome = try await self.stage(request) { commitment, epoch in
                Promise(
                    format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature())
            }
            guard case .promised(let promised) = outcome else { throw BenchError("not staged: \(outcome)") }
            staged.withLock { $0.append(promised.promise.commitment) }
        }
        return staged.withLock { $0 }
    }
}
