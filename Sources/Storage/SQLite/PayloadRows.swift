import Foundation
import GRDB
import Wire

/// The statements on payload.sqlite.
enum PayloadRows {
    /// Zeros stand for the hash of an envelope that is not whole.
    static func mark(_ id: PayloadID, envelope: Hash, in db: Database) throws {
        try db.run(
            """
            INSERT INTO arriving VALUES (?, ?, 0) ON CONFLICT (id) DO UPDATE SET envelope = excluded.envelope
            """, [id.data, envelope.data])
    }

    static func confirm(_ id: PayloadID, in db: Database) throws {
        try db.run("UPDATE arriving SET confirmed = 1 WHERE id = ?", [id.data])
    }

    static func insertStaged(_ id: PayloadID, _ bytes: [UInt8], in db: Database) throws {
        for (part, range) in parts(of: bytes.count).enumerated() {
            try db.run(
                "INSERT OR IGNORE INTO staged_payload VALUES (?, ?, ?)", [id.data, part, Data(bytes[range])])
        }
    }

    static func insert(_ parts: UploadedParts, in db: Database) throws {
        for (number, bytes) in parts.parts.enumerated() {
            try db.run(
                "INSERT INTO staged_payload VALUES (?, ?, ?)",
                [parts.id.data, parts.firstPart + number, Data(bytes)])
        }
    }

    /// Copies staged parts to where they stay; those that are there already are left alone.
    ///
    /// - Parameters:
    ///   - id: whose parts.
    ///   - first: the number of the first one.
    ///   - limit: how many at most.
    ///   - db: to write to.
    /// - Returns: which staged parts there were from `first` on, at most `limit`, ascending.
    /// - Throws: SQLite's errors.
    static func copy(_ id: PayloadID, from first: Int, limit: Int, in db: Database) throws -> [Int] {
        let selected = "FROM staged_payload WHERE id = ?1 AND part >= ?2 ORDER BY part LIMIT ?3"
        let arguments: StatementArguments = [id.data, first, limit]
        try db.run("INSERT OR IGNORE INTO payload SELECT * \(selected)", arguments)
        var parts: [Int] = []
        try db.forEach("SELECT part \(selected)", arguments) { row in
            parts.append(Int(clamping: try row.number(0)))
            return true
        }
        // Nothing is left of it but the mark.
        if first == 0, parts.isEmpty { try db.run("DELETE FROM arriving WHERE id = ?", [id.data]) }
        return parts
    }

    /// Removes a staged part of a payload that was copied whole, and with the last one the payload's mark.
    static func unstage(_ part: StagedPart, in db: Database) throws {
        try db.run("DELETE FROM staged_payload WHERE id = ? AND part = ?", [part.id.data, part.part])
        try db.run(
            """
            DELETE FROM arriving WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM staged_payload WHERE id = ?1)
            """, [part.id.data])
    }

    /// - Returns: whether there is more.
    static func drop(_ id: PayloadID, limit: Int, in db: Database) throws -> Bool {
        for table in ["staged_payload", "payload"] {
            try db.run(
                """
                DELETE FROM \(table) WHERE id = ?1 AND part IN (SELECT part FROM \(table) WHERE id = ?1 LIMIT ?2)
                """, [id.data, limit])
            guard db.changesCount < limit else { return true }
        }
        try db.run("DELETE FROM arriving WHERE id = ?", [id.data])
        return false
    }

    /// Bytes from `offset` on, at most to the end of the part that holds it; empty behind the end.
    static func read(_ id: PayloadID, from offset: UInt64, in db: Database) throws -> [UInt8] {
        let (part, start) = offset.quotientAndRemainder(dividingBy: UInt64(PayloadLane.partSize))
        let key: StatementArguments = [id.data, try Int64(stored: part)]
        let bytes = try db.row(readSQL, key).map { try $0.bytes(0) } ?? []
        return start == 0 ? bytes : Array(bytes.dropFirst(Int(start)))
    }

    /// What is marked, with whether a record is known to name it.
    static func marked(
        confirmed: Bool, in db: Database
    ) throws -> [(id: PayloadID, envelope: Hash)] {
        var marked: [(PayloadID, Hash)] = []
        try db.forEach("SELECT id, envelope FROM arriving WHERE confirmed = ?", [confirmed]) { row in
            marked.append((try row.fixed(0), try row.fixed(1)))
            return true
        }
        return marked
    }

    private static func parts(of count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: PayloadLane.partSize).map {
            $0..<min($0 + PayloadLane.partSize, count)
        }
    }

    private static let readSQL = """
        SELECT bytes FROM staged_payload WHERE id = ?1 AND part = ?2
        UNION ALL SELECT bytes FROM payload WHERE id = ?1 AND part = ?2 LIMIT 1
        """
}
