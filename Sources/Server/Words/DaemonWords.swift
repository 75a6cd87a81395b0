package import Words

extension DaemonError: Explainable {
    /// By the option or the setting that is at fault.
    package var failure: Failure {
        switch self {
        case .directory(let error): error.failure
        case .configuration(let error): error.failure
        case .keys(let error): error.failure
        case .store(let error): Failure(error)
        case .contradiction(let found): found.failure
        case .publishing(let fault): Failure(fault)
        case .notContinued(let reason): Failure(.inputOutput, "the log cannot be continued: \(reason)")
        case .notListening(let address):
            Failure(.unreachable, "cannot listen on \(address)", field: "server.listen")
        case .publicFiles(let error):
            Failure(
                .unreachable, "publish.listen: \(error.reason) on \(error.address)", field: "publish.listen")
        case .notClosed(let reason): Failure(.inputOutput, "the epoch could not be closed: \(reason)")
        case .ended: Failure(.tryLater, "ended before it answered anybody")
        }
    }
}
