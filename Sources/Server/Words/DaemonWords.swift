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
        case .notContinued(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "log tidak dapat diteruskan: \(reason: reason)", "the log cannot be continued: \(reason)")
            )
        case .notListening(let address):
            Failure(
                .unreachable, Phrase("tidak dapat mendengarkan di \(address)", "cannot listen on \(address)"),
                field: "server.listen")
        case .publicFiles(let error):
            Failure(
                .unreachable,
                Phrase(
                    "publish.listen: \(reason: error.reason) di \(error.address)",
                    "publish.listen: \(error.reason) on \(error.address)"), field: "publish.listen")
        case .notClosed(let reason):
            Failure(
                .inputOutput,
                Phrase(
                    "epoch tidak dapat ditutup: \(reason: reason)", "the epoch could not be closed: \(reason)"
                ))
        case .ended:
            Failure(
                .tryLater, Phrase("berhenti sebelum melayani siapa pun", "ended before it answered anybody"))
        }
    }
}
