import AuditLog
import Words

extension LogSourceError {
    /// The way to the log failed, as its reader knows it.
    init(_ error: some Explainable) {
        self = .unreadable(error)
    }
}
