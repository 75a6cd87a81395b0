import Files
import Foundation
import GRDB
import Synchronization

/// One of the store's two files: a writer and a pool of readers, in WAL mode.
final class DatabaseFile: Sendable {
    let pool: DatabasePool
    private let health: WriterHealth
    private let transactionCount = Mutex(0)

    /// Makes the file with its tables, readable by its owner alone.
    ///
    /// - Parameters:
    ///   - path: where no file may be yet.
    ///   - tables: SQL that makes them, `meta` among them.
    ///   - origin: the log's, kept in `meta`.
    ///   - pageSize: bytes, a power of two; never changes afterwards.
    ///   - shrinks: whether `shrink` can give free pages back; never changes afterwards.
    /// - Throws: a `FileError` where the file exists or cannot be made, `setting`, and SQLite's errors.
    static func create(_ path: String, tables: String, origin: String, pageSize: Int, shrinks: Bool = false)
        throws
    {
        try Files.create(path, [], mode: 0o600)
        var configuration = configuration(readers: 1)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA page_size = \(pageSize)")
            if shrinks { try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL") }
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            try makeDurable(db)
            try db.inTransaction(.immediate) {
                try db.execute(sql: tables)
                try db.execute(
                    sql: "INSERT INTO meta VALUES (0, ?, ?)", arguments: [Schema.version, origin])
                return .commit
            }
            try db.checkpoint(.truncate)
        }
        try pool.close()
    }

    /// Opens the file of this origin and makes sure of the settings that durability and erasure rest on.
    ///
    /// The WAL goes to the file when it is `walBytes` long, and at every `touch`.
    init(
        _ path: String, origin: String?, readers: Int, cachedBytes: Int, walBytes: Int, health: WriterHealth
    ) throws {
        guard Files.exists(path) else { throw StoreError.missing(Path.name(of: path)) }
        pool = try DatabasePool(path: path, configuration: Self.configuration(readers: readers))
        self.health = health
        try pool.writeWithoutTransaction { db in
            try Self.checkMeta(db, origin: origin)
            try Self.makeDurable(db)
            let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(walBytes / pageSize)")
            try db.execute(sql: "PRAGMA cache_size = -\(cachedBytes / 1024)")
        }
    }

    /// Transactions committed since the start.
    var transactions: Int { transactionCount.withLock { $0 } }

    func origin() throws -> String {
        try pool.read { try $0.row("SELECT origin FROM meta")?.text(0) ?? "" }
    }

    /// One durable transaction: committed and synced when this returns, or without any trace.
    func transaction<Value>(
        _ db: Database, _ body: (Database) throws -> Value
    ) throws(StoreError) -> Value {
        try health.check()
        do {
            var value: Value?
            try db.inTransaction(.immediate) {
                value = try body(db)
                return .commit
            }
            transactionCount.withLock { $0 += 1 }
            guard let value else { throw StoreError.corrupt("transaction without a value") }
            return value
        } catch {
            let error = StoreError(error)
            health.record(error)
            throw error
        }
    }

    /// A durable transaction in the writer's turn.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let result = await withCheckedContinuation {
            (done: CheckedContinuation<Result<Value, StoreError>, Never>) in
            pool.asyncWriteWithoutTransaction { db in
                done.resume(returning: Result { () throws(StoreError) in try self.transaction(db, body) })
            }
        }
        return try result.get()
    }

    /// One snapshot of what is committed.
    func read<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await pool.read(body) } catch { throw StoreError(error) }
    }

    /// Empties the WAL as far as no reader needs it and begins the next one: the files' times say when the server ran
    /// and not when a report came, and the first report finds a WAL that is as long as every other one finds it.
    func touch() async throws(StoreError) {
        try await emptyWAL()
        try await write { try Self.touch($0) }
    }

    /// A change that means nothing.
    ///
    /// A transaction without any is not synced, and who looks at the clock would know.
    static func touch(_ db: Database) throws {
        try db.run("UPDATE beat SET value = 1 - value")
    }

    /// Dirties about as many pages as moving what belongs to one report does.
    static func cover(_ db: Database, bytes: Int) throws {
        try db.run("DELETE FROM cover")
        try db.run("INSERT INTO cover VALUES (0, randomblob(?))", [bytes])
    }

    /// Takes so many free pages off the file's end, or as many as there are; nothing where the file was not made for it.
    static func shrink(_ db: Database, pages: Int) throws {
        // One step of the statement for each page.
        try db.forEach("PRAGMA incremental_vacuum(\(pages))") { _ in true }
    }

    /// Moves the WAL's content to the file and truncates it; later, where a reader still needs it.
    func emptyWAL() async throws(StoreError) {
        let result = await withCheckedContinuation {
            (done: CheckedContinuation<Result<Void, StoreError>, Never>) in
            pool.asyncWriteWithoutTransaction { db in
                done.resume(
                    returning: Result { () throws(StoreError) in
                        do { try db.checkpoint(.truncate) } catch {
                            let error = StoreError(error)
                            // Busy with readers: the next one does it. Full: all is durable in the WAL.
                            if error != .busy, error != .full { throw error }
                        }
                    })
            }
        }
        try result.get()
    }

    func close() throws {
        try pool.close()
    }

    /// `synchronous` must come after opening: GRDB sets NORMAL when it turns WAL on.
    private static func makeDurable(_ db: Database) throws {
        try db.execute(sql: "PRAGMA synchronous = FULL")
        for (name, expected) in [("synchronous", "2"), ("secure_delete", "1"), ("journal_mode", "wal")] {
            let found = try String.fetchOne(db, sql: "PRAGMA \(name)") ?? "nothing"
            guard found == expected else {
                throw StoreError.setting(name, expected: expected, found: found)
            }
        }
    }

    static func checkMeta(_ db: Database, origin: String?) throws {
        guard try db.tableExists("meta"), let row = try db.row("SELECT version, origin FROM meta") else {
            throw StoreError.foreign(expected: origin ?? "a store", found: "none")
        }
        let version = Int(try row.number(0))
        guard version == Schema.version else {
            throw StoreError.version(found: version, supported: Schema.version)
        }
        let found = try row.text(1)
        guard origin == nil || origin == found else {
            throw StoreError.foreign(expected: origin ?? "", found: found)
        }
    }

    private static func configuration(readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.persistentReadOnlyConnections = true
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }
}

/// Whether the last write left anything uncertain.
///
/// Shared by both files: a record needs both.
final class WriterHealth: Sendable {
    private let spoilt = Mutex(false)

    func check() throws(StoreError) {
        if spoilt.withLock({ $0 }) { throw .refusesWrites }
    }

    func record(_ error: StoreError) {
        if error.spoilsWriter { spoilt.withLock { $0 = true } }
    }
}
