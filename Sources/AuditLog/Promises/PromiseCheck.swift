import Keys
package import Wire

/// Why a promise is not one for what was sent.
package enum PromiseRefusal: Error, Equatable, Sendable {
    case format(UInt16)
    case origin(expected: String, found: String)
    /// Not the promise key's, or not over this promise.
    case signature
    /// What the opening commits to is not what was promised.
    case commitment(promised: Hash, opened: Hash)
    /// A filler, or another kind of record than was sent.
    case kind(expected: RecordKind, found: RecordKind)
    case envelope(sent: Hash, recorded: Hash)
    case agencies(sent: [AgencyCode], recorded: [AgencyCode])
    /// Report, direction or counter of a message, or an act.
    case message(field: String)
    case epochTooFar(promised: UInt64, limit: UInt64)
    /// The newest epoch is numbered at or above the promised one already.
    case epochPassed(promised: UInt64, newest: UInt64)
}

extension PromiseRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .format(let format): "format \(format), limit 1"
        case .origin(let expected, let found): "origin \(found), expected \(expected)"
        case .signature: "promise is not signed by the promise key"
        case .commitment(let promised, let opened): "promised \(promised.hex), opened \(opened.hex)"
        case .kind(let expected, let found):
            "record is of kind \(found.name ?? "\(found.rawValue)"), expected \(expected.name ?? "another")"
        case .envelope(let sent, let recorded): "envelope \(recorded.hex) recorded, \(sent.hex) sent"
        case .agencies(let sent, let recorded):
            "agencies \(recorded.joined(separator: " ")) recorded, \(sent.joined(separator: " ")) sent"
        case .message(let field): "\(field) is not what was sent"
        case .epochTooFar(let promised, let limit):
            "epoch \(promised) promised, limit by this device's clock \(limit): this clock or the site's is wrong"
        case .epochPassed(let promised, let newest): "epoch \(promised) promised, \(newest) is published"
        }
    }
}

/// What the client sent, and so what the record must say.
package enum SentRecord: Equatable, Sendable {
    /// - Parameters:
    ///   - envelope: SHA-256 of the envelope sent.
    ///   - agencies: ascending.
    case report(envelope: Hash, agencies: [AgencyCode])
    case message(MessagePosted)
    case act(ActRecorded)
}

