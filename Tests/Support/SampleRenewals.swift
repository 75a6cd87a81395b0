import Age
import AuditLog
import Keys
import Sealing
package import Wire

// Keys and descriptors that take the place of others; the next close has to log them.
extension SampleReview {
    /// New recipient and act keys of an agency, signed by its identity; its key file has the old ones, too.
    package mutating func rotate(_ place: Int) throws -> AgencyKeys {
        let old = agencies[place]
        let identity = try KeyText(folder.read("\(old.code)/identity.key")).signingKey("identity")
        let (act, recipient) = (try random.key(), try Identity(hybridSeed: random(32)))
        guard case .hybrid(let publicKey) = recipient.recipient else { throw Missing() }
        var next = cards[place].keys
        next.previous = sha256(try next.encoded())
        next.origin = origin
        next.serial += 1
        next.recipient = publicKey
        next.acts = [act.publicKey]
        next = try next.signed(by: identity, origin: origin)
        cards[place].keys = next
        agencies[place] = AgencyKeyFile(
            code: old.code, act: act, witness: old.witness, identity: recipient, olderActs: old.acts,
            olderIdentities: old.identities)
        return next
    }

    /// The next descriptor, after `change`.
    package mutating func renew(_ change: (inout SiteDescriptor) throws -> Void) throws -> SiteDescriptor {
        var next = descriptor
        next.serial += 1
        next.previous = try descriptor.digest()
        try change(&next)
        descriptor = try next.signed(by: root, origin: origin)
        return descriptor
    }
}
