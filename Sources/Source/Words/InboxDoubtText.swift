import Visit
import Words

extension InboxDoubt {
    /// What a source reads instead of what could not be shown.
    var text: Phrase {
        switch self {
        case .act(let agency): InboxText.unverifiedAct(agency)
        case .question(let agency): InboxText.unverifiedQuestion(agency)
        case .erased(let count): InboxText.erased(count)
        case .inclusion: InboxText.badInclusion
        }
    }
}
