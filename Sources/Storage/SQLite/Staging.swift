import AuditLog
import Foundation
import GRDB
import Keys
import Wire

/// What staging decides and writes, within one transaction of log.sqlite.
struct Staging {
    let db: Database
    let origin: String

    /// - Parameters:
    ///   - staged: not filler, and of a known kind.
    ///   - lastCut: the newest epoch planned.
    ///   - sign: called once, and only for a record that is new.
    /// - Returns: the promise of now, or of then for what is there already; else why there is none.
    /// - Throws: `epochCut` for a record whose epoch is not above `lastCut`, what `sign` throws, and SQLite's
    ///   errors.
    func stage(_ staged: StagedRecord, lastCut: UInt64, sign: PromiseSigner) throws -> StageOutcome {
        let record = staged.request.record
        if let outcome = try existing(record, submission: staged.request.submission) { return outcome }
        let epoch = staged.request.epoch(lastCut)
        guard epoch > lastCut else { throw StoreError.epochCut(number: epoch, last: lastCut) }
        let promise = try sign(staged.commitment, epoch)
        try insert(staged, epoch: Int64(stored: epoch), signature: promise.signature)
        return .promised(
            Promised(promise: promise, opening: Opening(nonce: staged.request.nonce, record: record)))
    }

    /// The answer to what is there already, or cannot be; nil for what can be staged.
    func existing(_ record: Wire.Record, submission: StageRequest.Submission?) throws -> StageOutcome? {
        switch record.body {
        case .reportReceived(let body): try existing(body, submission)
        case .messagePosted(let body): try existing(body)
        case .act(let body): try existing(body.act)
        case .account(let body): try existing(body.account)
        case .payloadErased(let body): try existing(body)
        case .filler, .unknown: .notFound
        }
    }

    private func existing(
        _ body: ReportReceived, _ submission: StageRequest.Submission?
    ) throws -> StageOutcome? {
        guard let submission else { return .notFound }
        if let row = try db.row(SQL.envelope, [body.envelope.data]) {
            let (epoch, commitment) = (try row.number(0), try row.fixed(1) as Hash)
            guard let report = try db.row(SQL.report, [commitment.data]),
                try report.fixed(2) == submission.mailbox, try report.fixed(3) == submission.outer
            else { return .alreadyExists }
            return try promised(epoch: epoch, commitment: commitment) ?? .alreadyExists
        }
        return try db.row(SQL.mailbox, [submission.mailbox.data]) == nil ? nil : .alreadyExists
    }

    private func existing(_ body: MessagePosted) throws -> StageOutcome? {
        let place: StatementArguments = [
            body.report.data, body.agency, Int(body.direction.rawValue), Int64(body.counter),
        ]
        if let row = try db.row(SQL.message, place) {
            guard try row.fixed(2) == body.envelope else { return .aborted }
            return try promised(epoch: try row.number(0), commitment: try row.fixed(1)) ?? .notFound
        }
        if try db.row(SQL.envelope, [body.envelope.data]) != nil { return .alreadyExists }
        guard try db.row(SQL.report, [body.report.data]) != nil else { return .notFound }
        let last = try db.row(
            SQL.lastMessage, [body.report.data, body.agency, Int(body.direction.rawValue)])
        let next = try last.map { try $0.number(0) + 1 } ?? 0
        guard UInt64(body.counter) == next else { return .aborted }
        let waiting =
            body.isBySource
            ? try db.row(SQL.waitingOfSource, [body.report.data, Self.waitingLimit])
            : try db.row(SQL.waitingOfAgency, [body.report.data, body.agency, Self.waitingLimit])
        return try waiting?.number(0) ?? 0 < Self.waitingLimit ? nil : .tooMany(limit: Self.waitingLimit)
    }

    /// Messages of one author about one report that may wait for their epoch.
    private static let waitingLimit = 64

    private func existing(_ act: Act) throws -> StageOutcome? {
        let hash = sha256(try act.encoded())
        if let row = try db.row(SQL.act, [act.report.data, act.agency, Int64(act.counter)]) {
            guard try row.fixed(2) == hash else { return .aborted }
            return try promised(epoch: try row.number(0), commitment: try row.fixed(1)) ?? .notFound
        }
        if let reason = act.reasonEnvelope, try db.row(SQL.envelope, [reason.data]) != nil {
            return .alreadyExists
        }
        guard try db.row(SQL.report, [act.report.data]) != nil else { return .notFound }
        guard let last = try db.row(SQL.lastAct, [act.report.data, act.agency]) else {
            return act.counter == 0 && act.previous == Hash() ? nil : .aborted
        }
        let follows = try last.number(0) + 1 == UInt64(act.counter) && last.fixed(1) == act.previous
        return follows ? nil : .aborted
    }

    private func existing(_ account: Account) throws -> StageOutcome? {
        let place: StatementArguments = [account.agency, try Int64(stored: account.through)]
        guard let row = try db.row(SQL.account, place) else { return nil }
        guard try row.fixed(2) == sha256(try account.encoded()) else { return .aborted }
        return try promised(epoch: try row.number(0), commitment: try row.fixed(1)) ?? .notFound
    }

