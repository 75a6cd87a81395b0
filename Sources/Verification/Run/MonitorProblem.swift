package import AuditLog
import Wire

/// Something that a look at a log found wrong.
package enum MonitorProblem: Equatable, Sendable {
    /// Something is false: the first of it, and how much there is in all.
    case failed(LogError, count: Int)
    /// Nothing is published.
    case noEpoch
    /// The newest epoch is older than a limit in seconds, since a time in seconds since 1970.
    case late(epoch: UInt64, age: UInt64, limit: UInt64, since: UInt64)
    /// Not everything could be checked.
    case incomplete(AuditGap)
    /// A quorum signed a tree that was new at this time, in seconds since 1970, and none since.
    ///
    /// - Parameter isStale: so long ago that sources' programs refuse the site.
    case quorumLost(since: UInt64, isStale: Bool)
    /// The description or keys run out soon, or did, as of a time in seconds since 1970.
    case expiry(Expiry, at: UInt64)
    /// The log that was kept ended, and this one follows it.
    case follows(FollowedLog)
    /// Epochs that were never cut since the last look.
    case skipped(epochs: UInt64)
    /// Keys, agencies or witnesses changed since somebody acknowledged what there was.
    case changed([SiteEvent])
    /// The auditor's newest attestation goes to this epoch only, which was due at a time in seconds since 1970.
    case staleAttestation(epoch: UInt64, since: UInt64)
}

extension MonitorProblem {
    /// What is wrong with a log that was read.
    ///
    /// - Parameters:
    ///   - outcome: of reading it.
    ///   - limits: what is too old, and how many epochs were skipped.
    /// - Returns: in no order; a false log hides what it says of itself, and a clock that is wrong everything else.
    static func all(_ outcome: VerifyOutcome, _ limits: MonitorLimits) -> [MonitorProblem] {
        let (report, now) = (outcome.report, limits.now)
        let ends = (limits.expiry?.due(at: now) ?? []).map { MonitorProblem.expiry($0, at: now) }
        if report.result == .failed, let first = report.failures.first {
            return [.failed(first, count: report.failureCount)] + ends
        }
        if let gap = report.gaps.first(where: { $0.code == .clock }) { return [.incomplete(gap)] }
        guard report.checkpoint != nil, let epoch = outcome.newestEpoch else { return [.noEpoch] + ends }
        var found = ends
        let age = now.less(epoch.scheduled)
        if age > limits.age {
            found.append(
                .late(
                    epoch: epoch.number, age: age, limit: limits.age, since: epoch.scheduled.plus(limits.age))
            )
        }
        for gap in report.gaps {
            if case .unacknowledged(let changes) = gap.cause {
                found.append(.changed(changes))
            } else {
                found.append(.incomplete(gap))
            }
        }
        if report.witnessed == nil, let since = limits.quorumLost {
            found.append(.quorumLost(since: since, isStale: limits.clock?.isLate(since, at: now) ?? true))
        }
        if let followed = outcome.followed { found.append(.follows(followed)) }
        if limits.skipped > 0 { found.append(.skipped(epochs: limits.skipped)) }
        // A site whose auditor never attested has none to miss.
        if let tree = report.attested, epoch.number.less(tree.epoch) > 4, now.less(tree.scheduled) > 3_600 {
            found.append(.staleAttestation(epoch: tree.epoch, since: tree.scheduled))
        }
        return found
    }
}

/// Against what a log is held that was read.
struct MonitorLimits {
    /// The time of the look, seconds since 1970.
    let now: UInt64
    /// Seconds that the newest epoch may be old.
    let age: UInt64
    /// Of the epochs; nil where no descriptor was seen.
    let clock: EpochClock?
    /// When description and keys run out; nil where none was had.
    let expiry: SiteExpiry?
    /// When the newest tree that a quorum signed was new; nil where there was none, or it is not too old.
    let quorumLost: UInt64?
    /// Epochs that were never cut since the last look.
    let skipped: UInt64
}
