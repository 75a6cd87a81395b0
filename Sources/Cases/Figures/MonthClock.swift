package import Words

/// Which months a log has still to say its figures of.
///
/// The first one is the month of the first epoch. A month's figures stand in the first batch that closes after it, and
/// those of several months in one batch where nothing was closed for long.
package struct MonthClock: Equatable, Sendable {
    /// Statements of months in one batch; what is due beyond waits for the next one.
    package static let mostInABatch = 12

    /// The month under way, the next one to be said; nil before the first epoch.
    package private(set) var current: CalendarMonth?

    /// Before the first epoch, or with a month under way.
    package init(_ current: CalendarMonth? = nil) { self.current = current }

    /// The months that a batch has to say, oldest first; they are over then.
    ///
    /// - Parameters:
    ///   - scheduled: when the batch's epoch is due, seconds since 1970.
    ///   - zone: the site's, by the descriptor that was in force before the batch.
    /// - Returns: at most `mostInABatch`.
    package func due(at scheduled: UInt64, in zone: Zone) -> [CalendarMonth] {
        var due: [CalendarMonth] = []
        guard var month = current else { return [] }
        while due.count < Self.mostInABatch, month.end(in: zone) <= scheduled {
            due.append(month)
            guard month.next != month else { break }
            month = month.next
        }
        return due
    }

    /// Goes on behind these months; at the first epoch it begins.
    package mutating func advance(over months: [CalendarMonth], at scheduled: UInt64, in zone: Zone) {
        if current == nil { current = CalendarMonth(scheduled, zone: zone) }
        if let last = months.last { current = last.next }
    }
}
