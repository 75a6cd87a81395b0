import AuditLog
import Files
import Dispatch
import Foundation
import GRDB
import Synchronization
package import Wire

/// The store on two SQLite databases in WAL mode and a guard file.
///
/// log.sqlite holds what is staged and the log, payload.sqlite the sealed bytes: each is written by one connection and
/// read by a pool, and every transaction is synced (`synchronous = FULL`). What is deleted is overwritten with zeros
/// (`secure_delete`). A payload is committed before the record that names it is.
package final class SQLiteStore: Store {
    /// See `PublishedLog.origin`.
    package let origin: Origin
    /// See `RecordStaging.uploads`.
    package var uploads: any UploadStore { uploadArea }

    private let uploadArea: UploadArea

    let log: DatabaseFile
    let payload: DatabaseFile
    let guardFile: Guard
    let payloadLane: PayloadLane
    let ledger: SpaceLedger
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
            try DatabaseFile.create(
                paths.payload, tables: Schema.payload, origin: origin, pageSize: 16_384, shrinks: true)
            try DatabaseFile.create(paths.log, tables: Schema.log, origin: origin, pageSize: 4096)
            let pool = try DatabasePool(path: paths.log)
            try pool.write { try StateRow.insert(.empty, as: .published, in: $0) }
            try pool.close()
        } catch { throw StoreError(error) }
        try Guard(path: paths.guardFile, origin: origin).write(LogPosition(.empty))
        try storing { () throws(FileError) in try Files.syncFolder(directory) }
    }

    /// Opens the store for this process alone.
    ///
    /// Takes no longer for a long log than for an empty one.
    ///
    /// Uploads that were not finished are removed. Ask `pendingPlan` afterwards: a planned batch must be
    /// finished before anything else.
    ///
    /// - Parameters:
    ///   - directory: path of what `create` filled.
    ///   - origin: whose store it must be; nil takes it as it is.
    ///   - uploads: what uploads may hold in memory.
    ///   - faults: called at each step of a close; what it throws ends the step as a crash would.
    /// - Throws: `missing`, `inUse`, `foreign`, `version`, `setting`; `guardAhead`, `guardBehind` or
    ///   `guardDiffers`, after which nothing may be signed.
    package init(
        directory: String, origin: Origin? = nil, uploads: UploadMemory = UploadMemory(),
        faults: @escaping @Sendable (CloseStep) throws -> Void = { _ in }
    ) throws(StoreError) {
        let paths = Paths(directory)
        let lock = try storing { () throws(FileError) in try DirectoryLock(directory) }
        do {
            let health = WriterHealth()
            log = try DatabaseFile(
                paths.log, origin: origin, readers: 4, cachedBytes: 8 << 20, walBytes: 32 << 20,
                health: health)
            self.origin = try origin ?? log.origin()
            // Uploads go on while little of the WAL goes to the file; where it is much, they stand still.
            payload = try DatabaseFile(
                paths.payload, origin: self.origin, readers: 4, cachedBytes: 4 << 20, walBytes: 4 << 20,
                health: health)
            guardFile = Guard(path: paths.guardFile, origin: self.origin)
            let (planned, head, unsettled) = try log.pool.read { db in
                (try Self.pendingPlan(in: db), try PublishedHead(db), try Self.stagedBytes(in: db))
            }
            ledger = SpaceLedger(path: paths.payload, unsettled: unsettled)
            try payload.pool.read { [ledger] in try ledger.measure($0) }
            try guardFile.check(
                published: head.map { LogPosition($0.state) } ?? LogPosition(.empty),
                planned: planned.map { LogPosition($0.after) })
            headCache = Mutex(head)
        } catch { throw StoreError(error) }
        self.lock = Mutex(lock)
        self.faults = faults
        let payloadLane = PayloadLane(file: payload, ledger: ledger)
        let logLane = LogLane(file: log, origin: self.origin, payloads: payloadLane)
        payloadLane.forward { logLane.submit($0, passing: $1) }
        (self.payloadLane, self.logLane) = (payloadLane, logLane)
        uploadArea = UploadArea(lane: payloadLane, ledger: ledger, memory: uploads)
        try resolveArrivals()
    }

    /// See `Store.close`.
    package func close() throws(StoreError) {
        do {
            try log.close()
            try payload.close()
        } catch { throw StoreError(error) }
        lock.withLock { $0 = nil }
    }

    /// See `RecordStaging.stage`.
    package func stage(_ request: StageRequest, promise: @escaping PromiseSigner) async throws(StoreError)
        -> StageOutcome
    {
        let record = try StagedRecord(request)
        if case .uploaded(let payload) = request.payload { try uploadArea.hold(payload) }
        let result = await withCheckedContinuation { done in
            let job = StageJob(record: record, sign: promise, done: done)
            switch request.payload {
            case .bytes: payloadLane.submit(job)
            case .none, .uploaded: logLane.submit([job])
            }
        }
        if case .uploaded(let payload) = request.payload {
            // A repetition is answered with the promise of then, which has another commitment.
            uploadArea.release(
                payload,
                isStaged: (try? result.get()).map { $0.promised?.promise.commitment == record.commitment })
        }
        return try result.get()
    }

    /// See `RecordStaging.reserve`.
    package func reserve(_ bytes: UInt64, where allows: RoomRule) -> SpaceReservation? {
        guard ledger.reserve(bytes, where: allows) else { return nil }
        return SpaceReservation { [ledger] in ledger.giveBack(bytes) }
    }

    /// See `RecordStaging.space`.
    package var space: SpaceUse { ledger.use() }

    /// See `RecordStaging.pass`.
    package func pass() async {
        await withCheckedContinuation { payloadLane.pass($0) }
    }

    /// Records that wait for their payload to be written, and those who pass with them.
    var waiting: Int { payloadLane.waiting }

    /// See `RecordStaging.existing`.
    package func existing(
        _ record: Wire.Record, submission: StageRequest.Submission?
    ) async throws(StoreError) -> StageOutcome? {
        try await log.read { [origin] in
            try Staging(db: $0, origin: origin).existing(record, submission: submission)
        }
    }

    /// See `Store.tick`.
    package func tick() async throws(StoreError) {
        payloadLane.retry()
        try await log.touch()
        try await payload.touch()
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
