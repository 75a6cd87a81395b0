import AuditLog
import Files
import Dispatch
import Foundation
import GRDB
import Synchronization
package import Wire

/// The server's only storage: what is staged, the log, and the sealed payloads.
///
/// The contract, for this and for any other backend:
///
/// **Durable when.** `stage`, `enqueue`, `plan`, `advanceGuard`, `publish` and `UploadArea.finish` return
/// when what they did survives a loss of power; a payload is durable before the record that names it. An
/// answer that was not given may or may not have taken effect, and the same request again tells.
///
/// **One writer.** Every change is a transaction, one after the other. Staged records share transactions
/// (group commit): each gets its own outcome, and none is answered before its transaction is synced. Reads
/// see one snapshot each and never wait for writes.
///
/// **Compare-and-swap.** At most one planned batch exists, and a plan begins where the published log ends. It
/// is never changed or thrown away: `publish` swaps exactly that plan for the published state, and only that.
/// The guard, outside the database, goes only from a batch's beginning to its end. So no two roots of one
/// size are ever signed, whatever crashes, and a database put back from a copy is refused.
///
/// **A close takes exactly** the records promised for its number or before; a record's promised epoch is
/// above the last one planned, is fixed in the staging transaction and stored with its signature.
///
/// **Unique and never rebound:** envelope → record; mailbox → report; (report, conversation, direction,
/// counter) → message; (report, agency, counter) → act; (agency, through) → account; report → erasure. The
/// check and the insertion are one transaction.
///
/// **Visible.** Reads answer from published batches alone, with the exceptions that their names or comments
/// say: a mailbox's own report, the same request again, an author's own staged records.
///
/// **Full and failing disks.** `full` keeps nothing of the request and the store goes on. After `inputOutput`
/// in a write no further write is accepted until the store is opened anew, because nothing is certain after a
/// failed sync.
///
/// **Order and time.** No times are stored; tables of what came from outside are ordered by random keys, and
/// are rewritten in that order once published (`settle`), overwriting the old pages with zeros. Inside an
/// open epoch, who takes the disk can still find an order of arrival in its pages.
/// Uploaded envelopes are not rewritten: that they came as uploads is plain anyway.
package final class SQLiteStore: Sendable {
    package let origin: Origin
    /// Large envelopes on their way in.
    package let uploads: UploadArea

    let log: DatabaseFile
    let payload: DatabaseFile
    let guardFile: Guard
    let payloadLane: PayloadLane
    let headCache: Mutex<PublishedHead?>
    let faults: @Sendable (CloseStep) throws -> Void

    private let logLane: LogLane
    private let lock: Mutex<DirectoryLock?>

    /// Makes the files of an empty log in a directory that has none.
    package static func create(directory: String, origin: Origin) throws(StoreError) {
        let paths = Paths(directory)
        for path in [paths.log, paths.payload, paths.guardFile] where Files.exists(path) { throw .exists }
        do {
            // A one-cell envelope costs 150 µs of CPU with pages of 16 KiB, 210 µs with pages of 4 KiB.
            try DatabaseFile.create(paths.payload, tables: Schema.payload, origin: origin, pageSize: 16_384)
            try DatabaseFile.create(paths.log, tables: Schema.log, origin: origin, pageSize: 4096)
            let pool = try DatabasePool(path: paths.log)
            try pool.write { try StateRow.insert(.empty, as: .published, in: $0) }
            try pool.close()
        } catch { throw StoreError(error) }
        try Guard(path: paths.guardFile, origin: origin).write(LogPosition(.empty))
        try storing { () throws(FileError) in try Files.syncFolder(directory) }
    }

    /// Opens the store for this process alone. Takes no longer for a long log than for an empty one.
    ///
    /// Uploads that were not finished are removed. Ask `pendingPlan` afterwards: a planned batch must be
    /// finished before anything else.
    ///
    /// - Parameters:
    ///   - origin: whose store it must be; nil takes it as it is.
    ///   - faults: called at each step of a close; what it throws ends the step as a crash would.
    /// - Throws: `missing`, `inUse`, `foreign`, `version`, `setting`; `guardAhead`, `guardBehind` or
    ///   `guardDiffers`, after which nothing may be signed.
    package init(
        directory: String, origin: Origin? = nil,
        faults: @escaping @Sendable (CloseStep) throws -> Void = { _ in }
    ) throws(StoreError) {
        let paths = Paths(directory)
        let lock = try storing { () throws(FileError) in try DirectoryLock(directory) }
        do {
            let health = WriterHealth()
            log = try DatabaseFile(
                paths.log, origin: origin, readers: 4, cachedBytes: 8 << 20, health: health)
            self.origin = try origin ?? log.origin()
            payload = try DatabaseFile(
                paths.payload, origin: self.origin, readers: 4, cachedBytes: 12 << 20, health: health)
            guardFile = Guard(path: paths.guardFile, origin: self.origin)
            let (planned, head) = try log.pool.read { db in
                (try Self.pendingPlan(in: db), try PublishedHead(db))
            }
            try guardFile.check(
                published: head.map { LogPosition($0.state) } ?? LogPosition(.empty),
                planned: planned.map { LogPosition($0.after) })
            headCache = Mutex(head)
        } catch { throw StoreError(error) }
        self.lock = Mutex(lock)
        self.faults = faults
        let payloadLane = PayloadLane(file: payload)
        let logLane = LogLane(file: log, origin: self.origin, payloads: payloadLane)
        payloadLane.forward { logLane.submit($0) }
        (self.payloadLane, self.logLane) = (payloadLane, logLane)
        uploads = UploadArea(lane: payloadLane)
        try resolveArrivals()
    }

    /// Closes the files. Requests that come later throw `closed`.
    package func close() throws(StoreError) {
        do {
            try log.close()
            try payload.close()
        } catch { throw StoreError(error) }
        lock.withLock { $0 = nil }
    }

    /// Stages a record with its payload, in a transaction shared with whatever comes at the same time.
    ///
    /// The nonce must be new for each call. `promised` means durable; what was staged before gets the promise
    /// and the opening of then. Once for a content: a repetition after a crash or after the close answers the
    /// same.
    ///
    /// - Throws: `full` with nothing kept, `inputOutput`, `refusesWrites`, `notBegun` before batch 0,
    ///   `refused`.
    package func stage(_ request: StageRequest, promise: @escaping PromiseSigner) async throws(StoreError)
        -> StageOutcome
    {
        let record = try StagedRecord(request)
        if case .uploaded(let payload) = request.payload { try uploads.hold(payload) }
        let result = await withCheckedContinuation { done in
            let job = StageJob(record: record, sign: promise, done: done)
            switch request.payload {
            case .bytes: payloadLane.submit(job)
            case .none, .uploaded: logLane.submit([job])
            }
        }
        if case .uploaded(let payload) = request.payload {
            uploads.release(payload, done: (try? result.get()) != nil)
        }
        return try result.get()
    }

    /// What `stage` would answer without staging anything; nil for what is new.
    package func existing(
        _ record: Wire.Record, submission: StageRequest.Submission? = nil
    ) async throws(StoreError) -> StageOutcome? {
        try await log.read { [origin] in
            try Staging(db: $0, origin: origin).existing(record, submission: submission)
        }
    }

    /// To be called every 30 s: writes to both files, so that their times do not tell the last arrival.
    package func tick() async throws(StoreError) {
        payloadLane.retry()
        try await log.beat()
        try await payload.beat()
    }

    /// Runs something that blocks outside the threads that carry tasks.
    func offPool<Value: Sendable>(
        _ body: @escaping @Sendable () throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result = await withCheckedContinuation {
            (done: CheckedContinuation<Result<Value, StoreError>, Never>) in
            DispatchQueue.global(qos: .userInitiated).async { done.resume(returning: Result(catching: body)) }
        }
        return try result.get()
    }

    /// What a crash left in payload.sqlite: kept if its record is there, else overwritten and removed.
    private func resolveArrivals() throws(StoreError) {
        do {
            let marked = try payload.pool.read { try PayloadRows.marked(confirmed: false, in: $0) }
            let named = try log.pool.read { db in
                try marked.map { id, envelope in try EnvelopeRow.payload(of: envelope, in: db) == id }
            }
            for ((id, _), isNamed) in zip(marked, named) {
                if isNamed { payloadLane.confirm(id) } else { payloadLane.drop(id) }
            }
        } catch { throw StoreError(error) }
    }
}

/// Where the files are.
struct Paths {
    let log: String
    let payload: String
    let guardFile: String

    init(_ directory: String) {
        log = directory + "/log.sqlite"
        payload = directory + "/payload.sqlite"
        guardFile = directory + "/guard"
    }
}
