package import Wire

extension DueLimit.Scope {
    /// The elections whose law a report falls under; nil where it does not say and its day does not either: then all laws count.
    ///
    /// - Parameters:
    ///   - story: what is reported.
    ///   - calendar: the elections that are known.
    package init?(of story: Story, _ calendar: ElectionCalendar) {
        self.init(story.election, on: story.eventDate, calendar)
    }

    /// The same by what a report says of its election and its day.
    ///
    /// - Parameters:
    ///   - election: that it names.
    ///   - day: of the event; nil where it says none.
    ///   - calendar: the elections that are known.
    package init?(_ election: ElectionKind, on day: Date?, _ calendar: ElectionCalendar) {
        func scope(_ kind: ElectionKind) -> DueLimit.Scope? {
            switch kind {
            case .pilgub, .pilbupPilwako: .pilkada
            case .pilpres, .pilegDpr, .pilegDpd, .pilegDprdProv, .pilegDprdKabkota: .pemilu
            default: nil
            }
        }
        if let named = scope(election) {
            self = named
            return
        }
        let running = day.map { calendar.findings(on: $0) } ?? []
        let scopes = running.flatMap { $0.election.kinds.compactMap(scope) }
        guard let first = scopes.first, scopes.allSatisfy({ $0 == first }) else { return nil }
        self = first
    }
}
