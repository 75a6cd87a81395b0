import Foundation
import GRDB
import Wire

// Between SQLite's values and ours. A column of another type or length is a corrupt store, never a trap.

extension FixedBytes {
    var data: Data { unsafe withUnsafeBytes { unsafe Data($0) } }
}

extension Row {
    func fixed<let count: Int>(_ column: Int) throws -> FixedBytes<count> {
        let value: FixedBytes<count>? = try withUnsafeData(atIndex: column) { data in
            data.flatMap { unsafe $0.withUnsafeBytes { unsafe FixedBytes($0.bytes) } }
        }
        guard let value else { throw StoreError.corrupt("column \(column) has not \(count) bytes") }
        return value
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        let value = try withUnsafeData(atIndex: column) { $0.map { [UInt8]($0) } }
        // SQLite's empty blob has no address.
        return value ?? []
    }

    func isNull(_ column: Int) -> Bool { hasNull(atIndex: column) }

    func number(_ column: Int) throws -> UInt64 {
        guard let value = Int64.fromDatabaseValue(self[column] as DatabaseValue), value >= 0 else {
            throw StoreError.corrupt("column \(column) is no number")
        }
        return UInt64(value)
    }

    func text(_ column: Int) throws -> String {
        guard let value = String.fromDatabaseValue(self[column] as DatabaseValue) else {
            throw StoreError.corrupt("column \(column) is no text")
        }
        return value
    }
}

extension Int64 {
    /// SQLite's integers end at 2^63 − 1, and so does the log.
    init(stored value: UInt64) throws {
        guard let stored = Int64(exactly: value) else {
            throw StoreError.outOfRange(field: "number", value: value, limit: UInt64(Int64.max))
        }
        self = stored
    }
}

extension Database {
    /// Runs one cached statement.
    func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row of a cached statement.
    func row(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// Each row of a cached statement, which is the same object refilled; false from `body` ends it.
    func forEach(
        _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ body: (Row) throws -> Bool
    ) throws {
        let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        while let row = try rows.next() {
            guard try body(row) else { return }
        }
    }
}
