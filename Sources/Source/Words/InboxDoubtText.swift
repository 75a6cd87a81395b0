import Visit
import Words

extension InboxDoubt {
    /// What a source reads instead of what could not be shown.
    var text: Phrase {
        switch self {
        case .act(let agency): InboxText.unverifiedAct(agency)
        case .message(let agency): InboxText.unverifiedMessage(agency)
        case .unread: InboxText.unread
        case .erased: InboxText.erased
        case .inclusion: InboxText.badInclusion
        case .erasure: InboxText.badErasure
        }
    }
}
