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
            let agencies = promised.opening.record.body.agencies
            return MailboxReport(
                promised: promised, keySet: try report.fixed(1), signature: try report.fixed(2),
                index: index,
                batchEnd: try index.flatMap { try BatchRow.holding(index: $0, in: db) }
                    .map { $0.first.plus($0.count).less(1) },
                acts: try ReportRows.shownActs(commitment, of: agencies, origin: origin, in: db),
                conversations: try agencies.map {
                    Conversation(
                        agency: $0, questions: try ReportRows.questions(commitment, $0, in: db),
                        replies: try ReportRows.nextCounter(commitment, .reply, $0, in: db))
                },
                supplement: try ReportRows.nextCounter(commitment, .supplement, "", in: db),
                messages: try Published(db).epoch.map {
                    try InboxItems.count(of: commitment, upTo: $0, in: db)
                } ?? 0,
                supplements: try ReportRows.supplements(of: commitment, in: db),
                erasure: try ReportRows.erasure(of: commitment, in: db))
        }
    }

    /// See `ReportReads.publishedReport`.
    package func publishedReport(
        _ commitment: Hash, of agency: AgencyCode
    ) async throws(StoreError) -> PublishedReport? {
        try await log.read { try ReportRows.published(commitment, of: agency, in: $0) }
    }

    /// See `ReportReads.inboxItem`.
    package func inboxItem(_ n: UInt64, of report: Hash) async throws(StoreError) -> PublishedMessage? {
        try await log.read { [origin] db in
            guard let place = try InboxItems.place(n, of: report, in: db),
                try Published(db).includes(epoch: place.epoch),
                let record = try StoredRecord.read(db, epoch: place.epoch, commitment: place.commitment),
                case .messagePosted(let message) = record.record.body
            else { return nil }
            return PublishedMessage(promised: record.promised(origin: origin), message: message)
        }
    }

    /// See `ReportReads.report`.
    package func report(ofSupplement envelope: Hash) async throws(StoreError) -> Hash? {
        try await log.read { db in
            guard let place = try EnvelopeRow.place(of: envelope, in: db),
                try Published(db).includes(epoch: place.epoch),
                let record = try StoredRecord.read(db, epoch: place.epoch, commitment: place.commitment),
                case .messagePosted(let message) = record.record.body, message.direction == .supplement
            else { return nil }
            return message.report
        }
    }

    /// See `ReportReads.nextCounter`.
    package func nextCounter(of message: MessagePosted) async throws(StoreError) -> UInt32 {
        try await log.read {
            try ReportRows.nextCounter(message.report, message.direction, message.agency, in: $0)
        }
    }

    /// See `ReportReads.staged`.
    package func staged(by author: String, behind shown: UInt64) async throws(StoreError) -> [Promised] {
        try await log.read { [origin] db in
            var places: [(UInt64, Hash)] = []
            let sql = """
                SELECT epoch, commitment FROM staged_record WHERE author = ? AND epoch > ? ORDER BY epoch, commitment
                """
            try db.forEach(sql, [author, try Int64(stored: shown)]) { row in
                places.append((try row.number(0), try row.fixed(1)))
                return true
            }
            return try places.compactMap {
                try StoredRecord.promised(db, epoch: $0, commitment: $1, origin: origin)
            }
        }
    }
}

enum ReportRows {
    /// One that carries the agency's code; whether it is there for others makes no difference to the work.
    static func published(
        _ commitment: Hash, of agency: AgencyCode, in db: Database
    ) throws -> PublishedReport? {
        guard let epoch = try db.row(SQL.carried, [commitment.data, agency])?.number(0),
            let index = try BatchRow.index(of: commitment, promisedFor: epoch, in: db),
            let record = try StoredRecord.read(db, epoch: epoch, commitment: commitment)
        else { return nil }
        return PublishedReport(
            commitment: commitment, agencies: record.record.body.agencies, index: index)
    }

    /// The newest published ones, by counter.
    static func supplements(of report: Hash, in db: Database) throws -> [PostedSupplement] {
        guard let published = try Published(db).epoch else { return [] }
        var newest: [(counter: UInt64, epoch: UInt64, commitment: Hash, envelope: Hash)] = []
        try db.forEach(SQL.supplements, [report.data, try Int64(stored: published), shownSupplements]) {
            row in
            newest.append((try row.number(0), try row.number(1), try row.fixed(2), try row.fixed(3)))
            return true
        }
        return try newest.reversed().map { place in
            let key: StatementArguments = [try Int64(stored: place.epoch), place.commitment.data]
            return PostedSupplement(
                counter: UInt32(clamping: place.counter), envelope: place.envelope,
                length: try db.row(EnvelopeRow.record, key)?.number(1) ?? 0)
        }
    }

