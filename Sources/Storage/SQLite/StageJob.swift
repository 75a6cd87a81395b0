import Wire

/// A record on its way into log.sqlite, and who waits for the answer.
struct StageJob: Sendable {
    let record: StagedRecord
    let sign: PromiseSigner
    let done: CheckedContinuation<Result<StageOutcome, StoreError>, Never>
}

/// Somebody who goes the way of a record with its payload, without one.
typealias PassingJob = CheckedContinuation<Void, Never>
