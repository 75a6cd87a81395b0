import GRDB
package import Wire

extension SQLiteStore {
    /// See `PayloadErasing.payloads`.
    package func payloads(through epoch: UInt64, limit: Int) async throws(StoreError) -> [HeldPayload] {
        try await log.read { db in
            var held: [HeldPayload] = []
            guard let published = try Published(db).epoch else { return [] }
            let sql = """
                SELECT commitment, epoch, envelope FROM record WHERE payload IS NOT NULL AND epoch <= ?
                ORDER BY epoch, commitment LIMIT ?
                """
            try db.forEach(sql, [try Int64(stored: min(epoch, published)), limit]) { row in
                held.append(
                    HeldPayload(
                        commitment: try row.fixed(0), epoch: try row.number(1), envelope: try row.fixed(2)))
                return true
            }
            return held
        }
    }

    /// See `PayloadErasing.erasePayload`.
    package func erasePayload(_ envelope: Hash) async throws(StoreError) {
        guard let id = try await log.read({ try EnvelopeRow.payload(of: envelope, in: $0) }) else { return }
        // The mark first: whatever crashes, the next start finds bytes that no record names.
        try await payload.write { db in
            try PayloadRows.mark(id, envelope: envelope, in: db)
            try db.run("UPDATE arriving SET confirmed = 0 WHERE id = ?", [id.data])
        }
        try await log.write { db in
            for table in ["staged_record", "record"] {
                try db.run(
                    "UPDATE \(table) SET payload = NULL, length = 0 WHERE epoch = ? AND commitment = ?",
                    try Self.key(of: envelope, in: db))
            }
        }
        payloadLane.drop(id)
    }

    /// See `PayloadErasing.closeMailbox`.
    package func closeMailbox(of commitment: Hash) async throws(StoreError) {
        try await log.write { db in
            let published = try Published(db)
            guard
                let row = try db.row(
                    "SELECT epoch, mailbox FROM report WHERE commitment = ?", [commitment.data])
            else { return }
            let epoch = try row.number(0)
            let mailbox: PublicKey = try row.fixed(1)
            guard published.includes(epoch: epoch) else {
                throw StoreError.refused("report is not published")
            }
            let key: StatementArguments = [try Int64(stored: epoch), commitment.data]
            let sql = "SELECT payload FROM record WHERE epoch = ? AND commitment = ?"
            guard try db.row(sql, key)?.isNull(0) ?? true else {
                throw StoreError.refused("payload is kept still")
            }
            try db.run("DELETE FROM report WHERE commitment = ?", [commitment.data])
            try db.run("DELETE FROM mailbox WHERE mailbox = ?", [mailbox.data])
        }
    }

    private static func key(of envelope: Hash, in db: Database) throws -> StatementArguments {
        guard let place = try EnvelopeRow.place(of: envelope, in: db) else {
            throw StoreError.corrupt("envelope")
        }
        return [try Int64(stored: place.epoch), place.commitment.data]
    }
}
