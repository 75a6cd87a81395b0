package import Words

/// What time limits and stages of elections are counted by.
package struct CaseCalendar: Equatable, Sendable {
    /// The elections.
    package let elections: ElectionCalendar
    /// The days on which nobody works.
    package let work: WorkCalendar

    /// What every program knows.
    package static let known = CaseCalendar(elections: .known, work: .known)

    /// Takes both as they are.
    package init(elections: ElectionCalendar, work: WorkCalendar) {
        self.elections = elections
        self.work = work
    }
}

extension CaseStanding {
    /// The last days of the limit that runs: one, or one for each kind of election where nobody knows which it is.
    ///
    /// - Parameters:
    ///   - election: of the report; nil where nobody knows.
    ///   - zone: the site's.
    ///   - work: the days on which nobody works.
    /// - Returns: the earliest first: where laws differ, the stricter one counts.
    package func dueDates(
        in election: DueLimit.Scope?, zone: Zone, _ work: WorkCalendar = .known
    ) -> [DueDate] {
        DueLimit.all(of: due, in: election).map { DueDate($0, from: since, in: zone, work) }
            .sorted { $0.time < $1.time }
    }
}
