package import Wire
package import Words

/// A time limit: so many days from the day on which an act was to be published.
package struct DueLimit: Equatable, Sendable {
    /// The elections whose law sets it.
    package enum Scope: String, Equatable, Sendable {
        case all, pilkada, pemilu
    }

    /// Of which elections it is.
    package let scope: Scope
    /// How many days.
    package let days: UInt64
    /// Whether Saturdays and Sundays do not count; public holidays do not count either, and are not known here.
    package let isWorkingDays: Bool

    private init(_ days: UInt64, working isWorkingDays: Bool, _ scope: Scope = .all) {
        self.days = days
        self.isWorkingDays = isWorkingDays
        self.scope = scope
    }

    /// The limits of a class: one, or one for each kind of election where their laws count differently.
    ///
    /// - Returns: none for a class without a limit, or one that is not known here.
    package static func all(of due: DueClass) -> [DueLimit] {
        switch due {
        case .route: [DueLimit(1, working: false)]
        case .acknowledge: [DueLimit(3, working: true)]
        case .study: [DueLimit(3, working: false, .pilkada), DueLimit(7, working: true, .pemilu)]
        case .extendedStudy: [DueLimit(5, working: false, .pilkada), DueLimit(14, working: true, .pemilu)]
        case .examination: [DueLimit(60, working: true)]
        case .followUp: [DueLimit(14, working: true)]
        case .sourceAnswer: [DueLimit(3, working: false)]
        default: []
        }
    }

    /// The last day of the limit: of working days the earliest that it can be, as holidays put it off.
    ///
    /// - Parameters:
    ///   - seconds: since 1970, of the day from which it runs, which does not count.
    ///   - zone: where that day is.
    /// - Returns: a time of that day, seconds since 1970.
    package func end(from seconds: UInt64, in zone: Zone) -> UInt64 {
        guard isWorkingDays else { return seconds.plus(days.times(86_400)) }
        var end = seconds
        var left = days
        while left > 0, end < .max {
            end = end.plus(86_400)
            if !Self.isWeekend(end, in: zone) { left -= 1 }
        }
        return end
    }

    private static func isWeekend(_ seconds: UInt64, in zone: Zone) -> Bool {
        let shift = UInt64(zone.minutes.magnitude) * 60
        let local = zone.minutes < 0 ? seconds.less(shift) : seconds.plus(shift)
        // The first of January 1970 was a Thursday.
        return [2, 3].contains(local / 86_400 % 7)
    }
}
