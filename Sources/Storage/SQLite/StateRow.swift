import AuditLog
import Foundation
import GRDB
import TransparencyLog
import Wire

/// The rows of `state`: where the log stands in public, and where a planned batch takes it.
enum StateRow {
    enum Role: Int {
        case published = 0
        case planned = 1
    }

    static func read(_ role: Role, in db: Database) throws -> LogState? {
        let sql = "SELECT size, edge, last_leaf, last_epoch FROM state WHERE role = ?"
        guard let row = try db.row(sql, [role.rawValue]) else { return nil }
        guard let hashes = [Hash](concatenated: try row.bytes(1)),
            let edge = RightEdge(count: try row.number(0), hashes: hashes)
        else { throw StoreError.corrupt("state.edge") }
        let epoch: Epoch?
        do { epoch = row.isNull(3) ? nil : try Epoch(decoding: try row.bytes(3)) } catch {
            throw StoreError.corrupt("state.last_epoch: \(error)")
        }
        return LogState(size: edge.count, edge: edge, lastLeaf: try row.fixed(2), lastEpoch: epoch)
    }

    /// Where the public log stands; the empty log before batch 0.
    static func published(in db: Database) throws -> LogState {
        guard let state = try read(.published, in: db) else { throw StoreError.corrupt("no published state") }
        return state
    }

    static func insert(_ state: LogState, as role: Role, in db: Database) throws {
        try db.run(
            "INSERT INTO state VALUES (?, ?, ?, ?, ?)",
            [
                role.rawValue, try Int64(stored: state.size), Data(state.edge.hashes.concatenated),
                state.lastLeaf.data, try state.lastEpoch.map { Data(try $0.encoded()) },
            ])
    }

    /// The flip.
    static func publishPlanned(in db: Database) throws {
        try db.run("DELETE FROM state WHERE role = 0")
        try db.run("UPDATE state SET role = 0 WHERE role = 1")
    }

    /// The newest epoch planned, published or not; nil before batch 0.
    static func lastCut(_ db: Database) throws -> UInt64? {
        try (read(.planned, in: db) ?? published(in: db)).lastEpoch?.number
    }
}

/// What is published, in the snapshot of one read.
struct Published {
    let size: UInt64
    /// Nil before batch 0.
    let epoch: UInt64?

    init(_ db: Database) throws {
        let state = try StateRow.published(in: db)
        size = state.size
        epoch = state.lastEpoch?.number
    }

    /// Whether a record promised for `epoch` stands in a published batch.
    func includes(epoch other: UInt64) -> Bool {
        epoch.map { other <= $0 } ?? false
    }
}
