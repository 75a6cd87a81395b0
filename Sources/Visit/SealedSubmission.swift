package import Age
package import AuditLog
import Keys
package import Sealing
package import Wire

/// A report sealed to the keys of one site: the bytes of its `submit`, which may be sent any number of times.
package struct SealedSubmission: Equatable, Sendable {
    /// The cell's content: the same bytes each time.
    package private(set) var submit: Submit
    /// SHA-256 of the envelope.
    package let envelope: Hash

    /// Signs the story inside, seals it to `readers` (the other agencies' stanzas lead to keys thrown away), and
    /// signs outside with the mailbox key.
    ///
    /// - Parameters:
    ///   - story: within the schema's bounds of `Story`.
    ///   - readers: codes of the site's agencies, ascending.
    ///   - site: whose keys it is sealed to.
    ///   - keys: the codename's.
    ///   - random: bytes fit for keys.
    /// - Throws: `tooLarge` or `field` for what the person wrote; the rest is the site's.
    package init(
        _ story: Story, readers: [AgencyCode], site: TrustedSite, keys: SourceKeys, random: RandomBytes
    ) throws(SealingError) {
        let origin = site.descriptor.origin
        let binding = Binding(
            root: site.fingerprint, keySet: site.keySet, author: keys.author.publicKey,
            mailbox: keys.mailbox.publicKey, reply: keys.replyRecipient, agencies: readers)
        let report = try Report.signed(story, binding: binding, author: keys.author, origin: origin)
        let bytes: [UInt8]
        do { bytes = try report.encoded() } catch { throw .field(error) }
        let sealed = try sealEnvelope(message: bytes, recipients: site.recipients(readers), random: random)
        envelope = sha256(sealed)
        let outer = SubmitBinding(format: 1, keySet: site.keySet, agencies: readers, envelope: envelope)
        guard let signature = try? outer.signature(by: keys.mailbox, origin: origin) else {
            throw .keys("the submission could not be signed")
        }
        submit = Submit(
            format: 1, keySet: site.keySet, mailbox: keys.mailbox.publicKey, agencies: readers, voucher: [],
            work: [], signature: signature, envelope: sealed)
    }
}

extension SealedSubmission {
    /// Brings work, which admits it and is no part of it.
    mutating func bring(_ proof: WorkProof) {
        guard let bytes = try? proof.encoded() else { return }
        submit.work = bytes
    }
}

extension TrustedSite {
    /// One for every agency, in the descriptor's order; nil where it must not read.
    package func recipients(_ readers: [AgencyCode]) -> [Recipient?] {
        keys.map { readers.contains($0.agency) ? .hybrid(publicKey: $0.recipient) : nil }
    }
}
