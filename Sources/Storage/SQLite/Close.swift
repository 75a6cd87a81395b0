package import AuditLog
import GRDB
import Synchronization
import Wire

// Each step is one transaction of log.sqlite, and the guard.
extension SQLiteStore {
    /// See `EpochClosing.plan`.
    package func plan(
        number: UInt64, make: @escaping @Sendable (CloseInput) throws -> BatchPlan
    ) async throws(StoreError) -> PlannedBatch {
        let planned = try await log.write { [faults] db in
            let state = try StateRow.published(in: db)
            if let waiting = try StateRow.read(.planned, in: db) {
                throw StoreError.planPending(epoch: waiting.lastEpoch?.number ?? 0)
            }
            if let last = state.lastEpoch?.number, number <= last {
                throw StoreError.epochCut(number: number, last: last)
            }
            let pending = try PendingRows(db, after: state.lastEpoch?.number, through: number)
            let queue = try PublicQueue.next(in: db, for: number)
            let plan = try make(
                CloseInput(
                    number: number, state: state, pending: pending.records, publicEntries: queue.entries))
            try PlanRows(plan: plan, state: state, pending: pending, queue: queue, number: number).write(
                to: db)
            try InboxItems.number(after: state.lastEpoch?.number, through: number, in: db)
            try faults(.planWritten)
            return PlannedBatch(epoch: plan.epoch, before: LogPosition(state), after: plan.after)
        }
        try fault(.planCommitted)
        return planned
    }

    /// See `EpochClosing.pendingPlan`.
    package func pendingPlan() async throws(StoreError) -> PlannedBatch? {
        try await log.read { try Self.pendingPlan(in: $0) }
    }

    /// See `EpochClosing.advanceGuard`.
    package func advanceGuard(_ planned: PlannedBatch) async throws(StoreError) {
        try await offPool { [guardFile, faults] () throws(StoreError) in
            try guardFile.advance(from: planned.before, to: LogPosition(planned.after)) {
                () throws(StoreError) in
                do { try faults(.guardWritten) } catch { throw StoreError(error) }
            }
        }
        try fault(.guardAdvanced)
    }

    /// See `EpochClosing.publish`.
    package func publish(_ planned: PlannedBatch, checkpoint: String) async throws(StoreError) {
        try await log.write { [faults] db in
            guard let waiting = try StateRow.read(.planned, in: db), waiting == planned.after else {
                // A repetition, or somebody else's plan.
                guard try StateRow.published(in: db) == planned.after else {
                    throw StoreError.noPlan(epoch: planned.epoch.number)
                }
                return
            }
            try StateRow.publishPlanned(in: db)
            try db.run(
                "INSERT INTO checkpoint VALUES (?, ?)", [try Int64(stored: waiting.size), checkpoint])
            try faults(.flipWritten)
        }
        headCache.withLock { $0 = PublishedHead(state: planned.after, checkpoint: checkpoint) }
        try fault(.flipCommitted)
    }

    /// Moves what is published from the staging tables to the permanent ones, in the order of keys, so that
    /// the order of arrival is nowhere any more; then truncates both WALs.
    ///
    /// Nothing that can be read changes.
    ///
    /// Commits, syncs and pages are as many whether nothing came or one report: the public is asking for the new batch
    /// meanwhile, and how fast it is answered must not tell.
    package func settle() async throws(StoreError) {
        let published = try await log.write { db -> UInt64 in
            try DatabaseFile.touch(db)
            guard let epoch = try Published(db).epoch else { return 0 }
            let (epoch64, before) = (try Int64(stored: epoch), db.totalChangesCount)
            let bytes = try Self.stagedBytes(through: epoch64, in: db)
            for table in Schema.pairs {
                try db.run(
                    """
                    INSERT INTO \(table.name) SELECT * FROM staged_\(table.name) WHERE epoch <= ?
                    ORDER BY \(table.key)
                    """, [epoch64])
            }
            // Not before all is copied: no row takes pages that staged ones free, which stand as they came.
            for table in Schema.pairs {
                try db.run("DELETE FROM staged_\(table.name) WHERE epoch <= ?", [epoch64])
            }
            if db.totalChangesCount == before { try DatabaseFile.cover(db, bytes: Self.rowCover) }
            return bytes
        }
        ledger.publish(published)
        try fault(.recordsMoved)
        try await payloadLane.confirmAll()
        try await payloadLane.move(try await publishedArrivals())
        ledger.settled()
        try await payloadLane.shrink(to: Self.slack)
        try await log.touch()
        try await payload.touch()
    }

    /// Bytes of payloads whose records wait in the staging table, those promised for an epoch or before.
    static func stagedBytes(through epoch: Int64 = .max, in db: Database) throws -> UInt64 {
        try db.row(
            "SELECT COALESCE(SUM(length), 0) FROM staged_record WHERE epoch <= ? AND payload IS NOT NULL",
            [epoch])?.number(0) ?? 0
    }

    /// Bytes of free pages that the payload file keeps for what comes next.
    private static let slack: UInt64 = 16 << 20

    /// Bytes for the pages that a report's rows dirty in both tables.
    private static let rowCover = 65_536

    /// See `EpochClosing.replaceCheckpoint`.
    package func replaceCheckpoint(
        size: UInt64, _ change: @escaping @Sendable (String) throws -> String
    ) async throws(StoreError) -> String {
        try await log.write { db in
            let published = try Published(db).size
            let key = [try Int64(stored: size)]
            guard size <= published,
                let old = try db.row("SELECT note FROM checkpoint WHERE size = ?", StatementArguments(key))?
                    .text(0)
            else { throw StoreError.outOfRange(field: "size", value: size, limit: published) }
            let new = try change(old)
            guard new != old else { return old }
            try db.run("UPDATE checkpoint SET note = ? WHERE size = ?", [new, try Int64(stored: size)])
            // In the writer's turn, so that an older note never comes after a newer one.
            self.headCache.withLock { head in
                if let state = head?.state, state.size == size {
                    head = PublishedHead(state: state, checkpoint: new)
                }
            }
            return new
        }
    }

    static func pendingPlan(in db: Database) throws -> PlannedBatch? {
        guard let after = try StateRow.read(.planned, in: db) else { return nil }
        guard let epoch = after.lastEpoch else { throw StoreError.corrupt("planned batch without epoch") }
        return PlannedBatch(epoch: epoch, before: LogPosition(try StateRow.published(in: db)), after: after)
    }

    /// Payloads that stand in the staging table though their record is published.
    private func publishedArrivals() async throws(StoreError) -> [PayloadID] {
        let marked = try await payload.read { try PayloadRows.marked(confirmed: true, in: $0) }
        return try await log.read { db in
            let published = try Published(db)
            return try marked.compactMap { id, envelope in
                guard let place = try EnvelopeRow.place(of: envelope, in: db) else { return nil }
                return published.includes(epoch: place.epoch) ? id : nil
            }
        }
    }

    private func fault(_ step: CloseStep) throws(StoreError) {
        do { try faults(step) } catch { throw StoreError(error) }
    }
}
