import AuditLog
import Words

extension LogSourceError {
    /// The way to the log failed, as its reader will tell.
    init(_ error: some Explainable) {
        self = .failure(error.failure)
    }
}
