package import AuditLog
package import Storage

/// Something about a site that is not as it should be.
///
/// Words/StatusConcernWords.swift says it.
package enum StatusConcern: Equatable, Sendable {
    /// No server starts: the guard is not where the database ends.
    case guardFile(StoreInspection.GuardStanding)
    /// No server starts: its settings are wrong.
    case configuration(ConfigurationError)
    /// Nothing is closed and nothing promised: the clock is far ahead of the log.
    case clockLeaps(epochs: UInt64, seconds: UInt64)
    /// The newest epoch is still to come.
    case epochInFuture(seconds: UInt64)
    /// The newest epoch, due at this time, is older than two epochs and an hour: sources' programs refuse the site.
    case late(since: UInt64)
    /// The description or keys run out soon, or did, as of a time in seconds since 1970.
    case expiry(Expiry, at: UInt64)
    /// A configured witness did not cosign when it was asked last.
    case witness(WitnessStanding)
    /// A quorum signed a tree that was new at this time, in seconds since 1970, and none since.
    ///
    /// - Parameter isStale: so long ago that sources' programs refuse the site.
    case quorumLost(since: UInt64, isStale: Bool)
    /// Less of the disk is free than `admission.free_mib`, in bytes: nothing is taken in.
    case disk(limit: UInt64)
    /// Sealed reports and evidence fill nine tenths of `admission.payload_mib`, in bytes, or all of it.
    case payloads(limit: UInt64, isFull: Bool)
    /// Many reports are arriving: they bring work, or none is taken until the next epoch.
    case intake(Intake)

    static func all(
        _ inspection: StoreInspection, _ clock: ClockJudgement?, _ expiry: SiteExpiry?,
        _ submissions: [WitnessStanding], newest: UInt64?, now: UInt64
    ) -> [StatusConcern] {
        var found: [StatusConcern] = []
        if inspection.guardStanding != .ok { found.append(.guardFile(inspection.guardStanding)) }
        switch clock {
        case .leaps(let epochs, let seconds): found.append(.clockLeaps(epochs: epochs, seconds: seconds))
        case .behind(let seconds): found.append(.epochInFuture(seconds: seconds))
        case .expected, .witnessed, nil: break
        }
        found += (expiry?.due(at: now) ?? []).map { .expiry($0, at: now) }
        found += submissions.filter { $0.outcome != .cosigned && $0.outcome != .waiting }.map { .witness($0) }
        // Where the newest is witnessed it is late, and no witness is at fault.
        if let since = inspection.witnessed, since != newest,
            let epochs = inspection.descriptor.flatMap({ EpochClock($0) }),
            epochs.missesQuorum(since: since, at: now)
        {
            found.append(.quorumLost(since: since, isStale: epochs.isLate(since, at: now)))
        }
        return found
    }

    /// What keeps reports out, by the operator's settings.
    static func ofIntake(
        _ configuration: Configuration, free: UInt64?, payloads: UInt64?, _ intake: Intake
    ) -> [StatusConcern] {
        var found: [StatusConcern] = []
        if let free, free < configuration.freeBytes { found.append(.disk(limit: configuration.freeBytes)) }
        if let payloads, payloads >= configuration.payloadBytes / 10 * 9 {
            found.append(
                .payloads(
                    limit: configuration.payloadBytes, isFull: payloads >= configuration.payloadBytes))
        }
        if intake != .open { found.append(.intake(intake)) }
        return found
    }
}
