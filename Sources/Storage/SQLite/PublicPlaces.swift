import GRDB
package import Wire

// Where public entries stand, and batches end.
extension SQLiteStore {
    /// See `LogReads.publicEntries`.
    package func publicEntries(
        _ kind: EntryKind, of owner: AgencyCode, below size: UInt64, limit: Int
    ) async throws(StoreError) -> [UInt64] {
        try await log.read { db in
            var indices: [UInt64] = []
            let sql = """
                SELECT idx FROM public_index WHERE kind = ? AND owner = ? AND idx < ? ORDER BY idx DESC LIMIT ?
                """
            let end = min(size, try Published(db).size)
            try db.forEach(sql, [Int(kind.rawValue), owner, try Int64(stored: end), limit]) { row in
                indices.append(try row.number(0))
                return true
            }
            return indices
        }
    }

    /// See `LogReads.size`.
    package func size(through epoch: UInt64) async throws(StoreError) -> UInt64? {
        try await log.read { db in
            let row = try db.row(
                """
                SELECT first, count FROM batch WHERE number <= ? AND first < ? ORDER BY number DESC LIMIT 1
                """,
                [try Int64(stored: min(epoch, UInt64(Int64.max))), try Int64(stored: try Published(db).size)])
            return try row.map { try $0.number(0).plus(try $0.number(1)) }
        }
    }

    /// See `LogReads.batchEnd`.
    package func batchEnd(of index: UInt64) async throws(StoreError) -> UInt64? {
        try await log.read { db in
            guard index < (try Published(db).size) else { return nil }
            return try BatchRow.holding(index: index, in: db).map { $0.first.plus($0.count).less(1) }
        }
    }
}
