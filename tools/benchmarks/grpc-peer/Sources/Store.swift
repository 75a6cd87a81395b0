import CSQLite
import Foundation
import Synchronization

struct StoreFailure: Error {
    let code: Int32
}

/// One row a message, durable when `insert` returns; rows that come while one transaction commits share the next.
///
/// The settings are those of Kentongan's payload.sqlite. It is one file and one transaction where Kentongan has two.
final class Store: Sendable {
    private struct Job: Sendable {
        let row: Row
        let done: CheckedContinuation<Void, any Error>
    }

    private struct Queue {
        var waiting: [Job] = []
        var isRunning = false
    }

    private let queue = Mutex(Queue())
    private let writer: Writer
    private let turn = DispatchQueue(label: "writer")

    init(_ path: String) throws {
        writer = try Writer(path)
    }

    func insert(_ bytes: [UInt8], id: [UInt8]) async throws {
        try await withCheckedThrowingContinuation { done in
            let starts = queue.withLock { queue in
                queue.waiting.append(Job(row: Row(id: id, bytes: bytes), done: done))
                defer { queue.isRunning = true }
                return !queue.isRunning
            }
            if starts { turn.async { self.run() } }
        }
    }

    private func run() {
        while true {
            let jobs = queue.withLock { queue in
                defer { queue.waiting = [] }
                queue.isRunning = !queue.waiting.isEmpty
                return queue.waiting
            }
            guard !jobs.isEmpty else { return }
            let result = Result { try writer.commit(jobs.lazy.map(\.row)) }
            for job in jobs { job.done.resume(with: result) }
        }
    }
}

private struct Row: Sendable {
    let id: [UInt8]
    let bytes: [UInt8]
}

/// The connection; only ever used by one turn of the queue.
private final class Writer: @unchecked Sendable {
    private let database: OpaquePointer
    private let insert: OpaquePointer

    init(_ path: String) throws {
        var database: OpaquePointer?
        var insert: OpaquePointer?
        try check(sqlite3_open(path, &database))
        guard let database else { throw StoreFailure(code: SQLITE_NOMEM) }
        self.database = database
        let settings = """
            PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 2048; PRAGMA cache_size = -12288;
            CREATE TABLE payload (id BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID
            """
        try check(sqlite3_exec(database, settings, nil, nil, nil))
        try check(sqlite3_prepare_v2(database, "INSERT INTO payload VALUES (?, ?)", -1, &insert, nil))
        guard let insert else { throw StoreFailure(code: SQLITE_NOMEM) }
        self.insert = insert
    }

    func commit(_ rows: some Sequence<Row>) throws {
        try check(sqlite3_exec(database, "BEGIN IMMEDIATE", nil, nil, nil))
        for row in rows {
            // Both stay where they are until the row is written.
            try row.id.withUnsafeBytes { id in
                try row.bytes.withUnsafeBytes { bytes in
                    try check(sqlite3_bind_blob(insert, 1, id.baseAddress, Int32(id.count), nil))
                    try check(sqlite3_bind_blob(insert, 2, bytes.baseAddress, Int32(bytes.count), nil))
                    guard sqlite3_step(insert) == SQLITE_DONE else { throw StoreFailure(code: SQLITE_ERROR) }
                }
            }
            try check(sqlite3_reset(insert))
        }
        try check(sqlite3_exec(database, "COMMIT", nil, nil, nil))
    }
}

private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw StoreFailure(code: code) }
}
