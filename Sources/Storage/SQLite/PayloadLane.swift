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
    /// Parts that one transaction copies or removes: 16 MiB of whole ones.
    private static let moveLimit = 256
    /// Pages that one transaction gives back: 4 MiB.
    private static let shrinkLimit = 256

    private let file: DatabaseFile
    private let ledger: SpaceLedger
    private let queue = Mutex(Queue())

    private struct Queue {
        /// One order for both: who passes behind a thousand reports waits for them.
        var arrivals: [Arrival] = []
        var parts: [(parts: UploadedParts, done: CheckedContinuation<StoreError?, Never>)] = []
        var confirmed: [PayloadID] = []
        var dropped: [PayloadID] = []
        var copies = Moves()
        /// What was copied since settling began.
        var copied: [StagedPart] = []
        /// Begun when everything was copied, in an order of their own.
        var removals: [StagedPart] = []
        /// Free pages are to be given back.
        var shrinks = false
        var movesDone: [CheckedContinuation<StoreError?, Never>] = []
        var covers = false
        /// Could not be dropped; tried again by `retry`.
        var postponed: [PayloadID] = []
        var next: (@Sendable ([StageJob], [PassingJob]) -> Void)?
        var running = false

        var isIdle: Bool {
            arrivals.isEmpty && parts.isEmpty && dropped.isEmpty && copies.isEmpty
                && removals.isEmpty
                && movesDone.isEmpty
        }
    }

    /// Payloads whose parts are still to be copied or removed, in the order of their ids.
    private struct Moves {
        /// The first one last.
        var ids: [PayloadID] = []
        /// Of the first one: parts that were copied.
        var part = 0

        var isEmpty: Bool { ids.isEmpty }

        /// Ids in the order in which they are taken; what is being moved already stays where it is.
        mutating func add(_ new: [PayloadID]) {
            let known = Set(ids)
            ids = new.filter { !known.contains($0) }.sorted(by: >) + ids
        }

        /// Does as much as one transaction may.
        ///
        /// - Parameter step: copies at most so many parts of an id from a part on, and says which.
        /// - Returns: all of them.
        mutating func run(_ step: (PayloadID, _ from: Int, _ limit: Int) throws -> [Int]) rethrows
            -> [StagedPart]
        {
            var room = PayloadLane.moveLimit
            var copied: [StagedPart] = []
            while let id = ids.last, room > 0 {
                let parts = try step(id, part, room)
                copied += parts.map { StagedPart(id: id, part: $0) }
                let count = parts.count
                if count < room {
                    ids.removeLast()
                    part = 0
                } else {
                    part += count
                }
                // An id without parts costs a look.
                room -= max(count, 1)
            }
            return copied
        }
    }

    /// What one transaction does.
    private struct Group {
        var jobs: [StageJob]
        var passing: [PassingJob]
        var parts: [(parts: UploadedParts, done: CheckedContinuation<StoreError?, Never>)]
        var confirmed: [PayloadID]
        var dropped: PayloadID?
        /// Either has something to do, never both: what one row frees, no row of the same settling takes.
        var copies: Moves
        var removals: ArraySlice<StagedPart>
        var shrinks: Bool
        var movesDone: [CheckedContinuation<StoreError?, Never>]
        /// Somebody waits for moves, if only for none.
        var isSettling: Bool
        /// There was nothing to move.
        var covers: Bool

        /// Whether there is nothing to write.
        var isEmpty: Bool {
            jobs.isEmpty && parts.isEmpty && dropped == nil && copies.isEmpty && removals.isEmpty
                && !isSettling
        }
    }

    init(file: DatabaseFile, ledger: SpaceLedger) {
        (self.file, self.ledger) = (file, ledger)
    }

    /// Who gets the jobs whose payload is durable, and who passes.
    func forward(to next: @escaping @Sendable ([StageJob], [PassingJob]) -> Void) {
        queue.withLock { $0.next = next }
    }

    func submit(_ job: StageJob) {
        enqueue { $0.arrivals.append(.job(job)) }
    }

    /// Takes somebody along with the records that come at the same time; alone, nothing is written.
    func pass(_ job: PassingJob) {
        enqueue { $0.arrivals.append(.passing(job)) }
    }

    /// Who waits, with a payload or without.
    var waiting: Int { queue.withLock { $0.arrivals.count } }

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
    ///
    /// - Parameters:
    ///   - id: whose parts.
    ///   - bytes: of it that wait to be settled.
    func drop(_ id: PayloadID, bytes: UInt64 = 0) {
        ledger.dropped(bytes)
        enqueue { $0.dropped.append(id) }
    }

    /// Rewrites payloads of published records in the order of their ids: their pages then no longer tell
    /// which came first.
    ///
    /// All of them are copied before any staged part is removed: a copy that took the pages freed by the one before it
    /// would stand where that one had arrived. They are removed in an order of their own, part by part, so that nothing
    /// rests on which free pages are taken first. Returns when it is done.
    func move(_ ids: [PayloadID]) async throws(StoreError) {
        try await settle { queue in
            queue.copies.add(ids)
            queue.covers = ids.isEmpty
        }
        try await settle { queue in
            queue.removals += queue.copied.shuffled()
            queue.copied = []
            queue.covers = ids.isEmpty
        }
    }

    /// Gives free pages back to the disk until no more than `slack` bytes of them are left, a step at a time.
    ///
    /// An epoch of a few reports leaves fewer: that something came does not show in the file's length.
    func shrink(to slack: UInt64) async throws(StoreError) {
        while true {
            let free = ledger.free
            guard free > slack else { return }
            try await settle { $0.shrinks = true }
            // A file of an older version does not shrink.
            guard ledger.free < free else { return }
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
            let dropsMore = !group.isEmpty && self.write(group, to: db)
            if group.isEmpty { self.goOn([], group.passing) }
            let goesOn = self.queue.withLock { queue in
                if dropsMore, let id = group.dropped { queue.dropped.append(id) }
                queue.running = !queue.isIdle
                return queue.running
            }
            if goesOn { self.takeTurn() }
        }
    }

    /// - Returns: whether `dropped` has more than could be removed at once.
    private func write(_ group: Group, to db: Database) -> Bool {
        do throws(StoreError) {
            let done = try file.transaction(db) { db in try Self.apply(group, to: db) }
            try? ledger.measure(db)
            finish(group, done)
            return done.dropsMore
        } catch {
            fail(group, error)
            return false
        }
    }

    private func takeGroup() -> Group {
        queue.withLock { queue in
            let arrivals = Array(queue.arrivals.prefix(Self.groupLimit))
            queue.arrivals.removeFirst(arrivals.count)
            let isCopying = !queue.copies.isEmpty
            var group = Group(
                jobs: arrivals.jobs, passing: arrivals.passing, parts: queue.parts, confirmed: [],
                dropped: queue.dropped.popLast(),
                copies: queue.copies,
                removals: isCopying ? [] : queue.removals.suffix(Self.moveLimit),
                shrinks: queue.shrinks,
                movesDone: queue.movesDone, isSettling: !queue.movesDone.isEmpty, covers: queue.covers)
            queue.covers = false
            queue.shrinks = false
            queue.parts = []
            // What is confirmed is told with the next transaction, and is none of its own.
            if !group.isEmpty { swap(&group.confirmed, &queue.confirmed) }
            queue.copies = Moves()
            queue.removals.removeLast(group.removals.count)
            queue.movesDone = []
            return group
        }
    }

    /// What a transaction did.
    private struct Done {
        /// Whether `dropped` has more than could be removed at once.
        var dropsMore: Bool
        /// Still to be copied.
        var copies: Moves
        var copied: [StagedPart]
    }

    private static func apply(_ group: Group, to db: Database) throws -> Done {
        var copies = group.copies
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
            try PayloadRows.mark(parts.id, envelope: parts.envelope ?? Hash(), in: db)
            try PayloadRows.insert(parts, in: db)
        }
        let copied = try copies.run { id, part, limit in
            try PayloadRows.copy(id, from: part, limit: limit, in: db)
        }
        for part in group.removals { try PayloadRows.unstage(part, in: db) }
        if group.shrinks { try DatabaseFile.shrink(db, pages: shrinkLimit) }
        if group.covers { try DatabaseFile.cover(db, bytes: partSize) }
        let dropsMore = try group.dropped.map { try PayloadRows.drop($0, limit: dropLimit, in: db) }
        return Done(dropsMore: dropsMore ?? false, copies: copies, copied: copied)
    }

    private func finish(_ group: Group, _ done: Done) {
        for job in group.jobs {
            if case .bytes(let bytes) = job.record.request.payload { ledger.wrote(UInt64(bytes.count)) }
        }
        for (_, done) in group.parts { done.resume(returning: nil) }
        let isMoved = queue.withLock { queue in
            // What was added meanwhile comes behind.
            queue.copies.ids += done.copies.ids
            queue.copies.part = done.copies.isEmpty ? queue.copies.part : done.copies.part
            queue.copied += done.copied
            let isMoved = done.copies.isEmpty && queue.removals.isEmpty
            if !isMoved { queue.movesDone = group.movesDone + queue.movesDone }
            return isMoved
        }
        if isMoved { for done in group.movesDone { done.resume(returning: nil) } }
        goOn(group.jobs, group.passing)
    }

    /// Those who came together go on together.
    private func goOn(_ jobs: [StageJob], _ passing: [PassingJob]) {
        guard !jobs.isEmpty || !passing.isEmpty else { return }
        queue.withLock { $0.next }?(jobs, passing)
    }

    private func fail(_ group: Group, _ error: StoreError) {
        var waiting = group.movesDone
        queue.withLock { queue in
            // Told later, or found out at the next start; never in a loop on a full disk.
            queue.confirmed += group.confirmed
            if let id = group.dropped { queue.postponed.append(id) }
            if !group.copies.isEmpty || !group.removals.isEmpty {
                waiting += queue.movesDone
                queue.copies = Moves()
                (queue.copied, queue.removals) = ([], [])
                queue.movesDone = []
            }
        }
        for job in group.jobs { job.done.resume(returning: .failure(error)) }
        goOn([], group.passing)
        for (_, done) in group.parts { done.resume(returning: error) }
        for done in waiting { done.resume(returning: error) }
    }
}
