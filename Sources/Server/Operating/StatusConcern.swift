package import AuditLog
package import Storage

/// Something about a site that is not as it should be.
///
/// Words/StatusReportWords.swift says it.
package enum StatusConcern: Equatable, Sendable {
    /// No server starts: the guard is not where the database ends.
    case guardFile(StoreInspection.GuardStanding)
    /// Nothing is closed and nothing promised: the clock is far ahead of the log.
    case clockLeaps(epochs: UInt64, seconds: UInt64)
    /// The newest epoch is still to come.
    case epochInFuture(seconds: UInt64)
    /// The newest epoch is older than two epochs and an hour: sources' programs refuse the site.
    case late
    /// The description or keys run out soon, or did, as of a time in seconds since 1970.
    case expiry(Expiry, at: UInt64)
    /// A configured witness did not cosign when it was asked last.
    case witness(WitnessStanding)
    /// Less of the disk is free than `admission.free_mib`, in bytes: nothing is taken in.
    case disk(limit: UInt64)

    /// Whether the site does not do its work, or soon will not.
    package var isCritical: Bool {
        switch self {
        case .guardFile, .clockLeaps, .late, .disk: true
        case .expiry(let expiry, let now): expiry.urgency(at: now) >= .pressing
        case .epochInFuture, .witness: false
        }
    }

    static func all(
        _ guardStanding: StoreInspection.GuardStanding, _ clock: ClockJudgement?, _ expiry: SiteExpiry?,
        _ submissions: [WitnessStanding], now: UInt64
    ) -> [StatusConcern] {
        var found: [StatusConcern] = []
        if guardStanding != .ok { found.append(.guardFile(guardStanding)) }
        switch clock {
        case .leaps(let epochs, let seconds): found.append(.clockLeaps(epochs: epochs, seconds: seconds))
        case .behind(let seconds): found.append(.epochInFuture(seconds: seconds))
        case .expected, .witnessed, nil: break
        }
        found += (expiry?.due(at: now) ?? []).map { .expiry($0, at: now) }
        found += submissions.filter { $0.outcome != .cosigned && $0.outcome != .waiting }.map { .witness($0) }
        return found
    }
}
