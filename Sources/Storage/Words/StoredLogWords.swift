import Words

// What a verifier is told of a data directory that it gave as `--data`.
extension Failure {
    /// The directory could not be opened.
    init(opening directory: String, _ error: StoreError) {
        switch error {
        case .missing(let name):
            self.init(.missingFile, "--data: '\(directory)' has no \(name)", field: "--data")
        default:
            self.init(.inputOutput, "--data: '\(directory)' cannot be opened: \(error)", field: "--data")
        }
    }

    /// It could be opened, and something in it could not be read.
    init(reading error: any Error) {
        self.init(.inputOutput, "--data: cannot be read: \(error)", field: "--data")
    }

    /// Batch 0 is not there.
    static var nothingPublished: Failure {
        Failure(.tryLater, "--data: nothing is published yet", field: "--data")
    }
}
