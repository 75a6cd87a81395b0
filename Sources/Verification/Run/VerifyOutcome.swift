package import AuditLog
package import Cases
package import Wire

/// What a verification came to.
package struct VerifyOutcome: Equatable, Sendable {
    /// What the audit found, and what was found beside it.
    package var report: AuditReport
    /// The newest epoch; nil without one.
    package var newestEpoch: Epoch?
    /// The newest one; nil where none was read.
    package var descriptor: SiteDescriptor?
    /// Records that hold one report: the second of each pair is a duplicate of the first.
    package var duplicates: [(first: Hash, second: Hash)] = []
    /// Records whose content says to be sealed to a key set that no epoch named.
    package var unknownKeySets: [Hash] = []
    /// What the key opens, each record proven or with why it is not.
    package var records = ReviewRecords()
    /// The key's openings that were read, where the caller proves them; else they are `records`.
    package var openings: [HeldOpening] = []
    /// The batches that were read.
    package var epochs = LogEpochs()
    /// The log that was kept ended, and this one follows it.
    package var followed: FollowedLog?
    /// Why the log was not read on although something is false already, which is told all the same; nil where it was read to its end.
    package var cut: LogSourceError?
    /// Changes of keys, agencies and witnesses that the verifier has not acknowledged.
    package private(set) var unacknowledged: [SiteEvent] = []
    /// The changes that it acknowledged with this run; nil where it was not asked to.
    package private(set) var acknowledged: [SiteEvent]?

    /// Compares report, newest epoch and duplicates.
    package static func == (left: Self, right: Self) -> Bool {
        left.report == right.report && left.newestEpoch == right.newestEpoch
            && left.duplicates.elementsEqual(right.duplicates) { $0 == $1 }
    }

    /// Holds what changed since the verifier looked last against it, until somebody acknowledges it.
    mutating func hold(_ changes: [SiteEvent], acknowledges: Bool) {
        if acknowledges {
            acknowledged = changes
        } else if !changes.isEmpty {
            unacknowledged = changes
            report.gaps.append(AuditGap(.unacknowledged(changes), since: changes[0].scheduled))
            if report.result == .ok { report.result = .incomplete }
        }
    }

    /// What was found beside the audit: it counts as the audit's own.
    ///
    /// - Parameters:
    ///   - causes: of what the audit found, to be told before it.
    ///   - failures: to be told behind it.
    package mutating func add(causes: [LogError] = [], _ failures: [LogError] = []) {
        report.failures = causes + report.failures + failures
        report.failureCount += causes.count + failures.count
        if report.failureCount > 0 {
            report.result = .failed
            report.state = nil
        } else if report.counts.entries == 0, report.result == .ok {
            report.result = .incomplete
        }
    }
}
