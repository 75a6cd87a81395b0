package import Cases
package import Wire
package import Words

/// Which rows of a list are wanted, and in which order.
package struct ListFilter: Equatable, Sendable {
    /// Any of these; none for all.
    package var states: [CaseState] = []
    /// Any of these; none for all.
    package var categories: [Category] = []
    /// All of these.
    package var labels: [String] = []
    /// Last days before this one.
    package var dueBefore: Date?
    /// Those whose limit is over.
    package var isOverdue = false
    /// Those in which something came that nobody looked at.
    package var isUnread = false
    /// By the last day of the limit; else in the order of the log.
    package var sortsByDue = true

    /// All rows.
    package init() {}

    /// The rows that are wanted.
    package func apply(_ all: ReviewList) -> ReviewList {
        var list = all
        list.rows = list.rows.filter { keeps($0, list) }
        list.hidden += all.rows.count - list.rows.count
        guard sortsByDue else { return list }
        list.rows = list.rows.enumerated().map {
            ($0.offset, $0.element, list.due(of: $0.element)?.time ?? .max)
        }
        .sorted { ($0.2, $0.0) < ($1.2, $1.0) }.map(\.1)
        return list
    }

    private func keeps(_ row: ReviewList.Row, _ list: ReviewList) -> Bool {
        let summary = row.summary
        if !states.isEmpty, !(summary.state.map { states.contains($0) } ?? false) { return false }
        if !categories.isEmpty, !categories.contains(summary.category) { return false }
        guard labels.allSatisfy(summary.labels.contains) else { return false }
        if isUnread, row.isUnread == false { return false }
        guard isOverdue || dueBefore != nil else { return true }
        guard let due = list.due(of: row) else { return false }
        if isOverdue, !due.isOver { return false }
        if let dueBefore, !dueBefore.isLater(than: due.date) { return false }
        return true
    }
}

/// The last day of what is owed in a case.
package struct CaseDue: Equatable, Sendable {
    /// Some time of that day, seconds since 1970.
    package let time: UInt64
    /// That day, where the site is.
    package let date: Date
    /// Whole days until then, or since, where it is over.
    package let days: UInt64
    /// Whether it is over for certain.
    package let isOver: Bool
    /// Whether the holidays of all years that it runs through are known; else it is the earliest that it can be.
    package let isCertain: Bool
}

extension ReviewList {
    /// The strictest limit that runs; nil where none does.
    package func due(of row: Row) -> CaseDue? { row.summary.dueDay(at: now, in: zone, calendar) }
}

extension CaseSummary {
    /// The strictest limit that runs; nil where none does.
    ///
    /// A case that is decided or closed is never late, as in the figures of a month: its limit is told until it is over, since until then
    /// somebody may object, and not after that.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - zone: where days begin.
    ///   - calendar: the elections whose laws count.
    /// - Returns: its last day.
    package func dueDay(
        at now: UInt64, in zone: Zone, _ calendar: ElectionCalendar = .known
    ) -> CaseDue? {
        guard let state, let since else { return nil }
        // Where nobody knows which election it is and laws differ, the stricter one counts.
        let limits = DueLimit.all(of: due, in: DueLimit.Scope(election, on: eventDate, calendar))
        let dates = limits.map { DueDate($0, from: since, in: zone) }
        guard let first = dates.min(by: { $0.time < $1.time }) else { return nil }
        let time = first.time
        let (today, last) = (zone.day(of: now), zone.day(of: time))
        let isOver = today > last.plus(first.isCertain ? 0 : Self.mostHolidays)
        guard state.isOpen || !isOver else { return nil }
        return CaseDue(
            time: time, date: first.date, days: isOver ? today.less(last) : last.less(today),
            isOver: isOver, isCertain: first.isCertain)
    }

    /// Holidays and days of joint leave of a year: no limit can end later by more, where they are not known.
    private static let mostHolidays: UInt64 = 30
}
