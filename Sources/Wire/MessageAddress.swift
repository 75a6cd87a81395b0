// Who a message's record is between.

extension MessagePosted {
    /// From the source, so that nobody but its author's mailbox is its author.
    package var isBySource: Bool { direction == .reply || direction == .supplement }

    /// Whether its source reads it as an item of the inbox.
    package var isConversation: Bool { direction == .question || direction == .reply }

    /// For all agencies of its report, not for one.
    package var isToAll: Bool { direction == .supplement || direction == .note }

    /// Its agencies and the one that it names go together: exactly that one in a question and a reply, one of several
    /// in a note, none in a supplement.
    package var isAddressed: Bool {
        switch direction {
        case .question, .reply: agencies == [agency]
        case .note: agencies.contains(agency)
        case .supplement: agency.isEmpty
        }
    }
}

extension Act {
    /// SHA-256 of the envelope of its sealed reason; nil for an act without one.
    package var reasonEnvelope: Hash? { reason == Hash() ? nil : reason }
}
