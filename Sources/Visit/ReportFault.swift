package import AuditLog
package import Wire

/// Why what a site shows under a codename is not that codename's report.
package enum ReportFault: Error, Equatable, Sendable {
    /// Another kind of record than a report.
    case kind(RecordKind)
    /// The codename's mailbox key did not sign this envelope for these agencies.
    case notSent
    /// The promise does not hold for the record that is shown.
    case promise(PromiseRefusal)
}
