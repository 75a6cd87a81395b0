package import Wire

/// How the newest that a site shows stands to the reader's clock.
package enum Timeliness: Equatable, Sendable {
    /// Nothing newer is due for long.
    case timely
    /// Nothing newer since this time, in seconds since 1970: an old view, or a log that stopped.
    case stale(since: UInt64)
    /// The newest epoch was due at this time, in seconds since 1970, which is still to come by the clock.
    case ahead(due: UInt64)
}

extension EpochClock {
    /// Seconds behind which what is due is late for good: two epochs and an hour.
    package var patience: UInt64 {
        seconds.times(2).plus(3_600)
    }

    /// Whether the quorum's word is missed that was given at `time`, both in seconds since 1970.
    ///
    /// A quorum comes some time behind each close: that the newest epoch has none is the rule, and two in a row are not.
    package func missesQuorum(since time: UInt64, at now: UInt64) -> Bool {
        now.less(time) > seconds.times(2).plus(min(seconds, 60))
    }

    /// Whether something due at `time` is late for good at `now`, both in seconds since 1970.
    package func isLate(_ time: UInt64, at now: UInt64) -> Bool {
        now.less(time) > patience
    }
}

extension TrustedSite {
    /// Judges the age of what the site shows; nothing is sealed to a site that is not `timely`.
    ///
    /// Two ages count, and the older wins: that of the newest epoch, and that of the quorum's word on its checkpoint. An
    /// epoch is ahead where a promise for the next one would be refused as too far.
    ///
    /// - Parameter now: the reader's clock, seconds since 1970.
    /// - Returns: `timely`, or which of the two it is that is wrong.
    package func timeliness(at now: UInt64) -> Timeliness {
        let (next, overflow) = epoch.number.addingReportingOverflow(1)
        let farthest = clock.number(at: now).addingReportingOverflow(AcceptedPromise.maximumDistance)
        guard !overflow, farthest.overflow || next <= farthest.partialValue else {
            return .ahead(due: epoch.scheduled)
        }
        var newest = epoch.scheduled
        if case .witnessed(let time) = freshness { newest = min(newest, time) }
        return clock.isLate(newest, at: now) ? .stale(since: newest) : .timely
    }
}

extension SeenSite {
    /// Judges both ages, that of the newest epoch and that of what the witnesses saw; the older wins.
    ///
    /// - Parameter now: the reader's clock, seconds since 1970.
    /// - Returns: `timely`, or what is wrong.
    package func timeliness(at now: UInt64) -> Timeliness {
        guard let witnessed else { return site.timeliness(at: now) }
        switch site.timeliness(at: now) {
        case .ahead(let due): return .ahead(due: due)
        case .stale(let since): return .stale(since: min(since, witnessed.time))
        case .timely:
            return site.clock.isLate(witnessed.time, at: now) ? .stale(since: witnessed.time) : .timely
        }
    }
}

extension Promise {
    /// Whether the promise should have been kept for long by a clock, and the site still shows no epoch that would tell.
    ///
    /// - Parameters:
    ///   - clock: the site's.
    ///   - now: the reader's clock, seconds since 1970.
    /// - Returns: false where the schedule does not reach the promised epoch.
    package func isOverdue(clock: EpochClock, at now: UInt64) -> Bool {
        clock.scheduled(epoch).map { clock.isLate($0, at: now) } ?? false
    }
}
