package import AuditLog
import Keys
package import Sealing
package import Wire

/// A message of an inbox, opened and verified: an agency's question, or the source's own reply.
package struct ReadMessage: Equatable, Sendable {
    /// Who wrote it.
    package let direction: Direction
    /// Who asks, or was answered.
    package let agency: AgencyCode
    /// Among the report's messages as the site counts them, from 1.
    package let number: UInt32
    /// Of its direction and this agency on the report, from 0.
    package let counter: UInt32
    /// By which it was promised to be published.
    package let epoch: UInt64
    /// The highest counter of the other side that its author had read; `Message.nothingSeen` for none.
    package let lastSeen: UInt32
    /// What its text is.
    package let kind: MessageKind
    /// As it was written: show it through `plain`, and that of `words` only.
    package let text: String

    /// Opens one item of an inbox.
    ///
    /// Nil where any of it does not hold: the promise, what opens its commitment, the seal, the signature.
    ///
    /// - Parameters:
    ///   - item: of which nothing is believed.
    ///   - number: the place at which it was asked for.
    ///   - report: the inbox's, whose readers alone may ask or be answered.
    ///   - site: whose keys sign.
    ///   - keys: the codename's.
    package init?(
        _ item: InboxMessage, at number: UInt32, of report: CheckedReport, site: TrustedSite, keys: SourceKeys
    ) {
        let record = item.opening.message
        let agency = record.agency
        guard record.report == report.promise.commitment, report.record.agencies.contains(agency),
            (try? item.promise.check(descriptor: site.descriptor)) != nil,
            (try? Commitment.of(item.opening.opening)) == item.promise.commitment,
            let bytes = try? openEnvelope(item.envelope, identity: keys.reply),
            let message = try? Message.verified(
                bytes, record: record, envelope: sha256(item.envelope), reply: keys.replyRecipient,
                signers: Self.signers(of: item, by: report, site: site, keys: keys),
                origin: site.descriptor.origin)
        else { return nil }
        direction = message.direction
        self.agency = agency
        counter = message.counter
        epoch = item.promise.epoch
        lastSeen = message.lastSeen
        kind = message.kind
        text = message.text
        self.number = number
    }

    /// A question is promised for the epoch behind the one in which it was asked.
    private static func signers(
        of item: InboxMessage, by report: CheckedReport, site: TrustedSite, keys: SourceKeys
    ) -> [PublicKey] {
        let (message, epoch) = (item.opening.message, item.promise.epoch)
        switch message.direction {
        case .question where report.unheard.contains(message.agency): return []
        case .question:
            return site.actKeys(
                of: message.agency, older: report.older,
                at: epoch == 0 ? 0 : site.clock.scheduled(epoch.less(1)) ?? .max)
        case .reply: return [keys.author.publicKey]
        case .supplement, .note: return []
        }
    }
}

extension Reason {
    /// Opens the reason of an act that a report shows; nil where it is not that act's, or sealed to others.
    init?(_ sealed: SealedReason, of act: Act, keys: SourceKeys) {
        guard let bytes = try? openEnvelope(sealed.envelope, identity: keys.reply),
            let reason = try? Reason.verified(bytes, act: act, envelope: sha256(sealed.envelope))
        else { return nil }
        self = reason
    }
}
