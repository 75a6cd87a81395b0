import AuditLog
import Foundation
import GRDB
package import Wire

extension SQLiteStore {
    /// See `PayloadErasing.payloads`.
    package func payloads(
        from first: UInt64, through epoch: UInt64, limit: Int
    ) async throws(StoreError) -> [HeldPayload] {
        try await log.read { db in
            guard let published = try Published(db).epoch, first <= published else { return [] }
            let bounds: StatementArguments = [
                try Int64(stored: first), try Int64(stored: min(epoch, published)), limit,
            ]
            return try HeldRow.all(HeldRow.unnamed, bounds, in: db)
        }
    }

    /// See `PayloadErasing.payload`.
    package func payload(of commitment: Hash) async throws(StoreError) -> HeldPayload? {
        try await log.read { try HeldRow.held(commitment, carrying: nil, in: $0) }
    }

    /// See `PayloadErasing.payload`.
    package func payload(
        of commitment: Hash, carrying agency: AgencyCode
    ) async throws(StoreError) -> HeldPayload? {
        try await log.read { try HeldRow.held(commitment, carrying: agency, in: $0) }
    }

    /// See `PayloadErasing.condemned`.
    package func condemned(limit: Int) async throws(StoreError) -> [Hash] {
        try await log.read { db in
            guard let published = try Published(db).epoch else { return [] }
            var envelopes: [Hash] = []
            try db.forEach(HeldRow.condemned, [try Int64(stored: published), limit]) { row in
                envelopes.append(try row.fixed(0))
                return true
            }
            return envelopes
        }
    }

    /// See `PayloadErasing.consent`.
    package func consent(
        _ consent: ErasureConsent, to commitment: Hash
    ) async throws(StoreError) -> [ErasureConsent] {
        guard try await payload(of: commitment, carrying: consent.agency) != nil else { return [] }
        return try await log.write { db in
            // One row for each agency in either table; of which epoch is for settling alone.
            let known = try ConsentRow.all(of: commitment, in: db)
            guard !known.contains(where: { $0.agency == consent.agency }) else { return known }
            let epoch = try Published(db).epoch ?? 0
            try db.run(
                Schema.consent.insert(5),
                [
                    commitment.data, consent.agency, try Int64(stored: epoch), consent.signer.data,
                    consent.signature.data,
                ])
            return try ConsentRow.all(of: commitment, in: db)
        }
    }

    /// See `PayloadErasing.agreed`.
    package func agreed(
        limit: Int
    ) async throws(StoreError) -> [(payload: HeldPayload, consents: [ErasureConsent])] {
        let candidates = try await log.read { db in
            var candidates: [Hash] = []
            try db.forEach(ConsentRow.candidates, []) { row in
                candidates.append(try row.fixed(0))
                return true
            }
            return candidates
        }
        var agreed: [(payload: HeldPayload, consents: [ErasureConsent])] = []
        for commitment in candidates where agreed.count < limit {
            guard let held = try await payload(of: commitment) else { continue }
            let consents = try await log.read { try ConsentRow.all(of: commitment, in: $0) }
            if consents.map({ $0.agency }) == held.agencies { agreed.append((held, consents)) }
        }
        return agreed
    }

    /// See `PayloadErasing.quietReports`.
    package func quietReports(
        since quiet: UInt64, erased: UInt64, limit: Int
    ) async throws(StoreError) -> [Hash] {
        try await log.read { db in
            var reports: [Hash] = []
            let bounds: StatementArguments = [
                try Int64(stored: quiet), try Int64(stored: erased), limit,
            ]
            try db.forEach(HeldRow.quiet, bounds) { row in
                reports.append(try row.fixed(0))
                return true
            }
            return reports
        }
    }

