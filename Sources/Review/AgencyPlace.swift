package import Cases
package import Wire

/// Where a case stands with one of its agencies, as every other of them may see it.
package struct AgencyPlace: Equatable, Sendable {
    /// Which agency.
    package let agency: AgencyCode
    /// Nil where its acts do not follow each other, so that nobody can say.
    package let standing: CaseStanding?
    /// The limit that runs, the strictest where laws differ; nil where none does, see `DueDate.owed`.
    package let due: DueDate?
    /// Whole days for which it is over for certain.
    package let daysOver: UInt64
}

extension CaseView {
    /// Where the case stands with each of its agencies, in the order of the report; none of a report that is not proven.
    package var places: [AgencyPlace] {
        let election = file.report.flatMap { DueLimit.Scope(of: $0.story, calendar.elections) }
        return (file.timeline { kinds[$0] ?? .notSaid }?.standings ?? []).map { one in
            let due = one.standing.flatMap { standing in
                DueDate.owed(
                    standing.due, in: standing.state, since: standing.since, election: election, at: now,
                    zone: zone, calendar.work
                ).first
            }
            return AgencyPlace(
                agency: one.agency, standing: one.standing, due: due,
                daysOver: due?.daysOver(at: now, in: zone) ?? 0)
        }
    }
}
