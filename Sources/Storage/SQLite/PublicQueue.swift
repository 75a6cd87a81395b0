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
    static func next(in db: Database) throws -> Self {
        var queue = Self()
        var owners: Set<String> = []
        try db.forEach("SELECT key, kind, owner, body FROM public_entry ORDER BY kind, owner, serial, key") {
            row in
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

    func remove(from db: Database) throws {
        for key in keys { try db.run("DELETE FROM public_entry WHERE key = ?", [key]) }
    }
}

extension SQLiteStore {
    /// See `RecordStaging.enqueue`.
    package func enqueue(_ body: EntryBody) async throws(StoreError) {
        guard let key = PublicQueue.Key(body) else {
            throw .refused("entry kind \(body.discriminant.rawValue)")
        }
        let serial: UInt32 =
            switch body {
            case .site(let site): site.serial
            case .agencyKeys(let keys): keys.serial
            default: 0
            }
        try await log.write { db in
            let bytes = try body.encoded()
            try db.run(
                "INSERT OR IGNORE INTO public_entry VALUES (?, ?, ?, ?, ?)",
                [sha256(bytes).data, Int(key.kind.rawValue), key.owner, Int64(serial), Data(bytes)])
        }
    }

    /// See `RecordStaging.queuedPublicEntries`.
    package func queuedPublicEntries() async throws(StoreError) -> PublicEntries {
        try await log.read { try PublicQueue.next(in: $0).entries }
    }
}