    private func existing(_ body: PayloadErased) throws -> StageOutcome? {
        if let row = try db.row(SQL.erasure, [body.commitment.data]) {
            return try promised(epoch: try row.number(0), commitment: try row.fixed(1)) ?? .notFound
        }
        // Only what was published can be erased, and exactly what it names.
        guard let place = try EnvelopeRow.place(of: body.envelope, in: db),
            place.commitment == body.commitment,
            try Published(db).includes(epoch: place.epoch)
        else { return .notFound }
        return nil
    }

    private func promised(epoch: UInt64, commitment: Hash) throws -> StageOutcome? {
        try StoredRecord.promised(db, epoch: epoch, commitment: commitment, origin: origin)
            .map { .promised($0) }
    }

    private func insert(_ staged: StagedRecord, epoch: Int64, signature: Signature) throws {
        let body = staged.request.record.body
        let commitment = staged.commitment.data
        try db.run(
            SQL.insertRecord,
            [
                epoch, commitment, staged.request.nonce.data, Data(staged.encoded), signature.data,
                body.agencies.joined(separator: ","), body.author, staged.envelope?.data,
                staged.payloadID?.data, Int64(stored: staged.payloadLength),
            ])
        if let envelope = staged.envelope {
            try db.run(SQL.insertEnvelope, [envelope.data, epoch, commitment])
        }
        switch body {
        case .reportReceived(let body):
            guard let submission = staged.request.submission else { return }
            try db.run(
                SQL.insertReport,
                [
                    commitment, epoch, body.envelope.data, submission.mailbox.data, submission.outer.data,
                    submission.keySet.data, submission.signature.data,
                ])
            try db.run(SQL.insertMailbox, [submission.mailbox.data, epoch, commitment])
        case .messagePosted(let body):
            try db.run(
                SQL.insertMessage,
                [
                    body.report.data, body.agency, Int(body.direction.rawValue), Int64(body.counter),
                    epoch, commitment, body.envelope.data,
                ])
        case .act(let body):
            try db.run(
                SQL.insertAct,
                [
                    body.act.report.data, body.act.agency, Int64(body.act.counter), epoch, commitment,
                    sha256(try body.act.encoded()).data,
                ])
        case .account(let body):
            try db.run(
                SQL.insertAccount,
                [
                    body.account.agency, Int64(stored: body.account.through), epoch, commitment,
                    sha256(try body.account.encoded()).data,
                ])
        case .payloadErased(let body):
            try db.run(SQL.insertErasure, [body.commitment.data, epoch, commitment])
        case .filler, .unknown: break
        }
    }
}

private typealias SQL = StagingSQL

/// The statements that stage a record: each finds its rows by key.
enum StagingSQL {
    static let envelope = Schema.envelope.select("epoch, commitment", where: "envelope = ?1")
    static let report = Schema.report.select("epoch, commitment, mailbox, outer", where: "commitment = ?1")
    static let mailbox = Schema.mailbox.select("epoch, commitment", where: "mailbox = ?1")
    static let message = Schema.message.select(
        "epoch, commitment, envelope",
        where: "report = ?1 AND agency = ?2 AND direction = ?3 AND counter = ?4")
    static let lastMessage = Schema.message.select(
        "counter", where: "report = ?1 AND agency = ?2 AND direction = ?3", then: "ORDER BY 1 DESC LIMIT 1")
    static let waitingOfSource = """
        SELECT COUNT(*) FROM (SELECT 1 FROM staged_message WHERE report = ? AND direction IN (2, 3) LIMIT ?)
        """
    static let waitingOfAgency = """
        SELECT COUNT(*) FROM (
            SELECT 1 FROM staged_message WHERE report = ? AND agency = ? AND direction IN (1, 4) LIMIT ?)
        """
    static let act = Schema.act.select(
        "epoch, commitment, hash", where: "report = ?1 AND agency = ?2 AND counter = ?3")
    static let lastAct = Schema.act.select(
        "counter, hash", where: "report = ?1 AND agency = ?2", then: "ORDER BY 1 DESC LIMIT 1")
    static let account = Schema.account.select(
        "epoch, commitment, hash", where: "agency = ?1 AND through = ?2")
    static let erasure = Schema.erasure.select("epoch, commitment", where: "erased = ?1")

    /// Those that read.
    static let all = [
        envelope, report, mailbox, message, lastMessage, waitingOfSource, waitingOfAgency, act, lastAct,
        account, erasure,
    ]

    static let insertRecord = Schema.record.insert(10)
    static let insertEnvelope = Schema.envelope.insert(3)
    static let insertReport = Schema.report.insert(7)
    static let insertMailbox = Schema.mailbox.insert(3)
    static let insertMessage = Schema.message.insert(7)
    static let insertAct = Schema.act.insert(6)
    static let insertAccount = Schema.account.insert(5)
    static let insertErasure = Schema.erasure.insert(3)
}
