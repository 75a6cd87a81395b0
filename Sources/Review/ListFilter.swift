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
    /// Whole days until then, or for which it is over for certain.
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
    /// The strictest limit that runs; nil where none does, see `DueDate.owed`.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970.
    ///   - zone: where days begin.
    ///   - calendar: the elections whose laws count, and the days on which nobody works.
    /// - Returns: its last day.
    package func dueDay(
        at now: UInt64, in zone: Zone, _ calendar: CaseCalendar = .known
    ) -> CaseDue? {
        guard let state, let since else { return nil }
        let first = DueDate.owed(
            due, in: state, since: since,
            election: DueLimit.Scope(election, on: eventDate, calendar.elections), at: now, zone: zone,
            calendar.work
        ).first
        guard let first else { return nil }
        let over = first.daysOver(at: now, in: zone)
        return CaseDue(
            time: first.time, date: first.date,
            days: over > 0 ? over : zone.day(of: first.time).less(zone.day(of: now)), isOver: over > 0,
            isCertain: first.isCertain)
    }
}
