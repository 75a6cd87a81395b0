import GRDB
import Synchronization
import Wire

/// Group commit of log.sqlite: records that come while one transaction commits share the next one.
final class LogLane: Sendable {
    private let file: DatabaseFile
    private let origin: String
    private let payloads: PayloadLane
    private let queue = Mutex(Queue())

    private struct Queue {
        var waiting: [StageJob] = []
        var passing: [PassingJob] = []
        var running = false
    }

    init(file: DatabaseFile, origin: String, payloads: PayloadLane) {
        self.file = file
        self.origin = origin
        self.payloads = payloads
    }

    /// Takes records whose payload, if they have one, is durable, and who goes their way without one.
    func submit(_ jobs: [StageJob], passing: [PassingJob] = []) {
        let starts = queue.withLock { queue in
            queue.waiting += jobs
            queue.passing += passing
            defer { queue.running = true }
            return !queue.running
        }
        if starts { takeTurn() }
    }

    private func takeTurn() {
        file.pool.asyncWriteWithoutTransaction { db in
            let (jobs, passing) = self.queue.withLock { queue in
                defer { (queue.waiting, queue.passing) = ([], []) }
                return (queue.waiting, queue.passing)
            }
            self.stage(jobs, in: db)
            for done in passing { done.resume() }
            let goesOn = self.queue.withLock { queue in
                queue.running = !queue.waiting.isEmpty || !queue.passing.isEmpty
                return queue.running
            }
            // A turn of its own: a close that waits comes first.
            if goesOn { self.takeTurn() }
        }
    }

    private func stage(_ jobs: [StageJob], in db: Database) {
        guard !jobs.isEmpty else { return }
        do throws(StoreError) {
            let outcomes = try self.file.transaction(db) { db in
                let staging = Staging(db: db, origin: self.origin)
                let lastCut = try StateRow.lastCut(db)
                return try jobs.map { try Self.stage($0, with: staging, lastCut: lastCut) }
            }
            for (job, outcome) in zip(jobs, outcomes) { self.finish(job, outcome) }
        } catch {
            for job in jobs { self.finish(job, .failure(error)) }
        }
    }

    /// A refusal concerns one record, and was before it wrote anything; SQLite's errors concern all.
    private static func stage(
        _ job: StageJob, with staging: Staging, lastCut: UInt64?
    ) throws -> Result<StageOutcome, StoreError> {
        guard let lastCut else { return .failure(.notBegun) }
        do { return .success(try staging.stage(job.record, lastCut: lastCut, sign: job.sign)) } catch {
            switch StoreError(error) {
            case .refused, .epochCut, .outOfRange: return .failure(StoreError(error))
            default: throw error
            }
        }
    }

    private func finish(_ job: StageJob, _ result: Result<StageOutcome, StoreError>) {
        if let id = job.record.payloadID {
            switch result {
            case .success(.promised(let promised)) where promised.promise.commitment == job.record.commitment:
                payloads.confirm(id)
            case .success: payloads.drop(id, bytes: job.record.payloadLength)
            // Whether the record is there is known when the store is opened anew.
            case .failure(let error) where error.spoilsWriter: break
            case .failure:
                if case .bytes = job.record.request.payload {
                    payloads.drop(id, bytes: job.record.payloadLength)
                }
            }
        }
        job.done.resume(returning: result)
    }
}