/// A promise that holds for what was sent.
///
/// Only with one of these may a client say "received".
package struct AcceptedPromise: Equatable, Sendable {
    /// A client refuses epochs farther than this beyond its own clock's.
    package static let maximumDistance: UInt64 = 2

    /// The promise as the site signed it.
    package let promise: Promise
    /// Opens the promised commitment.
    package let opening: Opening

    /// - Parameters:
    ///   - promised: the site's answer, unverified.
    ///   - sent: what it must be a promise for.
    ///   - descriptor: of the `TrustedSite` it was sent to.
    ///   - now: the client's clock, seconds since 1970.
    /// - Throws: `PromiseRefusal`, for the first check that fails.
    package init(
        _ promised: Promised, for sent: SentRecord, descriptor: SiteDescriptor, now: UInt64
    ) throws(PromiseRefusal) {
        let (promise, opening) = (promised.promise, promised.opening)
        try promise.check(descriptor: descriptor)
        guard let opened = try? Commitment.of(opening), opened == promise.commitment else {
            let opened = (try? Commitment.of(opening)) ?? Hash()
            throw .commitment(promised: promise.commitment, opened: opened)
        }
        guard opening.record.format == 1 else { throw .format(opening.record.format) }
        switch sent {
        case .report(let envelope, let agencies):
            try Self.check(opening.record, envelope: envelope, agencies: agencies)
        case .message(let message):
            try Self.check(opening.record, message: message)
        case .act(let act):
            guard opening.record.body == .act(act) else { throw .message(field: "ActRecorded") }
        }
        let newest = EpochClock(descriptor)?.number(at: now) ?? 0
        let (sum, overflow) = newest.addingReportingOverflow(Self.maximumDistance)
        let limit = overflow ? .max : sum
        guard promise.epoch <= limit else { throw .epochTooFar(promised: promise.epoch, limit: limit) }
        self.promise = promise
        self.opening = opening
    }

    private static func check(
        _ record: Record, envelope: Hash, agencies: [AgencyCode]
    ) throws(PromiseRefusal) {
        guard case .reportReceived(let report) = record.body else {
            throw .kind(expected: .reportReceived, found: record.body.discriminant)
        }
        try check(envelope: report.envelope, agencies: report.agencies, sent: (envelope, agencies))
    }

    private static func check(_ record: Record, message sent: MessagePosted) throws(PromiseRefusal) {
        guard case .messagePosted(let message) = record.body else {
            throw .kind(expected: .messagePosted, found: record.body.discriminant)
        }
        try check(
            envelope: message.envelope, agencies: message.agencies, sent: (sent.envelope, sent.agencies))
        guard message.report == sent.report else { throw .message(field: "MessagePosted.report") }
        guard message.direction == sent.direction else { throw .message(field: "MessagePosted.direction") }
        guard message.agency == sent.agency else { throw .message(field: "MessagePosted.agency") }
        guard message.counter == sent.counter else { throw .message(field: "MessagePosted.counter") }
    }

    private static func check(
        envelope: Hash, agencies: [AgencyCode], sent: (envelope: Hash, agencies: [AgencyCode])
    ) throws(PromiseRefusal) {
        guard envelope == sent.envelope else { throw .envelope(sent: sent.envelope, recorded: envelope) }
        guard agencies == sent.agencies else { throw .agencies(sent: sent.agencies, recorded: agencies) }
    }
}

extension Promise {
    /// Throws unless the site's promise key made this promise for its log.
    package func check(descriptor: SiteDescriptor) throws(PromiseRefusal) {
        guard format == 1 else { throw .format(format) }
        guard origin == descriptor.origin else { throw .origin(expected: descriptor.origin, found: origin) }
        guard isSigned(by: descriptor.promise, origin: origin) else { throw .signature }
    }

    /// What became of the promise.
    ///
    /// - Parameters:
    ///   - batch: the epoch that closes the batch in which the commitment stands; nil where it stands in none.
    ///   - newestEpoch: number of the newest epoch published; nil before anything was.
    ///   - clock: the site's.
    ///   - now: the reader's clock, seconds since 1970.
    /// - Returns: `kept` in the batch of the first epoch numbered at or above the promised one, or before it; `late`
    ///   behind it; without a batch `broken` once such an epoch is published, before that `pending`, and `overdue` where
    ///   it should have been for long.
    package func standing(
        batch: Epoch?, newestEpoch: UInt64?, clock: EpochClock, at now: UInt64
    ) -> PromiseStanding {
        if let batch {
            let (before, isFirst) = batch.number.subtractingReportingOverflow(batch.skipped &+ 1)
            return isFirst || batch.number <= epoch || before < epoch ? .kept : .late
        }
        guard let newestEpoch, newestEpoch >= epoch else {
            return isOverdue(clock: clock, at: now) ? .overdue : .pending
        }
        return .broken
    }
}

/// What became of a promise.
package enum PromiseStanding: String, Equatable, Sendable {
    /// What was promised stands in the batch that was promised, or in one before.
    case kept
    /// Its epoch is still to come.
    case pending
    /// Its epoch was published without it.
    case broken
    /// The same, and it was recorded behind it: broken, and not lost.
    case late
    /// Its epoch was due long ago and is not published.
    case overdue

    /// Whether the site did not do what it promised.
    package var isBroken: Bool {
        switch self {
        case .kept, .pending: false
        case .broken, .late, .overdue: true
        }
    }
}

extension MessageOpening {
    /// The same opening, of a record that can be of any kind.
    package var opening: Opening {
        Opening(nonce: nonce, record: Record(format: format, body: .messagePosted(message)))
    }
}
