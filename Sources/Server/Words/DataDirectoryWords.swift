import Files
import Words

extension DataDirectoryError.Purpose {
    fileprivate var option: String { self == .site ? "--data" : "--out" }
}

extension Failure {
    /// Why a site's directory cannot be made or served from.
    init(_ error: DataDirectoryError) {
        switch error {
        case .notEmpty(let path, let purpose):
            self.init(
                .outputExists, "\(purpose.option): '\(path)' is not empty", field: purpose.option)
        case .rootKeyInside(let path, let purpose):
            self.init(
                .usage, "--root-key: '\(path)' is inside \(purpose.option); keep it elsewhere",
                field: "--root-key")
        case .unwritable(let error): self.init(writing: error.path, field: "--data", error)
        case .continued(let next):
            self.init(
                .configuration,
                """
                this log has ended and goes on as \(plain(next)) in another directory; this one is kept as an archive: do \
                not delete it, and serve the other one
                """,
                field: "--data")
        }
    }
}
