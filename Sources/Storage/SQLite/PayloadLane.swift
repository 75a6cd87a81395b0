import Foundation
import GRDB
import Synchronization
import Wire

/// Group commit of payload.sqlite.
///
/// What it wrote is durable before it goes on to log.sqlite, and invisible
/// until a published record names it. While one group commits there, the next one is written here.
///
/// A row in `arriving` marks what no record is known to name; it is resolved when the record's fate is known,
/// or when the store is opened.
final class PayloadLane: Sendable {
    static let partSize = 65_536
    private static let groupLimit = 256
    private static let dropLimit = 64
    private static let moveLimit = 256

    private let file: DatabaseFile
    private let queue = Mutex(Queue())

    private struct Queue {
        var jobs: [StageJob] = []
        var parts: [(parts: UploadedParts, done: CheckedContinuation<StoreError?, Never>)] = []
        var confirmed: [PayloadID] = []
        var dropped: [PayloadID] = []
        var moves: [PayloadID] = []
        var movesDone: [CheckedContinuation<StoreError?, Never>] = []
        var covers = false
        /// Could not be dropped; tried again by `retry`.
        var postponed: [PayloadID] = []
        var next: (@Sendable ([StageJob]) -> Void)?
        var running = false

        var isIdle: Bool {
            jobs.isEmpty && parts.isEmpty && dropped.isEmpty && moves.isEmpty && movesDone.isEmpty
        }
    }

    /// What one transaction does.
    private struct Group {
        var jobs: [StageJob]
        var parts: [(parts: UploadedParts, done: CheckedContinuation<StoreError?, Never>)]
        var confirmed: [PayloadID]
        var dropped: PayloadID?
        var moves: [PayloadID]
        var movesDone: [CheckedContinuation<StoreError?, Never>]
        /// Somebody waits for moves, if only for none.
        var isSettling: Bool
        /// There was nothing to move.
        var covers: Bool
    }

    init(file: DatabaseFile) {
        self.file = file
    }

    /// Who gets the jobs whose payload is durable.
    func forward(to next: @escaping @Sendable ([StageJob]) -> Void) {
        queue.withLock { $0.next = next }
    }

    func submit(_ job: StageJob) {
        enqueue { $0.jobs.append(job) }
    }

    /// Returns when the parts are durable.
    func write(_ parts: UploadedParts) async throws(StoreError) {
        let error = await withCheckedContinuation { done in enqueue { $0.parts.append((parts, done)) } }
        if let error { throw error }
    }

    /// A durable record names it.
    ///
    /// Told to the file with the next transaction.
    func confirm(_ id: PayloadID) {
        queue.withLock { $0.confirmed.append(id) }
    }

    /// No record names it: it is overwritten with zeros and removed, a piece at a time.
    func drop(_ id: PayloadID) {
        enqueue { $0.dropped.append(id) }
    }

    /// Rewrites payloads of published records in the order of their ids: their pages then no longer tell
    /// which came first.
    ///
    /// Returns when it is done.
    func move(_ ids: [PayloadID]) async throws(StoreError) {
        try await settle { queue in
            queue.moves = ids.sorted() + queue.moves
            queue.covers = ids.isEmpty
        }
    }

    /// Tells the file of all that was confirmed.
    ///
    /// Returns when it is done.
    func confirmAll() async throws(StoreError) {
        try await settle { _ in }
    }

    private func settle(_ change: (inout sending Queue) -> Void) async throws(StoreError) {
        let error = await withCheckedContinuation { done in
            enqueue { queue in
                change(&queue)
                queue.movesDone.append(done)
            }
        }
        if let error { throw error }
    }

    /// Drops what could not be dropped before, for instance on a full disk.
    func retry() {
        enqueue {
            $0.dropped += $0.postponed
            $0.postponed = []
        }
    }

    private func enqueue(_ change: (inout sending Queue) -> Void) {
        let starts = queue.withLock { queue in
            change(&queue)
            defer { queue.running = true }
            return !queue.running
        }
        if starts { takeTurn() }
    }

    private func takeTurn() {
        file.pool.asyncWriteWithoutTransaction { db in
            let group = self.takeGroup()
            var dropsMore = false
            do throws(StoreError) {
                dropsMore = try self.file.transaction(db) { db in try Self.apply(group, to: db) }
                self.finish(group)
            } catch {
                self.fail(group, error)
            }
            let goesOn = self.queue.withLock { queue in
                if dropsMore, let id = group.dropped { queue.dropped.append(id) }
                queue.running = !queue.isIdle
                return queue.running
            }
            if goesOn { self.takeTurn() }
        }
    }

    private func takeGroup() -> Group {
        queue.withLock { queue in
            let jobs = Array(queue.jobs.prefix(Self.groupLimit))
            queue.jobs.removeFirst(jobs.count)
            let moves = Array(queue.moves.prefix(Self.moveLimit))
            queue.moves.removeFirst(moves.count)
            let group = Group(
                jobs: jobs, parts: queue.parts, confirmed: queue.confirmed, dropped: queue.dropped.popLast(),
                moves: moves, movesDone: queue.moves.isEmpty ? queue.movesDone : [],
                isSettling: !queue.movesDone.isEmpty, covers: queue.covers)
            queue.covers = false
            queue.parts = []
            queue.confirmed = []
            if queue.moves.isEmpty { queue.movesDone = [] }
            return group
        }
    }

    /// - Returns: whether `dropped` has more than could be removed at once.
    private static func apply(_ group: Group, to db: Database) throws -> Bool {
        if group.isSettling { try DatabaseFile.touch(db) }
        for id in group.confirmed { try PayloadRows.confirm(id, in: db) }
        for job in group.jobs {
            guard case .bytes(let bytes) = job.record.request.payload, let id = job.record.payloadID,
                let envelope = job.record.envelope
            else { continue }
            try PayloadRows.mark(id, envelope: envelope, in: db)
            try PayloadRows.insertStaged(id, bytes, in: db)
        }
        for (parts, _) in group.parts {
            try PayloadRows.mark(parts.id, envelope: parts.envelope, in: db)
            try PayloadRows.insert(parts, in: db)
        }
        for id in group.moves { try PayloadRows.move(id, in: db) }
        if group.covers { try DatabaseFile.cover(db, bytes: 2 * partSize) }
        guard let id = group.dropped else { return false }
        return try PayloadRows.drop(id, limit: dropLimit, in: db)
    }

    private func finish(_ group: Group) {
        for (_, done) in group.parts { done.resume(returning: nil) }
        for done in group.movesDone { done.resume(returning: nil) }
        let next = queue.withLock { $0.next }
        if !group.jobs.isEmpty { next?(group.jobs) }
    }

    private func fail(_ group: Group, _ error: StoreError) {
        var waiting = group.movesDone
        queue.withLock { queue in
            // Told later, or found out at the next start; never in a loop on a full disk.
            queue.confirmed += group.confirmed
            if let id = group.dropped { queue.postponed.append(id) }
            if !group.moves.isEmpty {
                waiting += queue.movesDone
                queue.moves = []
                queue.movesDone = []
            }
        }
        for job in group.jobs { job.done.resume(returning: .failure(error)) }
        for (_, done) in group.parts { done.resume(returning: error) }
        for done in waiting { done.resume(returning: error) }
    }
}
