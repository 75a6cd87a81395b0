package import Cases
package import Words

/// What a report asks for, in the order in which it is asked: what is easiest first, and what leads to a source before
/// the description is written.
package enum ReportQuestion: Int, Equatable, Sendable, CaseIterable {
    case place
    case category
    case more
    /// Where a pact or pledge was breached.
    case pledges
    case eventDate
    case knownDate
    case status
    case level
    case count
    case name
    case position
    case unit
    case circle
    case story
    case evidence
    /// Where links are among the evidence.
    case links
    case files
    /// Who must not read it; where more than one agency could.
    case readers

    /// The field of a report that the answer stands in; nil of the readers, which are no part of what is told.
    package var field: StoryField? {
        switch self {
        case .place: .place
        case .category: .category
        case .more: .more
        case .pledges: .pledges
        case .eventDate: .eventDate
        case .knownDate: .knownDate
        case .status: .status
        case .level: .level
        case .count: .count
        case .name: .name
        case .position: .position
        case .unit: .unit
        case .circle: .circle
        case .story: .story
        case .evidence: .evidence
        case .links: .links
        case .files: .files
        case .readers: nil
        }
    }

    /// What its answer is called.
    package var name: Phrase { field?.title ?? SummaryText.readers }

    /// Whether a report can do without.
    package var isOptional: Bool { self != .category && self != .story }
}
