import Foundation
import GRDB
package import Wire

extension SQLiteStore {
    /// See `LogReads.envelope`.
    package func envelope(_ hash: Hash) async throws(StoreError) -> PublishedEnvelope? {
        try await log.read { try EnvelopeRow.published(hash, in: $0) }
    }

    /// See `ReportReads.envelope`.
    package func envelope(
        _ hash: Hash, of agency: AgencyCode
    ) async throws(StoreError) -> PublishedEnvelope? {
        try await log.read { try EnvelopeRow.published(hash, of: agency, in: $0) }
    }

    /// See `LogReads.bytes`.
    package func bytes(of envelope: PublishedEnvelope, from offset: UInt64) async throws(StoreError)
        -> [UInt8]
    {
        guard let id = envelope.payload, offset < envelope.length else { return [] }
        return try await payload.read { try PayloadRows.read(id, from: offset, in: $0) }
    }
}

/// The rows of `envelope` and what of `record` is about payloads.
///
/// Staged ones too: callers look at the epoch.
enum EnvelopeRow {
    static func published(_ envelope: Hash, in db: Database) throws -> PublishedEnvelope? {
        try place(of: envelope, in: db).flatMap { try published(at: $0, in: db) }
    }

    /// One of a record that carries the agency's code; whether it is there for others makes no difference to the work.
    static func published(
        _ envelope: Hash, of agency: AgencyCode, in db: Database
    ) throws -> PublishedEnvelope? {
        guard let row = try db.row(carried, [envelope.data, agency]) else { return nil }
        return try published(at: (try row.number(0), try row.fixed(1)), in: db)
    }

    private static func published(
        at place: (epoch: UInt64, commitment: Hash), in db: Database
    ) throws -> PublishedEnvelope? {
        guard try Published(db).includes(epoch: place.epoch) else { return nil }
        guard let row = try db.row(record, [try Int64(stored: place.epoch), place.commitment.data]) else {
            throw StoreError.corrupt("envelope without record")
        }
        return PublishedEnvelope(
            commitment: place.commitment, agencies: try row.text(0).split(separator: ",").map(String.init),
            length: try row.number(1), payload: row.isNull(2) ? nil : try row.fixed(2))
    }

    static func place(of envelope: Hash, in db: Database) throws -> (epoch: UInt64, commitment: Hash)? {
        try db.row(envelopeSQL, [envelope.data]).map { (try $0.number(0), try $0.fixed(1)) }
    }

    /// Where the bytes are; nil where they are erased or no record names the envelope.
    static func payload(of envelope: Hash, in db: Database) throws -> PayloadID? {
        guard let place = try place(of: envelope, in: db),
            let row = try db.row(record, [try Int64(stored: place.epoch), place.commitment.data])
        else { return nil }
        return row.isNull(2) ? nil : try row.fixed(2)
    }

    static let record = Schema.record.select(
        "agencies, length, payload", where: "epoch = ?1 AND commitment = ?2")
    static let carried = Schema.envelope.selectCarried(
        "one.epoch, one.commitment", where: "one.envelope = ?1")
    static let envelopeSQL = Schema.envelope.select("epoch, commitment", where: "envelope = ?1")
}
