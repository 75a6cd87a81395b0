import GRDB
import Keys
package import Wire

extension SQLiteStore {
    /// See `RecordStaging.renew`.
    package func renew(
        _ keys: AgencyKeys, epoch: @escaping @Sendable (_ lastCut: UInt64) -> UInt64
    ) async throws(StoreError) -> UInt64? {
        try await log.write { db in
            guard let lastCut = try StateRow.lastCut(db) else { throw StoreError.notBegun }
            let body = EntryBody.agencyKeys(keys)
            let owner: StatementArguments = [Int(EntryKind.agencyKeys.rawValue), keys.agency]
            if let waiting = try db.row(SQL.waiting, owner) {
                return try waiting.bytes(0) == sha256(try body.encoded()).bytes ? try waiting.number(1) : nil
            }
            // What is planned is as good as logged.
            guard let place = try db.row(SQL.logged, owner) else { return nil }
            let index = try place.number(0)
            let entry = try Entry(decoding: try BundleRow.entry(index, in: db))
            guard case .agencyKeys(let newest) = entry.body else { throw StoreError.corrupt("agency keys") }
            guard newest != keys else { return try BatchRow.holding(index: index, in: db)?.number }
            guard newest.serial < .max, keys.serial == newest.serial.plus(1),
                keys.previous == sha256(try newest.encoded())
            else { return nil }
            let number = epoch(lastCut)
            try PublicQueue.insert(body, from: number, into: db)
            return number
        }
    }
}

private enum SQL {
    static let waiting = "SELECT key, epoch FROM public_entry WHERE kind = ? AND owner = ?"
    static let logged = "SELECT idx FROM public_index WHERE kind = ? AND owner = ? ORDER BY idx DESC LIMIT 1"
}
