package import Wire
package import Words

/// A time limit: so many days behind the day on which an act was to be published.
package struct DueLimit: Equatable, Sendable {
    /// The elections whose law sets it.
    package enum Scope: String, Equatable, Sendable {
        case all, pilkada, pemilu
    }

    /// Of which elections it is.
    package let scope: Scope
    /// How many days.
    package let days: UInt64
    /// Whether Saturdays, Sundays and the free days of a `WorkCalendar` do not count.
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
        case .initialStudy: [DueLimit(2, working: false)]
        case .finding: [DueLimit(7, working: false, .pilkada), DueLimit(7, working: true, .pemilu)]
        case .objection: [DueLimit(10, working: true)]
        case .appeal: [DueLimit(14, working: true)]
        case .appealAnswer: [DueLimit(21, working: false)]
        default: []
        }
    }

    /// The same where the election is known: that election's alone.
    ///
    /// - Parameters:
    ///   - due: the class.
    ///   - election: nil where nobody knows which it is, or it is of another kind: then all of them.
    /// - Returns: as above.
    package static func all(of due: DueClass, in election: Scope?) -> [DueLimit] {
        let all = all(of: due)
        guard let election, election != .all else { return all }
        return all.filter { $0.scope == .all || $0.scope == election }
    }

    /// The last day of the limit.
    ///
    /// - Parameters:
    ///   - seconds: since 1970, of the day from which it runs, which does not count.
    ///   - zone: where that day is.
    ///   - calendar: the days on which nobody works; in a year that it does not know only weekends are, and the day is
    ///     the earliest that it can be.
    /// - Returns: a time of that day, seconds since 1970.
    package func end(
        from seconds: UInt64, in zone: Zone, _ calendar: WorkCalendar = .known
    ) -> UInt64 {
        guard isWorkingDays else { return seconds.plus(days.times(86_400)) }
        var end = seconds
        var left = days
        while left > 0, end < .max {
            end = end.plus(86_400)
            let isFree = isWeekend(end, in: zone) || calendar.isFree(CivilTime(end, zone: zone).date)
            if !isFree { left -= 1 }
        }
        return end
    }
}

/// The last day of a time limit that runs.
package struct DueDate: Equatable, Sendable {
    /// How it is counted.
    package let limit: DueLimit
    /// Seconds since 1970, at some time of that day.
    package let time: UInt64
    /// That day.
    package let date: Date
    /// Whether all years that it runs through are known; else it may be later.
    package let isCertain: Bool

    /// Counts a limit.
    ///
    /// - Parameters:
    ///   - limit: which one.
    ///   - seconds: since 1970, of the day from which it runs.
    ///   - zone: the site's.
    ///   - calendar: the days on which nobody works.
    package init(_ limit: DueLimit, from seconds: UInt64, in zone: Zone, _ calendar: WorkCalendar = .known) {
        self.limit = limit
        time = limit.end(from: seconds, in: zone, calendar)
        date = CivilTime(time, zone: zone).date
        let first = CivilTime(seconds, zone: zone).date.year
        isCertain = !limit.isWorkingDays || (first...max(first, date.year)).allSatisfy(calendar.knows)
    }

    /// Whole days of the site for which it is over for certain.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - zone: the site's.
    /// - Returns: 0 up to and on the last day that it can have.
    package func daysOver(at now: UInt64, in zone: Zone) -> UInt64 {
        zone.day(of: now).less(zone.day(of: time).plus(isCertain ? 0 : Self.mostHolidays))
    }

    /// Holidays and days of joint leave of a year: no limit can end later by more, where they are not known.
    private static let mostHolidays: UInt64 = 30
}

extension DueDate {
    /// The last days of the limit that runs in a case: one, or one for each kind of election where nobody knows which it is.
    ///
    /// Whoever shows a case asks here. What is decided or closed is never late: its limit is told until it is over, since until then
    /// somebody may object, and not after that.
    ///
    /// - Parameters:
    ///   - due: which limit runs.
    ///   - state: the case's.
    ///   - since: seconds since 1970, of the day from which it runs.
    ///   - election: of the report; nil where nobody knows.
    ///   - now: seconds since 1970.
    ///   - zone: the site's.
    ///   - work: the days on which nobody works.
    /// - Returns: the earliest first: where laws differ, the stricter one counts.
    package static func owed(
        _ due: DueClass, in state: CaseState, since: UInt64, election: DueLimit.Scope?, at now: UInt64,
        zone: Zone, _ work: WorkCalendar = .known
    ) -> [DueDate] {
        DueLimit.all(of: due, in: election).map { DueDate($0, from: since, in: zone, work) }
            .filter { state.isOpen || $0.daysOver(at: now, in: zone) == 0 }
            .sorted { $0.time < $1.time }
    }
}

extension Zone {
    /// Days since 1970 as clocks there show them.
    package func day(of seconds: UInt64) -> UInt64 {
        let shift = UInt64(minutes.magnitude) * 60
        return (minutes < 0 ? seconds.less(shift) : seconds.plus(shift)) / 86_400
    }
}

private func isWeekend(_ seconds: UInt64, in zone: Zone) -> Bool {
    // The first of January 1970 was a Thursday.
    [2, 3].contains(zone.day(of: seconds) % 7)
}
