import Visit
import Wire
import Words

extension InboxDoubt {
    /// What a source reads instead of what could not be shown.
    ///
    /// - Parameter name: of an agency, by its code.
    /// - Returns: what is wrong, and what to do.
    func text(_ name: (AgencyCode) -> String) -> Phrase {
        switch self {
        case .counts: InboxText.badCounts
        case .withheld(let agency): InboxText.withheld(name(agency))
        case .replayed(let agency): InboxText.replayed(name(agency))
        case .reordered(let agency): InboxText.reordered(name(agency))
        case .act(let agency): InboxText.unverifiedAct(agency)
        case .message(let agency): InboxText.unverifiedMessage(agency)
        case .unread: InboxText.unread
        case .erased: InboxText.erased
        case .inclusion: InboxText.badInclusion
        case .erasure: InboxText.badErasure
        }
    }
}
