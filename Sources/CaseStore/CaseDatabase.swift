import Files
import Foundation
import GRDB

/// The store's one SQLite file: WAL, every transaction synced, what is deleted overwritten with zeros.
///
/// Names of rows are keyed hashes and values are sealed: who reads the file learns how many rows there are, and how long.
/// No table has an order of arrival.
final class CaseDatabase: Sendable {
    static let version = 1
    private let pool: DatabasePool

    private static let tables = """
        CREATE TABLE meta (id INTEGER PRIMARY KEY CHECK (id = 0), version INTEGER NOT NULL);
        CREATE TABLE memory (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE cases (row BLOB PRIMARY KEY, key BLOB NOT NULL, summary BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE files (row BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE parts (
            row BLOB NOT NULL, n INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (row, n)) WITHOUT ROWID;
        CREATE TABLE outbox (row BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
        """

    /// Makes the file where none is.
    static func create(_ path: String) throws(CaseStoreError) {
        do {
            try Files.create(path, [], mode: 0o600)
            var configuration = configuration
            // Most rows are longer than a page of 4 KiB.
            configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA page_size = 8192") }
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.write { db in
                try db.execute(sql: tables)
                try db.execute(sql: "INSERT INTO meta VALUES (0, ?)", arguments: [version])
            }
            try pool.close()
        } catch { throw CaseStoreError(error, path: path) }
    }

    /// Opens the file and makes sure of what durability and erasure rest on.
    init(_ path: String) throws(CaseStoreError) {
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try pool.writeWithoutTransaction { db in
                // GRDB sets NORMAL when it turns WAL on.
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY")
                for (name, expected) in [
                    ("synchronous", "2"), ("secure_delete", "1"), ("journal_mode", "wal"),
                ] where try String.fetchOne(db, sql: "PRAGMA \(name)") != expected {
                    throw CaseStoreError.damaged(.database(code: 0))
                }
                let row = try Row.fetchOne(db, sql: "SELECT version FROM meta")
                guard let found = row.flatMap({ Int.fromDatabaseValue($0[0] as DatabaseValue) }) else {
                    throw CaseStoreError.damaged(.database(code: 0))
                }
                guard found == Self.version else {
                    throw CaseStoreError.version(found: found, supported: Self.version)
                }
            }
        } catch { throw CaseStoreError(error, path: path) }
    }

    /// One durable transaction, or none of it.
    func write<Value>(_ body: (Database) throws -> Value) throws(CaseStoreError) -> Value {
        do { return try pool.write(body) } catch { throw CaseStoreError(error, path: "") }
    }

    /// One snapshot of what is committed.
    func read<Value>(_ body: (Database) throws -> Value) throws(CaseStoreError) -> Value {
        do { return try pool.read(body) } catch { throw CaseStoreError(error, path: "") }
    }

    /// Empties the write-ahead log, so that nothing that was deleted stays in it; later where a reader needs it still.
    func emptyLog() {
        try? pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    }

    /// Ends it; no call may follow.
    func close() { try? pool.close() }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA cell_size_check = ON")
        }
        return configuration
    }
}

extension CaseStoreError {
    /// Sorts what SQLite, the file system or this module said.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as CaseStoreError: self = error
        case let error as FileError: self = error.cause == .full ? .full : .file(path: path, error)
        case let error as DatabaseError:
            let code = Int(error.extendedResultCode.rawValue)
            switch error.resultCode {
            case .SQLITE_FULL: self = .full
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
            case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .full
            case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
                self = .inputOutput(code: code)
            default: self = .damaged(.database(code: code))
            }
        default: self = .inputOutput(code: 0)
        }
    }
}

// A column of another type than ours is a damaged store, never a trap.
extension Row {
    func bytes(_ column: Int) throws -> [UInt8] {
        guard let data = Data.fromDatabaseValue(self[column] as DatabaseValue) else {
            throw CaseStoreError.damaged(.database(code: 0))
        }
        return [UInt8](data)
    }
}

extension Database {
    /// Runs one cached statement.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first column of the first row of a cached statement; nil where there is no row.
    func value(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> [UInt8]? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)?.bytes(0)
    }
}

extension [UInt8] {
    /// As SQLite takes it.
    var data: Data { Data(self) }
}
