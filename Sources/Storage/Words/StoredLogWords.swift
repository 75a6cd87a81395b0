package import Words

extension StoredLogError: Explainable {
    /// What a verifier is told of a data directory that it gave as `--data`.
    package var failure: Failure {
        switch self {
        case .opening(let directory, .missing(let name)):
            Failure(.missingFile, "--data: '\(directory)' has no \(name)", field: "--data")
        case .opening(let directory, let error):
            Failure(.inputOutput, "--data: '\(directory)' cannot be opened: \(error)", field: "--data")
        case .reading(let error):
            Failure(.inputOutput, "--data: cannot be read: \(error)", field: "--data")
        case .nothingPublished: Failure(.tryLater, "--data: nothing is published yet", field: "--data")
        }
    }
}
