package import AuditLog
import Foundation
import GRDB
import Keys
package import Wire

/// What waits to be said in public, as much of it as the next batch takes.
struct PublicQueue {
    private(set) var entries = PublicEntries()
    private var keys: [Data] = []

    var count: Int { keys.count }

    /// Statements of one batch; the rest waits for the next one.
    ///
    /// What is said in the open takes room from filler,
    /// and a prober gains 2 / room by a report: 1/127 with none, 1/114 with these, a descriptor and 12 agencies' keys.
    private static let statementLimit = 16

    /// What a public entry is of: `owner` is the agency of agency keys, else "".
    struct Key: Equatable {
        let kind: EntryKind
        let owner: String

        init?(_ body: EntryBody) {
            switch body {
            case .site, .statement: (kind, owner) = (body.discriminant, "")
            case .agencyKeys(let keys): (kind, owner) = (.agencyKeys, keys.agency)
            case .sealed, .epoch, .unknown: return nil
            }
        }

        /// Nil for entries of other kinds.
        ///
        /// Sealed ones are told by their kind's place, without decoding.
        init?(entry: [UInt8]) throws {
            guard entry.count > 43, entry[42] == 0, entry[43] != EntryKind.sealed.rawValue else { return nil }
            let decoded: Entry
            do { decoded = try Entry(decoding: entry) } catch { throw StoreError.refused("plan: \(error)") }
            self.init(decoded.body)
        }
    }

    /// The lowest serial of descriptors and of each agency's keys, and statements.
    ///
    /// - Parameters:
    ///   - db: read only.
    ///   - number: the epoch whose batch takes them; what waits for a later one is left out.
    /// - Returns: as much as one batch takes.
    /// - Throws: `corrupt` for a body that does not decode, and SQLite's errors.
    static func next(in db: Database, for number: UInt64) throws -> Self {
        var queue = Self()
        var owners: Set<String> = []
        let sql = """
            SELECT key, kind, owner, body FROM public_entry WHERE epoch <= ? ORDER BY kind, owner, serial, key
            """
        try db.forEach(sql, [Int64(clamping: number)]) { row in
            let body: EntryBody
            do { body = try EntryBody(decoding: try row.bytes(3)) } catch {
                throw StoreError.corrupt("public entry: \(error)")
            }
            switch body {
            case .site(let site) where queue.entries.site == nil: queue.entries.site = site
            case .agencyKeys(let keys) where owners.insert(keys.agency).inserted:
                queue.entries.agencyKeys.append(keys)
            case .statement(let statement) where queue.entries.statements.count < statementLimit:
                queue.entries.statements.append(statement)
            default: return true
            }
            queue.keys.append(Data(try row.bytes(0)))
            return true
        }
        return queue
    }

    /// Lets an entry wait for the batch of epoch `number` or a later one; the same one again changes nothing.
    static func insert(_ body: EntryBody, from number: UInt64, into db: Database) throws {
        guard let key = Key(body) else {
            throw StoreError.refused("entry kind \(body.discriminant.rawValue)")
        }
        let bytes = try body.encoded()
        let order: Int64 =
            switch body {
            case .site(let site): Int64(site.serial)
            case .agencyKeys(let keys): Int64(keys.serial)
            // Its accounts are promised for that very batch, so that it goes before what can wait.
            case .statement(let statement): statement.kind == .attestation ? 0 : 1
            default: 0
            }
        try db.run(
            "INSERT OR IGNORE INTO public_entry VALUES (?, ?, ?, ?, ?, ?)",
            [
                sha256(bytes).data, Int(key.kind.rawValue), key.owner, order, Int64(clamping: number),
                Data(bytes),
            ])
    }

    func remove(from db: Database) throws {
        for key in keys { try db.run("DELETE FROM public_entry WHERE key = ?", [key]) }
    }
}

extension SQLiteStore {
    /// See `RecordStaging.enqueue`.
    package func enqueue(_ bodies: [EntryBody]) async throws(StoreError) {
        for body in bodies where PublicQueue.Key(body) == nil {
            throw .refused("entry kind \(body.discriminant.rawValue)")
        }
        try await log.write { db in
            for body in bodies { try PublicQueue.insert(body, from: 0, into: db) }
        }
    }

    /// See `RecordStaging.say`.
    package func say(
        _ statement: Wire.Statement, epoch: @escaping @Sendable (UInt64) -> UInt64
    ) async throws(StoreError) -> UInt64 {
        try await log.write { db in
            guard let lastCut = try StateRow.lastCut(db) else { throw StoreError.notBegun }
            let number = epoch(lastCut)
            try PublicQueue.insert(.statement(statement), from: number, into: db)
            return number
        }
    }

    /// See `RecordStaging.attest`.
    package func attest(
        _ statement: Wire.Statement, accounts: [StageRequest], promise: @escaping PromiseSigner
    ) async throws(StoreError) -> [StageOutcome] {
        var records: [StagedRecord] = []
        for account in accounts { records.append(try StagedRecord(account)) }
        return try await log.write { [origin, records] db in
            guard let lastCut = try StateRow.lastCut(db) else { throw StoreError.notBegun }
            let staging = Staging(db: db, origin: origin)
            let before = try records.map { try staging.existing($0.request.record, submission: nil) }
            // Said before: statement and accounts went together then, and go once.
            if let before = before as? [StageOutcome] { return before }
            guard before.allSatisfy({ $0 == nil }) else { return records.map { _ in .aborted } }
            let outcomes = try records.map { try staging.stage($0, lastCut: lastCut, sign: promise) }
            let epochs = Set(outcomes.compactMap { $0.promised?.promise.epoch })
            guard let epoch = epochs.first, epochs.count == 1 else {
                throw StoreError.refused("accounts of different epochs")
            }
            try PublicQueue.insert(.statement(statement), from: epoch, into: db)
            return outcomes
        }
    }

    /// See `RecordStaging.queuedPublicEntries`.
    package func queuedPublicEntries() async throws(StoreError) -> PublicEntries {
        try await log.read { try PublicQueue.next(in: $0, for: .max).entries }
    }
}