    /// As many as an inbox tells: the schema's bound.
    private static let shownSupplements = 64

    /// From 0; `conversation` is an agency's code, or "" for supplements.
    static func nextCounter(
        _ report: Hash, _ direction: Direction, _ conversation: String, in db: Database
    ) throws -> UInt32 {
        let last = try db.row(SQL.lastMessage, [report.data, conversation, Int(direction.rawValue)])
        return try last.map { UInt32(clamping: try $0.number(0) + 1) } ?? 0
    }

    /// An agency's published ones: counters rise from 0 by one.
    static func questions(_ report: Hash, _ agency: AgencyCode, in db: Database) throws -> UInt32 {
        guard let published = try Published(db).epoch else { return 0 }
        let last = try db.row(SQL.lastQuestion, [report.data, agency, try Int64(stored: published)])
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

    /// What an inbox shows of each agency that has published acts, by agency: the newest one that its source has to know of, or
    /// else the newest.
    ///
    /// What only says again what was said already is passed over: the time limit runs from the first of them.
    static func shownActs(
        _ report: Hash, of agencies: [AgencyCode], origin: String, in db: Database
    ) throws -> [PostedAct] {
        guard let published = try Published(db).epoch else { return [] }
        return try agencies.sorted { $0.precedes($1) }.compactMap { agency in
            var places: [(epoch: UInt64, commitment: Hash)] = []
            try db.forEach(SQL.newestActs, [report.data, agency, try Int64(stored: published), looksBack]) {
                row in
                places.append((try row.number(1), try row.fixed(2)))
                return true
            }
            var (newest, shown) = (PostedAct?.none, PostedAct?.none)
            for place in places {
                guard
                    let record = try StoredRecord.read(db, epoch: place.epoch, commitment: place.commitment),
                    case .act(let body) = record.record.body
                else { continue }
                let promised = record.promised(origin: origin)
                let posted = PostedAct(
                    act: body.act, nonce: promised.opening.nonce, promise: promised.promise)
                guard !body.act.isHousekeeping else {
                    newest = newest ?? posted
                    continue
                }
                if let later = shown, !later.act.repeats(body.act) { break }
                shown = posted
            }
            return shown ?? newest
        }
    }

    /// Acts of an agency among which one is looked for that its source has to know of.
    private static let looksBack = 32
}

extension Act {
    /// Whether it tells a report's source nothing but that the agency has the report.
    fileprivate var isHousekeeping: Bool { kind == .received || kind == .opened || kind == .assigned }
}

extension Act {
    /// Whether it says of the case what the act before it said: it changes nothing, and starts no time limit again.
    ///
    /// A limit that it names and the other did not is taken for another one: what goes with a state, is no business of a store.
    fileprivate func repeats(_ other: Act) -> Bool {
        kind == .state && other.kind == .state && state == other.state && outcome == other.outcome
            && (due == .none || due == other.due)
    }
}

private typealias SQL = ReportSQL

/// The statements that answer an inbox: each finds its rows by key.
enum ReportSQL {
    static let mailbox = Schema.mailbox.select("epoch, commitment", where: "mailbox = ?1")
    static let report = Schema.report.select("epoch, key_set, signature", where: "commitment = ?1")
    static let supplements = Schema.message.select(
        "counter, epoch, commitment, envelope",
        where: "report = ?1 AND agency = '' AND direction = 3 AND epoch <= ?2",
        then: "ORDER BY 1 DESC LIMIT ?3")
    static let lastMessage = Schema.message.select(
        "counter", where: "report = ?1 AND agency = ?2 AND direction = ?3", then: "ORDER BY 1 DESC LIMIT 1")
    static let lastQuestion = Schema.message.select(
        "counter", where: "report = ?1 AND agency = ?2 AND direction = 1 AND epoch <= ?3",
        then: "ORDER BY 1 DESC LIMIT 1")
    static let erasure = Schema.erasure.select("epoch, commitment", where: "erased = ?1")
    static let newestActs = Schema.act.select(
        "counter, epoch, commitment", where: "report = ?1 AND agency = ?2 AND epoch <= ?3",
        then: "ORDER BY 1 DESC LIMIT ?4")
    static let carried = Schema.report.selectCarried("one.epoch", where: "one.commitment = ?1")
    static let all = [mailbox, report, carried, supplements, lastMessage, lastQuestion, erasure, newestActs]
}
