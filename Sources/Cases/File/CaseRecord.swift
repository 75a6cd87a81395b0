package import Wire

/// One record of a case, with its place in the log and what its envelope holds.
package struct CaseRecord: Equatable, Sendable {
    /// As the site gave it: the record, its nonce and its place.
    package var opened: OpenedEntry
    /// What the entry commits to.
    package var commitment: Hash
    /// The epoch that published it; nil where that is not proven.
    package var epoch: UInt64?
    /// When that epoch was due, seconds since 1970.
    package var date: UInt64?
    /// Whether the entry at its index commits to it, in a verified tree.
    package var isInLog: Bool
    /// Why it is not proven; nil where it is.
    package var fault: RecordFault?
    /// What became of its envelope.
    package var content: CaseContent

    /// Takes the parts as they are; not proven before its case is.
    package init(
        _ opened: OpenedEntry, commitment: Hash, epoch: UInt64?, date: UInt64?, isInLog: Bool,
        content: CaseContent = .waiting
    ) {
        self.opened = opened
        self.commitment = commitment
        self.epoch = epoch
        self.date = date
        self.isInLog = isInLog
        fault = .entry
        self.content = content
        if envelope == nil { self.content = .none }
    }

    /// Index of its entry.
    package var index: UInt64 { opened.index }
    /// What it says.
    package var body: RecordBody { opened.opening.record.body }
    /// Whether the log proves it.
    package var isProven: Bool { fault == nil }

    /// Its envelope, by the hash that it names; nil where it names none.
    package var envelope: Hash? {
        switch body {
        case .reportReceived(let received): received.envelope
        case .messagePosted(let message): message.envelope
        case .act(let recorded): recorded.act.reasonEnvelope
        case .filler, .account, .payloadErased, .unknown: nil
        }
    }

    /// What an act's record says; nil for another kind.
    package var act: Act? {
        if case .act(let recorded) = body { recorded.act } else { nil }
    }

    /// What a message's record says; nil for another kind.
    package var message: MessagePosted? {
        if case .messagePosted(let message) = body { message } else { nil }
    }

    /// Whether it is something that `own` has to read: the report, and what source or colleagues of other agencies say.
    package func isIncoming(to own: AgencyCode) -> Bool {
        switch body {
        case .reportReceived: true
        case .messagePosted(let message):
            message.direction != .question && message.agency != own
                || message.direction == .reply
        default: false
        }
    }

    /// The same as a record alone.
    package var record: ReviewRecord {
        ReviewRecord(index: index, commitment: commitment, body: body, length: opened.length, fault: fault)
    }
}
