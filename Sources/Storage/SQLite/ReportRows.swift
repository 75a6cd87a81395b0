import AuditLog
import GRDB
package import Wire

extension SQLiteStore {
    /// See `ReportReads.report`.
    package func report(mailbox: PublicKey) async throws(StoreError) -> MailboxReport? {
        try await log.read { [origin] db in
            guard let mailboxRow = try db.row(SQL.mailbox, [mailbox.data]) else { return nil }
            let (epoch, commitment) = (try mailboxRow.number(0), try mailboxRow.fixed(1) as Hash)
            guard
                let promised = try StoredRecord.promised(
                    db, epoch: epoch, commitment: commitment, origin: origin),
                let report = try db.row(SQL.report, [commitment.data])
            else { return nil }
            let index = try BatchRow.index(of: commitment, promisedFor: epoch, in: db)
            return MailboxReport(
                promised: promised, keySet: try report.fixed(1), signature: try report.fixed(2),
                index: index,
                batchEnd: try index.flatMap { try BatchRow.holding(index: $0, in: db) }
                    .map { $0.first.plus($0.count).less(1) },
                acts: try ReportRows.newestActs(commitment, in: db),
                replies: try promised.opening.record.body.agencies.map {
                    NextReply(
                        agency: $0, counter: try ReportRows.nextCounter(commitment, .reply, $0, in: db))
                },
                supplement: try ReportRows.nextCounter(commitment, .supplement, "", in: db),
                erasure: try ReportRows.erasure(of: commitment, in: db))
        }
    }

    /// See `ReportReads.publishedReport`.
    package func publishedReport(_ commitment: Hash) async throws(StoreError) -> PublishedReport? {
        try await log.read { db -> PublishedReport? in
            guard let epoch = try db.row(SQL.report, [commitment.data])?.number(0),
                let index = try BatchRow.index(of: commitment, promisedFor: epoch, in: db),
                let record = try StoredRecord.read(db, epoch: epoch, commitment: commitment)
            else { return nil }
            return PublishedReport(
                commitment: commitment, agencies: record.record.body.agencies, index: index)
        }
    }

    /// See `ReportReads.messages`.
    package func messages(of report: Hash) async throws(StoreError) -> [PublishedMessage] {
        try await log.read { [origin] in try ReportRows.messages(of: report, origin: origin, in: $0) }
    }

    /// See `ReportReads.newestActs`.
    package func newestActs(on report: Hash) async throws(StoreError) -> [Act] {
        try await log.read { try ReportRows.newestActs(report, in: $0) }
    }

    /// See `ReportReads.nextCounter`.
    package func nextCounter(of message: MessagePosted) async throws(StoreError) -> UInt32 {
        try await log.read {
            try ReportRows.nextCounter(message.report, message.direction, message.agency, in: $0)
        }
    }

    /// See `ReportReads.staged`.
    package func staged(by author: String) async throws(StoreError) -> [Promised] {
        try await log.read { [origin] db in
            let published = try Published(db).epoch.map { try Int64(stored: $0) } ?? -1
            var places: [(UInt64, Hash)] = []
            let sql = """
                SELECT epoch, commitment FROM staged_record WHERE author = ? AND epoch > ? ORDER BY epoch, commitment
                """
            try db.forEach(sql, [author, published]) { row in
                places.append((try row.number(0), try row.fixed(1)))
                return true
            }
            return try places.compactMap {
                try StoredRecord.promised(db, epoch: $0, commitment: $1, origin: origin)
            }
        }
    }
}

private enum ReportRows {
    static func messages(of report: Hash, origin: String, in db: Database) throws -> [PublishedMessage] {
        let published = try Published(db)
        var places: [(epoch: UInt64, commitment: Hash)] = []
        try db.forEach(SQL.messages, [report.data]) { row in
            places.append((try row.number(0), try row.fixed(1)))
            return true
        }
        return try places.filter { published.includes(epoch: $0.epoch) }.compactMap { place in
            guard let index = try BatchRow.index(of: place.commitment, promisedFor: place.epoch, in: db),
                let record = try StoredRecord.read(db, epoch: place.epoch, commitment: place.commitment),
                case .messagePosted(let message) = record.record.body
            else { return nil }
            return PublishedMessage(
                index: index, promised: record.promised(origin: origin), message: message,
                length: record.length)
        }.sorted { $0.index < $1.index }
    }

    /// From 0; `conversation` is an agency's code, or "" for supplements.
    static func nextCounter(
        _ report: Hash, _ direction: Direction, _ conversation: String, in db: Database
    ) throws -> UInt32 {
        let last = try db.row(SQL.lastMessage, [report.data, conversation, Int(direction.rawValue)])
        return try last.map { UInt32(clamping: try $0.number(0) + 1) } ?? 0
    }

    static func erasure(of commitment: Hash, in db: Database) throws -> PublishedErasure? {
        guard let row = try db.row(SQL.erasure, [commitment.data]) else { return nil }
        let (epoch, erasure) = (try row.number(0), try row.fixed(1) as Hash)
        guard try Published(db).includes(epoch: epoch),
            let index = try BatchRow.index(of: erasure, promisedFor: epoch, in: db),
            let record = try StoredRecord.read(db, epoch: epoch, commitment: erasure)
        else { return nil }
        return PublishedErasure(index: index, opening: record.opening)
    }

    static func newestActs(_ report: Hash, in db: Database) throws -> [Act] {
        let published = try Published(db)
        var newest: [AgencyCode: (counter: UInt64, epoch: UInt64, commitment: Hash)] = [:]
        try db.forEach(SQL.acts, [report.data]) { row in
            let (agency, counter, epoch) = (try row.text(0), try row.number(1), try row.number(2))
            if published.includes(epoch: epoch), newest[agency].map({ $0.counter < counter }) ?? true {
                newest[agency] = (counter, epoch, try row.fixed(3))
            }
            return true
        }
        return try newest.sorted { $0.key.precedes($1.key) }.compactMap {
            _, place in
            let record = try StoredRecord.read(db, epoch: place.epoch, commitment: place.commitment)
            guard case .act(let body) = record?.record.body else { return nil }
            return body.act
        }
    }
}

private enum SQL {
    static let mailbox = Schema.mailbox.select("epoch, commitment", where: "mailbox = ?1")
    static let report = Schema.report.select("epoch, key_set, signature", where: "commitment = ?1")
    static let messages = Schema.message.select("epoch, commitment", where: "report = ?1")
    static let lastMessage = Schema.message.select(
        "counter", where: "report = ?1 AND agency = ?2 AND direction = ?3", then: "ORDER BY 1 DESC LIMIT 1")
    static let erasure = Schema.erasure.select("epoch, commitment", where: "erased = ?1")
    static let acts = Schema.act.select("agency, counter, epoch, commitment", where: "report = ?1")
}
