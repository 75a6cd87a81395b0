import AuditLog
import Foundation
import GRDB
import TransparencyLog
import Wire

/// The records that a batch takes, with what only the store needs of them.
struct PendingRows {
    /// Ascending by promised epoch, then commitment.
    private(set) var records: [PendingRecord] = []
    /// For each record, where its agencies are in `agencyLists`.
    private(set) var lists: [Int] = []
    private(set) var agencyLists: [[AgencyCode]] = []
    /// Epochs promised, ascending.
    private(set) var epochs: [UInt64] = []

    /// - Parameters:
    ///   - db: log.sqlite, within the transaction that plans.
    ///   - last: the newest epoch cut; nil before batch 0.
    ///   - number: the newest epoch taken, itself included.
    /// - Throws: `corrupt` for a row that is not well-formed, `outOfRange` for an epoch above 2^63 − 1, and
    ///   SQLite's errors.
    init(_ db: Database, after last: UInt64?, through number: UInt64) throws {
        var known: [String: Int] = [:]
        let sql = """
            SELECT epoch, commitment, nonce, record, agencies FROM staged_record
            WHERE epoch > ? AND epoch <= ? ORDER BY epoch, commitment
            """
        let bounds = [try last.map { try Int64(stored: $0) } ?? -1, try Int64(stored: number)]
        try db.forEach(sql, StatementArguments(bounds)) { row in
            let epoch = try row.number(0)
            if epochs.last != epoch { epochs.append(epoch) }
            records.append(
                PendingRecord(
                    commitment: try row.fixed(1), nonce: try row.fixed(2), record: try row.bytes(3)))
            let agencies = try row.text(4)
            let list = known[agencies] ?? agencyLists.count
            if list == agencyLists.count {
                known[agencies] = list
                agencyLists.append(agencies.split(separator: ",").map(String.init))
            }
            lists.append(list)
            return true
        }
    }
}

/// Writes a plan: everything of a batch but the flip.
struct PlanRows {
    let plan: BatchPlan
    let state: LogState
    let pending: PendingRows
    let queue: PublicQueue
    let number: UInt64

    func write(to db: Database) throws {
        try check()
        try db.run(
            "INSERT INTO batch VALUES (?, ?, ?, ?)",
            [
                try Int64(stored: number), try Int64(stored: state.size), plan.entries.count,
                Data(
                    pending.epochs.flatMap { epoch in
                        (0..<8).map { UInt8(truncatingIfNeeded: epoch >> (56 - 8 * $0)) }
                    }),
            ])
        try writeBundles(to: db)
        try writeTiles(to: db)
        try writeCarried(to: db)
        try writePublicIndex(to: db)
        try queue.remove(from: db)
        try StateRow.insert(plan.after, as: .planned, in: db)
    }

    /// What a mistake in the plan would break for ever.
    private func check() throws {
        let count = UInt64(plan.entries.count)
        guard count > 0, count % 256 == 0, state.size % 256 == 0, plan.after.size == state.size.plus(count),
            plan.after.edge.count == plan.after.size, plan.epoch.first == state.size,
            plan.epoch.number == number, plan.after.lastEpoch == plan.epoch,
            plan.fillerNonces.count == 32 * plan.entries.count
        else { throw StoreError.refused("plan of another batch") }
        guard plan.sealed.count == pending.records.count else {
            throw StoreError.refused("plan has \(plan.sealed.count) records of \(pending.records.count)")
        }
    }

    private func writeBundles(to db: Database) throws {
        let first = state.size / 256
        for bundle in 0..<plan.entries.count / 256 {
            let range = 256 * bundle..<256 * bundle + 256
            let nonces = plan.fillerNonces[32 * range.lowerBound..<32 * range.upperBound]
            let fillers = nonces.allSatisfy { $0 == 0 } ? nil : Data(nonces)
            let entries = Data(try EntryBundle.encode(plan.entries[range]))
            try db.run(
                "INSERT INTO bundle VALUES (?, ?, ?)",
                [try Int64(stored: first) + Int64(bundle), entries, fillers])
        }
    }

    private func writeTiles(to db: Database) throws {
        for update in plan.tiles {
            let place: StatementArguments = [update.level, try Int64(stored: update.index)]
            var bytes = update.hashes.concatenated
            if update.offset > 0 {
                let old =
                    try db.row("SELECT hashes FROM tile WHERE level = ? AND n = ?", place)?.bytes(0) ?? []
                guard old.count == 32 * update.offset else { throw StoreError.corrupt("tile") }
                bytes = old + bytes
            }
            try db.run("INSERT OR REPLACE INTO tile VALUES (?, ?, ?)", place + [Data(bytes)])
        }
    }

    private func writeCarried(to db: Database) throws {
        let order = pending.records.indices.sorted { left, right in
            pending.records[left].commitment < pending.records[right].commitment
        }
        var carried = CarriedBits(first: state.size, count: plan.entries.count)
        for (place, record) in zip(plan.sealed, order) {
            guard place.commitment == pending.records[record].commitment else {
                throw StoreError.refused("plan leaves out a pending record")
            }
            carried.set(place.index, list: pending.lists[record])
        }
        try carried.write(agencyLists: pending.agencyLists, to: db)
    }

    /// Public entries stand in front of all others.
    private func writePublicIndex(to db: Database) throws {
        var entries: [PublicQueue.Key] = []
        for entry in plan.entries.dropLast() {
            guard let key = try PublicQueue.Key(entry: entry) else { break }
            entries.append(key)
        }
        // Beside what waits there may be what the log itself says.
        guard entries.count >= queue.count else { throw StoreError.refused("plan leaves out a public entry") }
        for (offset, key) in entries.enumerated() {
            try db.run(
                "INSERT INTO public_index VALUES (?, ?, ?)",
                [Int(key.kind.rawValue), key.owner, try Int64(stored: state.size.plus(UInt64(offset)))])
        }
    }
}
