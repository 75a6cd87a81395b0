import Age
package import AuditLog
import Keys
package import Sealing
package import Wire

/// A source's answer to one agency, sealed to its newest recipient key: a cell that may be sent any number of times.
package struct SealedReply: Equatable, Sendable {
    /// What the log's record of it must say.
    package let record: MessagePosted
    /// The age file.
    package let envelope: [UInt8]

    /// Signs the text inside with the author key and seals it, to the own reply key besides.
    ///
    /// - Parameters:
    ///   - text: UTF-8 within the schema's bounds of `Message.text`; of an identity, of `SealedIdentity.limit`.
    ///   - kind: what the text is: an identity is sealed once more, inside, to the agency alone.
    ///   - agency: one of the report's readers.
    ///   - report: the report's commitment.
    ///   - counter: of this source's answers to the agency, from 0.
    ///   - lastSeen: the highest counter of the agency's questions; `Message.nothingSeen` without one.
    ///   - site: whose key of the agency it is sealed to.
    ///   - keys: the codename's.
    ///   - random: bytes fit for keys.
    /// - Throws: `agencies` where the site has no such agency; `field` or `tooLarge` for the text; `keys`
    ///   where it cannot be signed or sealed.
    package init(
        _ text: String, kind: MessageKind = .words, to agency: AgencyCode, report: Hash, counter: UInt32,
        lastSeen: UInt32,
        site: TrustedSite, keys: SourceKeys, random: RandomBytes
    ) throws(SealingError) {
        guard let recipient = site.keys.first(where: { $0.agency == agency })?.recipient else {
            throw .agencies("\(agency) is not this site's")
        }
        let text = kind == .identity ? try SealedIdentity.seal(text, to: recipient, random: random) : text
        let message = Message(
            format: 1, direction: .reply, kind: kind, report: report, agency: agency, counter: counter,
            lastSeen: lastSeen, text: text, signer: keys.author.publicKey, signature: Signature())
        let signed = try message.signed(
            by: keys.author, reply: keys.replyRecipient, origin: site.descriptor.origin)
        let bytes: [UInt8]
        do { bytes = try signed.encoded() } catch { throw .field(error) }
        envelope = try sealEnvelope(
            message: bytes,
            recipients: [.hybrid(publicKey: recipient), .hybrid(publicKey: keys.replyRecipient)],
            random: random)
        record = MessagePosted(
            agencies: [agency], report: report, direction: .reply, agency: agency, counter: counter,
            envelope: sha256(envelope))
    }

    /// Seals an answer with the counter that its report's inbox tells.
    ///
    /// - Throws: `agencies` where the report is not this agency's; else as above.
    init(
        _ draft: ReplyDraft, to report: CheckedReport, site: TrustedSite, keys: SourceKeys,
        random: RandomBytes
    ) throws(SealingError) {
        guard report.record.agencies.contains(draft.agency),
            let conversation = report.conversations.first(where: { $0.agency == draft.agency })
        else { throw .agencies("the report is not sealed to \(draft.agency)") }
        try self.init(
            draft.text, kind: draft.kind, to: draft.agency, report: report.promise.commitment,
            counter: conversation.replies,
            lastSeen: draft.lastSeen, site: site, keys: keys, random: random)
    }

    /// The cell's content, on the connection that `authentication` is for.
    func cell(_ authentication: Authentication) -> Reply {
        Reply(
            authentication: authentication, agency: record.agencies.first ?? "", counter: record.counter,
            envelope: envelope)
    }
}
