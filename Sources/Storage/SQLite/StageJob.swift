import Wire

/// A record on its way into log.sqlite, and who waits for the answer.
struct StageJob: Sendable {
    let record: StagedRecord
    let sign: PromiseSigner
    let done: CheckedContinuation<Result<StageOutcome, StoreError>, Never>
}

/// Somebody who goes the way of a record with its payload, without one.
typealias PassingJob = CheckedContinuation<Void, Never>

/// Who waits in a lane, in the order of arrival: a record, or somebody who passes.
enum Arrival: Sendable {
    case job(StageJob)
    case passing(PassingJob)
}

extension [Arrival] {
    /// The records among them.
    var jobs: [StageJob] {
        compactMap { if case .job(let job) = $0 { job } else { nil } }
    }

    /// Those who pass.
    var passing: [PassingJob] {
        compactMap { if case .passing(let job) = $0 { job } else { nil } }
    }
}
