import Wire

/// Holds the messages that were read of an inbox against each other and against what the site says of all of them.
///
/// Counters and what their authors had read are signed; their places and numbers are the site's word. Who has eight words and
/// no memory learns so that something is withheld, shown again or out of order, as far as one of the signed messages
/// tells of another. What is withheld from the end on, nothing tells but a later message.
package struct ConversationCheck: Sendable {
    private let conversations: [Conversation]
    private let messages: UInt32
    private var read: [ReadMessage] = []

    /// Nothing was read yet.
    ///
    /// - Parameter report: the inbox's, whose counts are held against the messages.
    package init(_ report: CheckedReport) {
        conversations = report.conversations
        messages = report.messages
    }

    /// Takes a message, whose signature holds.
    ///
    /// - Returns: what it contradicts, each once.
    package mutating func take(_ message: ReadMessage) -> [InboxDoubt] {
        var doubts: [InboxDoubt] = []
        if isMoreThanTold(message) { doubts.append(.withheld(message.agency)) }
        if isOutOfPlace(message) { doubts.append(.reordered(message.agency)) }
        for other in read where other.agency == message.agency {
            let found = Self.doubt(of: message, beside: other)
            if let found, !doubts.contains(found) { doubts.append(found) }
        }
        read.append(message)
        return doubts
    }

    /// Whether it counts, or its author had read, more than the site says to be there.
    private func isMoreThanTold(_ message: ReadMessage) -> Bool {
        guard let told = conversations.first(where: { $0.agency == message.agency }) else { return true }
        let (own, others) =
            message.direction == .question ? (told.questions, told.replies) : (told.replies, told.questions)
        return message.counter >= own
            || message.lastSeen != UInt32.max && message.lastSeen >= others
    }

    /// Those before it in its line stand before it, those behind it behind it: there must be places for both.
    private func isOutOfPlace(_ message: ReadMessage) -> Bool {
        guard message.number > message.counter else { return true }
        guard message.direction == .question,
            let told = conversations.first(where: { $0.agency == message.agency })
        else { return false }
        return told.questions.less(1).less(message.counter) > messages.less(message.number)
    }

    private static func doubt(of message: ReadMessage, beside other: ReadMessage) -> InboxDoubt? {
        if message.number == other.number { return message == other ? nil : .replayed(message.agency) }
        guard message.direction == other.direction else { return nil }
        let (first, second) = message.number < other.number ? (message, other) : (other, message)
        if first.counter == second.counter { return .replayed(message.agency) }
        if first.counter > second.counter { return .reordered(message.agency) }
        // Between them there are as many places as the counters need.
        if second.counter.less(first.counter) > second.number.less(first.number) {
            return .withheld(message.agency)
        }
        return hasSeenLess(second, than: first) ? .replayed(message.agency) : nil
    }

    /// What somebody has read, they do not read less of later.
    private static func hasSeenLess(_ later: ReadMessage, than earlier: ReadMessage) -> Bool {
        guard earlier.lastSeen != UInt32.max else { return false }
        return later.lastSeen == UInt32.max || later.lastSeen < earlier.lastSeen
    }
}
