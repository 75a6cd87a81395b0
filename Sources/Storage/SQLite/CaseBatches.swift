import Foundation
import GRDB
import Wire

extension SQLiteStore {
    /// See `LogReads.caseBatches`.
    package func caseBatches(after last: UInt64?) async throws(StoreError) -> [CaseBatch] {
        try await log.read { db in
            var batches: [CaseBatch] = []
            var (before, records) = (last, 0)
            let bounds: StatementArguments = [
                try last.map { try Int64(stored: $0) } ?? -1, try Int64(stored: try Published(db).size),
            ]
            let sql = """
                SELECT number, first, count FROM batch WHERE number > ? AND first < ? ORDER BY number LIMIT 512
                """
            try db.forEach(sql, bounds) { row in
                let batch = try CaseBatch(
                    number: try row.number(0), first: try row.number(1), count: try row.number(2),
                    after: before, in: db)
                batches.append(batch)
                before = batch.number
                records += batch.records.count
                return records < 4_096
            }
            return batches
        }
    }
}

extension CaseBatch {
    /// Reads the batch that closes the epochs behind `before`.
    fileprivate init(
        number: UInt64, first: UInt64, count: UInt64, after before: UInt64?, in db: Database
    ) throws {
        var found: [(commitment: Hash, body: RecordBody)] = []
        let sql = Schema.record.select(
            "commitment, record", where: "epoch > ?1 AND epoch <= ?2 AND record IS NOT NULL")
        let epochs: StatementArguments = [
            try before.map { try Int64(stored: $0) } ?? -1, try Int64(stored: number),
        ]
        try db.forEach(sql, epochs) { row in
            // A row that is not well-formed has no opening either, which the auditor finds.
            guard let bytes = try? row.bytes(1), let record = try? Wire.Record(decoding: bytes),
                record.format == 1
            else { return true }
            switch record.body {
            case .reportReceived, .act: found.append((try row.fixed(0), record.body))
            default: break
            }
            return true
        }
        var statements: [Wire.Statement] = []
        var site: SiteDescriptor?
        let places: StatementArguments = [try Int64(stored: first), try Int64(stored: first.plus(count))]
        for kind in [EntryKind.site, .statement] {
            try db.forEach(
                """
                SELECT idx FROM public_index WHERE kind = ? AND owner = '' AND idx >= ? AND idx < ? ORDER BY idx
                """,
                [Int(kind.rawValue)] + places
            ) { row in
                switch try? Entry(decoding: try BundleRow.entry(try row.number(0), in: db)).body {
                case .site(let descriptor)?: site = descriptor
                case .statement(let statement)?: statements.append(statement)
                default: break
                }
                return true
            }
        }
        self.init(
            number: number, first: first, count: count, records: found, site: site, statements: statements)
    }
}
