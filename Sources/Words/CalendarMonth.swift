package import Wire

/// A month of the civil calendar.
package struct CalendarMonth: Hashable, Comparable, Sendable {
    /// In full.
    package let year: UInt16
    /// From 1 to 12.
    package let month: UInt8

    /// Nil for a month that no year has.
    package init?(year: UInt16, month: UInt8) {
        guard (1...12).contains(month) else { return nil }
        (self.year, self.month) = (year, month)
    }

    /// The month of a time, which clocks in the zone show; of times after the year 9999 its last one.
    package init(_ seconds: UInt64, zone: Zone) {
        let date = CivilTime(seconds, zone: zone).date
        (year, month) = (date.year, min(max(date.month, 1), 12))
    }

    /// Reads `2026-11`; nil for another form.
    package init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = UInt16(parts[0]), let month = UInt8(parts[1])
        else { return nil }
        self.init(year: year, month: month)
    }

    private init(_ year: UInt16, _ month: UInt8) {
        (self.year, self.month) = (year, month)
    }

    /// The month after it; the last one that there is has itself.
    package var next: Self {
        guard month == 12 else { return Self(year, month + 1) }
        return year == .max ? self : Self(year + 1, 1)
    }

    /// Its first day.
    package var firstDay: Date { Date(year: year, month: month, day: 1) }

    /// The first second behind it in the zone, since 1970.
    package func end(in zone: Zone) -> UInt64 {
        let local = Int64(next.firstDay.dayNumber) * 86_400 - Int64(zone.minutes) * 60
        return UInt64(max(local, 0))
    }

    /// `2026-11`.
    package var text: String {
        let digits = "\(year)"
        let zeros = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
        return "\(zeros)\(digits)-\(month < 10 ? "0" : "")\(month)"
    }

    /// The earlier one is less.
    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}
