package import AuditLog
package import Wire

/// What one look at a log found: how it stands, and the figures beside it.
package struct MonitorFinding: Equatable, Sendable {
    /// The worst that was found; what is further down was not looked at.
    package enum Standing: Equatable, Sendable {
        /// Something is false.
        case failed
        /// Nothing is published.
        case noEpoch
        /// The newest epoch is older than this many seconds.
        case late(limit: UInt64)
        /// Not everything could be checked; the first reason.
        case incomplete(AuditGap)
        /// The log that was kept ended, and this one follows it.
        case follows(FollowedLog)
        /// Epochs that were never cut since the last look.
        case skipped(epochs: UInt64)
        /// Keys, agencies or witnesses changed since somebody acknowledged what there was.
        case changed
        /// The auditor's newest attestation goes to this epoch only.
        case staleAttestation(epoch: UInt64)
        /// Nothing is wrong.
        case fine
    }

    /// How the log stands.
    package var standing = Standing.fine
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
    /// What is false, the first of it.
    package let failures: [LogError]
    /// How many there are in all.
    package let failureCount: Int

    /// The figures as of `now`, seconds since 1970.
    init(_ outcome: VerifyOutcome, now: UInt64) {
        let report = outcome.report
        origin = report.origin
        size = report.size
        root = report.root
        isWitnessed = report.witnessed != nil
        changes = outcome.unacknowledged
        failures = report.failures
        failureCount = report.failureCount
        expiry = report.descriptor.map { SiteExpiry($0, keys: report.agencyKeys.values.map(\.keys)) }
        self.now = now
        epoch = outcome.newestEpoch?.number
        age = outcome.newestEpoch.map { now.less($0.scheduled) }
    }
}
