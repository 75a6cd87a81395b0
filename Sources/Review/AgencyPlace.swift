package import Cases
package import Wire

/// Where a case stands with one of its agencies, as every other of them may see it.
package struct AgencyPlace: Equatable, Sendable {
    /// Which agency.
    package let agency: AgencyCode
    /// Nil where its acts do not follow each other, so that nobody can say.
    package let standing: CaseStanding?
    /// The limit that runs, the strictest where laws differ; nil where none does, or where the case is done there and the limit over.
    package let due: DueDate?
    /// Whole days since its last day; 0 up to and on that day.
    package let daysOver: UInt64
}

extension CaseView {
    /// Where the case stands with each of its agencies, in the order of the report; none of a report that is not proven.
    package var places: [AgencyPlace] {
        let story = file.report?.story
        let scope = story.flatMap { DueLimit.Scope(of: $0, calendar) }
        return (file.timeline { kinds[$0] ?? .notSaid }?.standings ?? []).map { one in
            let last = one.standing?.dueDates(in: scope, zone: zone).first
            let over = last?.daysOver(at: now, in: zone) ?? 0
            let isDone = one.standing?.isOpen == false
            return AgencyPlace(
                agency: one.agency, standing: one.standing, due: isDone && over > 0 ? nil : last,
                daysOver: isDone ? 0 : over)
        }
    }
}
