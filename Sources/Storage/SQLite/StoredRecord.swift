import Foundation
import GRDB
import Wire

/// A row of `record` or the staged one.
struct StoredRecord {
    let epoch: UInt64
    let commitment: Hash
    let nonce: Nonce
    let record: Wire.Record
    let signature: Signature
    /// Bytes of the envelope; 0 without one, or when it is gone.
    let length: UInt64

    /// Nil where there is none, or only its tombstone.
    static func read(_ db: Database, epoch: UInt64, commitment: Hash) throws -> Self? {
        guard let row = try db.row(sql, [try Int64(stored: epoch), commitment.data]), !row.isNull(1) else {
            return nil
        }
        let record: Wire.Record
        do { record = try Wire.Record(decoding: try row.bytes(1)) } catch {
            throw StoreError.corrupt("record: \(error)")
        }
        return Self(
            epoch: epoch, commitment: commitment, nonce: try row.fixed(0), record: record,
            signature: try row.fixed(2), length: try row.number(3))
    }

    static func promised(
        _ db: Database, epoch: UInt64, commitment: Hash, origin: String
    ) throws -> Promised? {
        try read(db, epoch: epoch, commitment: commitment)?.promised(origin: origin)
    }

    var opening: Opening { Opening(nonce: nonce, record: record) }

    func promised(origin: String) -> Promised {
        Promised(
            promise: Promise(
                format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: signature),
            opening: opening)
    }

    static let sql = Schema.record.select(
        "nonce, record, promise, length", where: "epoch = ?1 AND commitment = ?2")
}
