package import Words

extension StoredLogError: Explainable {
    /// What a verifier is told of a data directory that it gave as `--data`.
    package var failure: Failure {
        switch self {
        case .opening(let directory, .missing(let name)):
            Failure(
                .missingFile,
                Phrase(
                    "--data: '\(directory)' tidak memuat \(name)", "--data: '\(directory)' has no \(name)"),
                field: "--data")
        case .opening(let directory, let error):
            if let other = error.ofAnotherVersion {
                Failure(
                    .configuration,
                    Phrase(
                        "--data: '\(directory)': \(other.indonesian)",
                        "--data: '\(directory)': \(other.english)"),
                    field: "--data")
            } else {
                Failure(
                    .inputOutput,
                    Phrase(
                        "--data: '\(directory)' tidak dapat dibuka: \(reason: error)",
                        "--data: '\(directory)' cannot be opened: \(error)"), field: "--data")
            }
        case .reading(let error):
            Failure(
                .inputOutput,
                Phrase("--data: tidak dapat dibaca: \(reason: error)", "--data: cannot be read: \(error)"),
                field: "--data")
        case .nothingPublished:
            Failure(
                .tryLater, Phrase("--data: belum ada yang terbit", "--data: nothing is published yet"),
                field: "--data")
        }
    }
}
