package import Words

extension StoryField {
    /// What it is called, where somebody says it and where nobody does.
    package var title: Phrase {
        switch self {
        case .purpose: SummaryText.purpose
        case .place: SummaryText.place
        case .category: SummaryText.category
        case .more: SummaryText.more
        case .pledges: SummaryText.pledges
        case .eventDate: SummaryText.eventDate
        case .phase: SummaryText.phase
        case .knownDate: SummaryText.knownDate
        case .election: SummaryText.election
        case .event: SummaryText.event
        case .status: SummaryText.status
        case .level: SummaryText.level
        case .count: SummaryText.count
        case .name: SummaryText.name
        case .position: SummaryText.position
        case .unit: SummaryText.unit
        case .circle: SummaryText.circle
        case .story: SummaryText.story
        case .evidence: SummaryText.evidence
        case .links: SummaryText.links
        case .files: SummaryText.attachments
        case .forward: SummaryText.forward
        }
    }
}
