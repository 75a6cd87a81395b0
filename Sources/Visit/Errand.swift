package import AuditLog
package import Sealing
package import Wire

/// What a visit is for.
package enum Errand: Sendable {
    /// The site's cell alone; other calls follow on the same connection. No source's visit is this one.
    ///
    /// - Parameter readsExpired: nothing is sealed, so that a descriptor or keys that have run out are no hindrance.
    case site(readsExpired: Bool)
    /// What every command of a source begins with: the site, and how far its witnesses have seen it.
    case look
    /// What every command of a source ends with: four cells, whatever is in them.
    case full(FullErrand)
}

/// What a full visit brings and asks for; a cell that is not needed is a decoy.
package struct FullErrand: Sendable {
    /// The site as this command's look showed it.
    package var seen: SeenSite
    /// Whose inbox is asked for; nil for a decoy.
    package var inbox: SourceKeys?
    /// What the last cell reads of the inbox.
    package var reading: Reading
    /// What is sent; nil for a decoy.
    package var parcel: Parcel?

    /// Decoys alone, unless more is said.
    package init(
        after seen: SeenSite, inbox: SourceKeys? = nil, reading: Reading = .newest, parcel: Parcel? = nil
    ) {
        self.seen = seen
        self.inbox = inbox
        self.reading = reading
        self.parcel = parcel
    }
}

/// What the last cell of a full visit reads of an inbox.
package enum Reading: Equatable, Sendable {
    /// What there is most likely to be new: the newest message while a question waits for its answer; else the reason of the
    /// newest act that gives one; else the newest message.
    case newest
    /// A message by its number, from 1, the oldest; the newest one for a number behind it.
    case message(UInt32)
    /// The reason that an agency gave for the act that is shown of it.
    case reason(AgencyCode)
}

/// What a source sends.
package enum Parcel: Equatable, Sendable {
    /// A report.
    ///
    /// - Parameter isRepeated: the same bytes were on their way before, so the site may have promised them under
    ///   keys that are no longer the newest.
    case submission(SealedSubmission, isRepeated: Bool)
    /// An answer that is sealed when the inbox's cell has told its counter; needs `FullErrand.inbox`.
    case reply(ReplyDraft)
    /// An answer that was on its way before, as the same bytes; needs `FullErrand.inbox`.
    case repeatedReply(SealedReply)
}

/// An answer to an agency's question, before it is sealed.
package struct ReplyDraft: Equatable, Sendable {
    /// UTF-8 within the schema's bounds of `Message.text`.
    package var text: String
    /// One of the report's readers.
    package var agency: AgencyCode
    /// The counter of the question that is answered, the highest that its author has read; `Message.nothingSeen`
    /// without one.
    package var lastSeen: UInt32
    /// What the text is.
    package var kind: MessageKind

    /// Takes the parts unchecked.
    package init(
        text: String, agency: AgencyCode, lastSeen: UInt32 = Message.nothingSeen, kind: MessageKind = .words
    ) {
        self.kind = kind
        self.text = text
        self.agency = agency
        self.lastSeen = lastSeen
    }
}

extension ReplyDraft {
    /// One text to some agencies, to each once and in their order.
    ///
    /// - Parameters:
    ///   - agencies: the first is the one whose question is answered.
    ///   - text: as above.
    ///   - answers: the counter of that question; nil without one.
    /// - Returns: a draft for each.
    package static func each(_ agencies: [AgencyCode], text: String, answers: UInt32?) -> [ReplyDraft] {
        var drafts: [ReplyDraft] = []
        for agency in agencies where !drafts.contains(where: { $0.agency == agency }) {
            let seen = drafts.isEmpty ? answers : nil
            drafts.append(ReplyDraft(text: text, agency: agency, lastSeen: seen ?? Message.nothingSeen))
        }
        return drafts
    }
}
