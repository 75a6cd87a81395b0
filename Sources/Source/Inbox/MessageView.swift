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
            "number": JSON(UInt64(number)), "kind": JSON(kind),
            // What is no plain text is not shown as one.
            "text": .string(kind == .words ? plain(text) : ""), "link": .bool(hasLink),
            "asks_identity": .bool(asksWho),
        ]
    }

    /// Whether an agency asks who its source is, or to meet.
    var asksWho: Bool { direction == .question && kind == .words && IdentityWarning.isNeeded(for: text) }

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

extension InboxDoubt {
    /// Whether it shows that the site, and not only a proof, is wrong.
    var isFalse: Bool {
        switch self {
        case .inclusion, .erasure, .counts, .withheld, .replayed, .reordered: true
        case .act, .message, .unread, .erased: false
        }
    }
}

extension EpochClock {
    /// Nothing new appears between two epochs.
    func lookAgain(at now: UInt64) -> Phrase {
        let next = number(at: now).plus(1)
        let times = [next, next.plus(1)].compactMap { scheduled($0) }.map { CivilTime.text($0, in: zone) }
        guard let first = times.first else { return RecordingText.schedule(next) }
        // Epochs of minutes are a demonstration's.
        return InboxText.lookAgain(first, seconds < 1_800 ? nil : times.last)
    }
}
