import Wire
package import Words

extension CaseStanding {
    /// Whether the agency still has to do something.
    package var isOpen: Bool { state.isOpen }

    /// Whether the limit had passed when a month ended: its last day is a day of the month, or before it.
    ///
    /// Where the laws of elections differ the longest limit counts: what a case is about is not known here.
    package func isOverdue(at end: UInt64, in zone: Zone, _ calendar: WorkCalendar) -> Bool {
        guard isOpen, let last = dueDates(in: nil, zone: zone, calendar).last else { return false }
        return CaseDays.number(of: last.time, in: zone) < CaseDays.number(of: end, in: zone)
    }

    /// Whole days from the one on which the step began to the last one of a month that ended then.
    package func age(at end: UInt64, in zone: Zone) -> UInt64 {
        CaseDays.number(of: end, in: zone).less(1).less(CaseDays.number(of: entered, in: zone))
    }
}

extension CaseState {
    /// Whether an agency with which a case stands so still has to do something: what is decided or closed is never late.
    package var isOpen: Bool { self != .decided && self != .closed }
}

extension WorkCalendar {
    /// The last year whose free days are here; 0 without one.
    package var lastYear: UInt16 { years.max() ?? 0 }

    /// The same without what is known of later years, as a program had it that knew none of them.
    package func through(_ year: UInt16) -> WorkCalendar {
        replacing(by: WorkCalendar(years: years.filter { $0 > year }))
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