    /// See `PayloadErasing.descriptors`.
    package func descriptors() async throws(StoreError) -> [(index: UInt64, before: UInt64)] {
        try await log.read { db in
            var indices: [UInt64] = []
            let sql = "SELECT idx FROM public_index WHERE kind = 1 AND idx < ? ORDER BY idx"
            try db.forEach(sql, [try Int64(stored: try Published(db).size)]) { row in
                indices.append(try row.number(0))
                return true
            }
            return try indices.map { index in
                guard let batch = try BatchRow.holding(index: index, in: db), batch.first > 0,
                    let before = try BatchRow.holding(index: batch.first.less(1), in: db)
                else { return (index, 0) }
                return (index, before.number)
            }
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
            let place = try EnvelopeRow.place(of: envelope, in: db)
            for table in ["staged_consent", "consent"] {
                try db.run("DELETE FROM \(table) WHERE erased = ?", [place?.commitment.data])
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

/// Rows of records that hold payloads.
enum HeldRow {
    /// Of records that are settled, through the index of what is held.
    static let unnamed = """
        SELECT commitment, epoch, envelope, agencies FROM record
        WHERE payload IS NOT NULL AND epoch BETWEEN ?1 AND ?2
            AND NOT EXISTS (SELECT 1 FROM erasure WHERE erased = record.commitment)
            AND NOT EXISTS (SELECT 1 FROM staged_erasure WHERE erased = record.commitment)
        ORDER BY epoch, commitment LIMIT ?3
        """
    static let one = """
        SELECT commitment, epoch, envelope, agencies FROM record
        WHERE payload IS NOT NULL AND epoch = ?1 AND commitment = ?2
        """
    /// By commitment alone, through an index of its own: a reviewer may ask for one after the other.
    static let named = """
        SELECT epoch FROM record WHERE payload IS NOT NULL AND commitment = ?1
            AND (?2 IS NULL OR instr(',' || agencies || ',', ',' || ?2 || ',') > 0)
        """
    static let condemned = """
        SELECT envelope FROM record WHERE payload IS NOT NULL
            AND (EXISTS (SELECT 1 FROM erasure AS e WHERE e.erased = record.commitment AND e.epoch <= ?1)
                OR EXISTS (SELECT 1 FROM staged_erasure AS e WHERE e.erased = record.commitment AND e.epoch <= ?1))
        ORDER BY epoch, commitment LIMIT ?2
        """
    static let quiet = """
        SELECT commitment FROM report WHERE epoch <= ?1
            AND EXISTS (SELECT 1 FROM erasure WHERE erased = report.commitment AND erasure.epoch <= ?2)
            AND NOT EXISTS (SELECT 1 FROM record WHERE record.epoch = report.epoch
                AND record.commitment = report.commitment AND payload IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM message WHERE message.report = report.commitment AND epoch > ?1)
            AND NOT EXISTS (SELECT 1 FROM staged_message WHERE staged_message.report = report.commitment)
            AND NOT EXISTS (SELECT 1 FROM act WHERE act.report = report.commitment AND epoch > ?1)
            AND NOT EXISTS (SELECT 1 FROM staged_act WHERE staged_act.report = report.commitment)
        LIMIT ?3
        """

    static func all(
        _ sql: String, _ arguments: StatementArguments, in db: Database
    ) throws -> [HeldPayload] {
        var held: [HeldPayload] = []
        try db.forEach(sql, arguments) { row in
            let commitment: Hash = try row.fixed(0)
            let epoch = try row.number(1)
            guard let index = try BatchRow.index(of: commitment, promisedFor: epoch, in: db),
                let batch = try BatchRow.keeping(epoch: epoch, in: db)
            else { return true }
            held.append(
                HeldPayload(
                    commitment: commitment, epoch: epoch, envelope: try row.fixed(2), index: index,
                    batch: batch.number,
                    agencies: try row.text(3).split(separator: ",").map(String.init)))
            return true
        }
        return held
    }

    /// The payload of a published record; where an agency is named, of one that carries its code: another's costs what none
    /// costs.
    static func held(
        _ commitment: Hash, carrying agency: AgencyCode?, in db: Database
    ) throws -> HeldPayload? {
        for epoch in try epochs(of: commitment, carrying: agency, in: db) {
            let place: StatementArguments = [try Int64(stored: epoch), commitment.data]
            if let held = try all(one, place, in: db).first { return held }
        }
        return nil
    }

    /// The epochs for which a record of this commitment, of a kind that names an envelope, may have been promised.
    private static func epochs(
        of commitment: Hash, carrying agency: AgencyCode?, in db: Database
    ) throws -> [UInt64] {
        var epochs: [UInt64] = []
        try db.forEach(named, [commitment.data, agency]) { row in
            epochs.append(try row.number(0))
            return true
        }
        return epochs
    }
}

/// Rows of `consent` and the staged ones.
private enum ConsentRow {
    static let candidates = """
        SELECT DISTINCT erased FROM (SELECT erased FROM consent UNION ALL SELECT erased FROM staged_consent) AS given
        WHERE NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.erased = given.erased)
            AND NOT EXISTS (SELECT 1 FROM staged_erasure WHERE staged_erasure.erased = given.erased)
        ORDER BY erased
        """

    /// By agency.
    static func all(of commitment: Hash, in db: Database) throws -> [ErasureConsent] {
        var consents: [ErasureConsent] = []
        let sql = Schema.consent.select("agency, signer, signature", where: "erased = ?1")
        try db.forEach(sql, [commitment.data]) { row in
            consents.append(
                ErasureConsent(
                    agency: try row.text(0), signer: try row.fixed(1), signature: try row.fixed(2)))
            return true
        }
        return consents.sorted { $0.agency.precedes($1.agency) }
    }
}
