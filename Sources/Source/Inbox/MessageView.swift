import AuditLog
import Visit
import Wire
import Words

extension Visited.Message {
    /// The message; nil where none was read.
    var read: ReadMessage? { if case .message(let message) = self { message } else { nil } }

    /// The reason of an act; nil where none was read.
    var reason: Reason? { if case .reason(let reason) = self { reason } else { nil } }

    /// Why it is not shown.
    var doubts: [InboxDoubt] {
        switch self {
        case .doubt(let doubt): [doubt]
        case .fault, .unanswered: [.unread]
        case .nothing, .message, .reason: []
        }
    }
}

extension ReadMessage {
    /// For scripts; the date is that of the epoch by which the message was promised.
    func json(clock: EpochClock) -> JSON {
        [
            "agency": .line(agency), "direction": .string("\(direction)"), "counter": JSON(UInt64(counter)),
            "date": JSON(clock.scheduled(epoch).map { CivilTime($0, zone: clock.zone).date }),
            "text": .string(plain(text)), "link": .bool(hasLink),
        ]
    }

    /// Whether an agency's words hold a link; one's own need no warning.
    var hasLink: Bool { direction == .question && LinkWarning.isNeeded(for: text) }
}

extension PayloadErased {
    /// For the source, whose report it was.
    func text(_ language: Language) -> String {
        switch cause {
        case .fetchedByAll: InboxText.erasedByConsent(consents.map(\.agency))(language)
        default: InboxText.erasedByRetention(language)
        }
    }
}
