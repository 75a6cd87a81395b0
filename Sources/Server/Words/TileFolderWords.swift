import Files
import Words

extension Failure {
    /// What writing the public log as files met.
    init(publishing error: FileError) {
        let field = "publish.directory"
        switch error.step {
        case .open, .read: self.init(reading: error.path, field: field, error)
        case .write:
            let isFull = error.cause == .full
            self.init(
                .inputOutput,
                Phrase(
                    "\(field): '\(error.path)' tidak dapat ditulis\(isFull ? ": diska penuh" : "")",
                    "\(field): '\(error.path)' cannot be written\(isFull ? ": the disk is full" : "")"),
                field: field)
        case .makeFolder, .syncFolder, .rename, .lock:
            self.init(writing: error.path, field: field, error)
        }
    }
}
