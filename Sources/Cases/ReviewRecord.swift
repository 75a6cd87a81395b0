package import Wire

/// A published record that carries the agency's code, with its place in the log.
package struct ReviewRecord: Equatable, Sendable {
    /// Index of its entry.
    package var index: UInt64
    /// What the entry commits to; of a report this is its id.
    package var commitment: Hash
    /// What the record says.
    package var body: RecordBody
    /// Bytes of its envelope; 0 where it has none, or none any more.
    package var length: UInt64
    /// Why it is not proven; nil where it is.
    package var fault: RecordFault?

    /// Takes the parts as they are; not proven yet.
    package init(
        index: UInt64, commitment: Hash, body: RecordBody, length: UInt64, fault: RecordFault? = .entry
    ) {
        self.index = index
        self.commitment = commitment
        self.body = body
        self.length = length
        self.fault = fault
    }

    /// 32,768-byte steps of the envelope: what its size says.
    package var cells: UInt64 { EnvelopeLength.cells(length) }

    /// What a report's record says; nil for another kind.
    package var received: ReportReceived? {
        if case .reportReceived(let received) = body { received } else { nil }
    }

    /// What a message's record says; nil for another kind.
    package var message: MessagePosted? {
        if case .messagePosted(let message) = body { message } else { nil }
    }

    /// What an act's record says; nil for another kind.
    package var act: ActRecorded? {
        if case .act(let recorded) = body { recorded } else { nil }
    }

    /// The report that it is, or belongs to; nil for another kind.
    package var report: Hash? { body.report(commitment) }
}

extension RecordBody {
    /// The report that a record is, or belongs to; nil for another kind.
    ///
    /// - Parameter commitment: the record's own.
    /// - Returns: the report's id.
    package func report(_ commitment: Hash) -> Hash? {
        switch self {
        case .reportReceived: commitment
        case .messagePosted(let message): message.report
        case .act(let recorded): recorded.act.report
        case .filler, .account, .payloadErased, .unknown: nil
        }
    }
}
