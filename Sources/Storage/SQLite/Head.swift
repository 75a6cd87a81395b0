import AuditLog
import Files
import Foundation
import GRDB
import Synchronization
import TransparencyLog
package import Wire

extension PublishedHead {
    /// Nil before batch 0.
    init?(_ db: Database) throws {
        let state = try StateRow.published(in: db)
        guard state.size > 0 else { return nil }
        let row = try db.row("SELECT note FROM checkpoint WHERE size = ?", [try Int64(stored: state.size)])
        guard let row else { throw StoreError.corrupt("no checkpoint of the published size") }
        self.init(state: state, checkpoint: try row.text(0))
    }
}

extension NewestEntry {
    /// Published ones, by kind and agency.
    static func all(in db: Database) throws -> [NewestEntry] {
        var entries: [NewestEntry] = []
        let sql = """
            SELECT kind, owner, MAX(idx) FROM public_index WHERE kind IN (1, 2) AND idx < ?
            GROUP BY kind, owner ORDER BY kind, owner
            """
        try db.forEach(sql, [try Int64(stored: try Published(db).size)]) { row in
            entries.append(
                NewestEntry(
                    kind: EntryKind(rawValue: UInt16(truncatingIfNeeded: try row.number(0))),
                    agency: try row.text(1), index: try row.number(2)))
            return true
        }
        return entries
    }
}

extension SQLiteStore {
    /// See `PublishedLog.head`.
    package func head() -> PublishedHead? { headCache.withLock { $0 } }

    /// See `PublishedLog.checkpoint`.
    package func checkpoint(at size: UInt64) async throws(StoreError) -> String? {
        try await log.read { db in
            guard size <= (try Published(db).size) else { return nil }
            return try db.row("SELECT note FROM checkpoint WHERE size = ?", [try Int64(stored: size)])?.text(
                0)
        }
    }

    /// See `PublishedLog.checkpointSizes`.
    package func checkpointSizes(above size: UInt64) async throws(StoreError) -> [UInt64] {
        try await log.read { db in
            let bounds: [Int64] = [try Int64(stored: size), try Int64(stored: try Published(db).size)]
            return try sizes(
                "SELECT size FROM checkpoint WHERE size > ? AND size <= ? ORDER BY size", bounds, db)
        }
    }

    /// See `PublishedLog.checkpointSizes`.
    package func checkpointSizes(below size: UInt64, limit: Int) async throws(StoreError) -> [UInt64] {
        try await log.read { db in
            let bounds: [Int64] = [try Int64(stored: size), Int64(limit)]
            return try sizes(
                "SELECT size FROM checkpoint WHERE size < ? ORDER BY size DESC LIMIT ?", bounds, db)
        }
    }

    private func sizes(_ sql: String, _ arguments: [Int64], _ db: Database) throws -> [UInt64] {
        var sizes: [UInt64] = []
        try db.forEach(sql, StatementArguments(arguments)) { row in
            sizes.append(try row.number(0))
            return true
        }
        return sizes
    }

    /// See `LogReads.newestPublicEntries`.
    package func newestPublicEntries() async throws(StoreError) -> [NewestEntry] {
        try await log.read { try NewestEntry.all(in: $0) }
    }

    /// See `LogReads.agencyKeys`.
    package func agencyKeys(of agency: AgencyCode, limit: Int) async throws(StoreError) -> [UInt64] {
        try await log.read { db in
            var indices: [UInt64] = []
            let sql = """
                SELECT idx FROM public_index WHERE kind = 2 AND owner = ? AND idx < ? ORDER BY idx DESC LIMIT ?
                """
            try db.forEach(sql, [agency, try Int64(stored: try Published(db).size), limit]) { row in
                indices.append(try row.number(0))
                return true
            }
            return indices
        }
    }

    /// See `Store.status`.
    package func status() async throws(StoreError) -> StoreStatus {
        try await log.read { [origin] in try Self.status($0, origin: origin) }
    }

    /// The status of a store that another process may have open; changes nothing.
    package static func status(directory: String) throws(StoreError) -> StoreStatus {
        let path = Paths(directory).log
        guard Files.exists(path) else { throw .missing("log.sqlite") }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try queue.read { db in
                try DatabaseFile.checkMeta(db, origin: nil)
                return try status(db, origin: try db.row("SELECT origin FROM meta")?.text(0) ?? "")
            }
        } catch { throw StoreError(error) }
    }

    private static func status(_ db: Database, origin: Origin) throws -> StoreStatus {
        let head = try PublishedHead(db)
        let cut = try StateRow.lastCut(db).map { try Int64(stored: $0) } ?? -1
        let pending = try db.row("SELECT COUNT(*) FROM staged_record WHERE epoch > ?", [cut])?.number(0) ?? 0
        return StoreStatus(
            origin: origin, size: head?.state.size ?? 0, root: head?.state.edge.root,
            epoch: head?.state.lastEpoch, pending: pending, checkpoint: head?.checkpoint)
    }
}
