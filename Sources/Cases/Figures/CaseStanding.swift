package import Wire
package import Words

/// Where a case stands with an agency by its published acts, and since when.
package struct CaseStanding: Equatable, Sendable {
    /// The step.
    package private(set) var state: CaseState = .received
    /// What came of it so far.
    package private(set) var outcome: Outcome = .none
    /// The limit that runs; from the beginning the one to bring a report to whoever decides.
    package private(set) var due: DueClass = .route
    /// When the act was published that began the step; seconds since 1970.
    package private(set) var since: UInt64
    /// When the act was published that began the limit.
    package private(set) var dueSince: UInt64

    /// Nobody has acted on a report that was published then.
    package init(received: UInt64) {
        since = received
        dueSince = received
    }

    /// Takes the next act of the agency, published then.
    ///
    /// Who only receives, opens or assigns moves nothing, and saying the same again starts no clock anew.
    package mutating func take(_ act: Act, published: UInt64) {
        switch act.kind {
        case .received, .opened, .assigned, .identityOpened: return
        default: break
        }
        let isSame = act.state == state
        if !isSame || act.due != due { dueSince = published }
        if !isSame { since = published }
        (state, outcome, due) = (act.state, act.outcome, act.due)
    }

    /// Whether the agency still has to do something.
    package var isOpen: Bool { state != .decided && state != .closed }

    /// Whether the limit had passed when a month ended: its last day is a day of the month, or before it.
    ///
    /// Where the laws of elections differ the longest limit counts: what a case is about is not known here.
    package func isOverdue(at end: UInt64, in zone: Zone) -> Bool {
        guard isOpen else { return false }
        let days = DueLimit.all(of: due).map { $0.end(from: dueSince, in: zone) }
        guard let last = days.max() else { return false }
        return CaseDays.number(of: last, in: zone) < CaseDays.number(of: end, in: zone)
    }

    /// Whole days from the one on which the step began to the last one of a month that ended then.
    package func age(at end: UInt64, in zone: Zone) -> UInt64 {
        CaseDays.number(of: end, in: zone).less(1).less(CaseDays.number(of: since, in: zone))
    }
}

/// Days of the civil calendar, numbered.
enum CaseDays {
    /// Days since 1970 that clocks in the zone show at a time.
    static func number(of seconds: UInt64, in zone: Zone) -> UInt64 {
        let shift = UInt64(zone.minutes.magnitude) * 60
        return (zone.minutes < 0 ? seconds.less(shift) : seconds.plus(shift)) / 86_400
    }
}
