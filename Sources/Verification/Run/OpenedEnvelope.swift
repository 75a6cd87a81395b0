package import Age
import Keys
import Primitives
package import Sealing
package import Wire

/// What an envelope to an agency holds, by the record that names it.
package enum OpenedContent: Equatable, Sendable {
    case report(Report)
    case supplement(Supplement)
    case reply(Message)
    case note(Message)
    case reason(Reason)

    /// The key set that it says to be sealed to; messages name none.
    package var keySet: Hash? {
        switch self {
        case .report(let report): report.binding.keySet
        case .supplement(let supplement): supplement.keySet
        case .reply, .note, .reason: nil
        }
    }

    /// The files in the same envelope.
    ///
    /// A report's evidence is only announced: its supplements bring it.
    package var evidence: [Evidence] {
        switch self {
        case .supplement(let supplement): supplement.evidence
        case .report, .reply, .note, .reason: []
        }
    }
}

/// How a content is read and what it must agree with.
package struct EnvelopeRule: Sendable {
    /// Reads the message and checks it; throws what is wrong with it.
    package let read: @Sendable ([UInt8]) throws(SealingError) -> OpenedContent
    /// Whether nobody here can read it.
    let isForOthers: Bool

    init(
        isForOthers: Bool = false,
        read: @escaping @Sendable ([UInt8]) throws(SealingError) -> OpenedContent
    ) {
        self.isForOthers = isForOthers
        self.read = read
    }

    /// A report: its binding and signature must be those of this site and record.
    package static func report(_ record: ReportReceived, root: Hash, origin: Origin) -> EnvelopeRule {
        EnvelopeRule { bytes throws(SealingError) in
            .report(
                try Report.verified(
                    bytes, record: record, envelope: record.envelope, root: root, origin: origin))
        }
    }

    /// A supplement, by the author of the report that it adds to, which was opened before.
    package static func supplement(
        _ record: MessagePosted, of report: Binding, root: Hash, origin: Origin
    ) -> EnvelopeRule {
        EnvelopeRule { bytes throws(SealingError) in
            .supplement(
                try Supplement.verified(
                    bytes, record: record, envelope: record.envelope, author: report.author, root: root,
                    origin: origin))
        }
    }

    /// A source's answer, signed by the author of the report, which was opened before.
    package static func reply(_ record: MessagePosted, of report: Binding, origin: Origin) -> EnvelopeRule {
        EnvelopeRule { bytes throws(SealingError) in
            .reply(
                try Message.verified(
                    bytes, record: record, envelope: record.envelope, reply: report.reply,
                    signers: [report.author], origin: origin))
        }
    }
}

extension EnvelopeRule {
    /// A colleague's note on a report that was opened before.
    ///
    /// - Parameters:
    ///   - record: the note's.
    ///   - report: of the report that it is on.
    ///   - signers: act keys that its agency had at its entry or before.
    ///   - origin: the log's.
    /// - Returns: the rule.
    package static func note(
        _ record: MessagePosted, of report: Binding, signers: [PublicKey], origin: Origin
    ) -> EnvelopeRule {
        EnvelopeRule { bytes throws(SealingError) in
            .note(
                try Message.verified(
                    bytes, record: record, envelope: record.envelope, reply: report.reply, signers: signers,
                    origin: origin))
        }
    }

    /// The reason of an act, which is proven and names the envelope.
    package static func reason(of act: Act) -> EnvelopeRule {
        EnvelopeRule { bytes throws(SealingError) in
            .reason(try Reason.verified(bytes, act: act, envelope: act.reason))
        }
    }

    /// What is sealed to somebody else: the envelope is hashed, and nothing of it is read.
    package static let sealedToOthers = EnvelopeRule(isForOthers: true) { _ throws(SealingError) in
        throw .layout("sealed to somebody else")
    }
}

/// Reads one envelope as it arrives: hashes all of it, and opens it as far as it can be opened.
package struct OpenedEnvelope {
    /// Bytes so far.
    package private(set) var length: UInt64 = 0
    /// Nil as long as everything was readable.
    package private(set) var problem: SealingError?
    /// What was read; nil until the message is whole, or where it cannot be read.
    package private(set) var content: OpenedContent?
    /// Whether nobody here can read it: it is hashed alone.
    package var isSealedToOthers: Bool { rule.isForOthers }
    private let rule: EnvelopeRule
    private var opener: EnvelopeOpener
    private var hash = SHA256Stream()

    /// Reads nothing yet.
    package init(identities: [Identity], rule: EnvelopeRule) {
        self.rule = rule
        opener = EnvelopeOpener(identities: identities) { bytes throws(SealingError) in
            try rule.read(bytes).evidence
        }
    }

    /// - Returns: bytes of evidence: authentic, yet whole only once `finish` was called and `problem` is nil.
    package mutating func receive(_ bytes: [UInt8]) -> [EnvelopeOpener.Part] {
        hash.update(bytes)
        length = length.plus(UInt64(bytes.count))
        guard problem == nil else { return [] }
        do { return try take(opener.receive(bytes)) } catch {
            problem = error
            return []
        }
    }

    /// The envelope ends here.
    package mutating func finish() -> (hash: Hash, parts: [EnvelopeOpener.Part]) {
        var parts: [EnvelopeOpener.Part] = []
        if problem == nil {
            do { parts = try take(opener.finish()) } catch { problem = error }
        }
        return (hash.finalize(), parts)
    }

    private mutating func take(_ parts: [EnvelopeOpener.Part]) throws(SealingError) -> [EnvelopeOpener.Part] {
        for part in parts {
            if case .message(let bytes) = part { content = try rule.read(bytes) }
        }
        return parts
    }
}
