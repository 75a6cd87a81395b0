package import Wire

/// Which days are no working days besides Saturdays and Sundays, for the years that are known.
package struct WorkCalendar: Equatable, Sendable {
    /// The years whose free days are all here.
    package private(set) var years: [UInt16]
    /// National holidays and days of joint leave, in no order.
    private var free: Set<Day>

    private struct Day: Hashable {
        var month: UInt8
        var day: UInt8
        var year: UInt16
    }

    /// Takes years as they are.
    ///
    /// - Parameters:
    ///   - years: those that `free` has all days of.
    ///   - free: days of these years; other ones are taken, too.
    package init(years: [UInt16] = [], free: [Date] = []) {
        self.years = years
        self.free = Set(free.map { Day(month: $0.month, day: $0.day, year: $0.year) })
    }

    /// The same with years of another one, which takes the place of what is here of them.
    package func replacing(by other: WorkCalendar) -> WorkCalendar {
        var calendar = self
        calendar.free = free.filter { !other.years.contains($0.year) }.union(other.free)
        calendar.years = years.filter { !other.years.contains($0) } + other.years
        return calendar
    }

    /// Whether all free days of a year are here.
    package func knows(_ year: UInt16) -> Bool { years.contains(year) }

    /// Whether a day is a holiday or one of joint leave.
    package func isFree(_ date: Date) -> Bool {
        free.contains(Day(month: date.month, day: date.day, year: date.year))
    }
}
