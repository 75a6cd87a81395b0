import Files
import Words

extension Failure {
    /// What writing the public log as files met.
    init(publishing error: FileError) {
        let field = "publish.directory"
        switch error.step {
        case .open, .read: self.init(reading: error.path, field: field, error)
        case .write:
            let reason = error.cause == .full ? ": the disk is full" : ""
            self.init(
                .inputOutput, "\(field): '\(error.path)' cannot be written\(reason)", field: field)
        case .makeFolder, .syncFolder, .rename, .lock:
            self.init(writing: error.path, field: field, error)
        }
    }
}
