package import AuditLog
package import Wire

/// What one look at a log found: how it stands, and the figures beside it.
package struct MonitorFinding: Equatable, Sendable {
    /// What is wrong, in no order.
    package var problems: [MonitorProblem] = []
    /// The log's name; nil where none was had.
    package let origin: String?
    /// Entries in the newest checkpoint; nil where none was had.
    package let size: UInt64?
    /// Of that checkpoint.
    package let root: Hash?
    /// The newest one's number.
    package let epoch: UInt64?
    /// Seconds since that epoch was due.
    package let age: UInt64?
    /// When the newest description and keys run out; nil where none was had.
    package let expiry: SiteExpiry?
    /// The time of this look, seconds since 1970.
    package let now: UInt64
    /// Whether a quorum cosigned the checkpoint.
    package let isWitnessed: Bool
    /// Changes of keys, agencies and witnesses that nobody has acknowledged.
    package let changes: [SiteEvent]

    /// The figures as of `now`, seconds since 1970.
    init(_ outcome: VerifyOutcome, now: UInt64) {
        let report = outcome.report
        origin = report.origin
        size = report.size
        root = report.root
        isWitnessed = report.witnessed != nil
        changes = outcome.unacknowledged
        expiry = report.descriptor.map { SiteExpiry($0, keys: report.agencyKeys.values.map(\.keys)) }
        self.now = now
        epoch = outcome.newestEpoch?.number
        age = outcome.newestEpoch.map { now.less($0.scheduled) }
    }
}
