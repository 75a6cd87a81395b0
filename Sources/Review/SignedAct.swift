import Age
import AuditLog
import Cases
package import Keys
package import Sealing
package import Wire

/// An act as it is handed in, with what has to be promised for it.
package struct SignedAct: Equatable, Sendable {
    /// The act, and the envelope of its reason where it has one: the same bytes are sent again where an answer got lost.
    package let request: ActRequest
    /// The record that the site has to promise.
    package let record: ActRecorded

    /// Holds a wish against the lifecycle, seals its reason and signs it; nothing is sent.
    ///
    /// - Parameters:
    ///   - wish: what is to be done.
    ///   - acted: the case as it stands.
    ///   - agency: who acts.
    ///   - signer: one of its act keys.
    ///   - second: another one of them; nil where one is enough.
    ///   - descriptor: the site's newest.
    ///   - keys: the newest of each of its agencies, in its order.
    ///   - random: gives as many random bytes as it is asked for, fit for keys.
    /// - Throws: `ActingError`.
    package init(
        _ wish: ActWish, on acted: ActedCase, by agency: AgencyCode, signer: SigningKey, second: SigningKey?,
        descriptor: SiteDescriptor, keys: [AgencyKeys], random: RandomBytes
    ) throws(ActingError) {
        do { try acted.standing.check(wish.codes, on: acted.report, by: agency) } catch {
            throw .lifecycle(error, of: wish.codes.kind)
        }
        let published = keys.first { $0.agency == agency }?.acts ?? []
        if let second {
            guard second.publicKey != signer.publicKey, published.contains(second.publicKey) else {
                throw .notASecondKey
            }
        } else if wish.codes.kind == .identityOpened {
            throw .secondMissing
        }
        let counter = acted.last.map { $0.counter.plus(1) } ?? 0
        let envelope = try wish.reason.map { text throws(ActingError) in
            try Self.seal(
                Reason(format: 1, report: acted.report, agency: agency, counter: counter, text: text),
                of: wish.codes.kind, for: acted, descriptor: descriptor, keys: keys, random: random)
        }
        let codes = wish.codes
        do {
            var act = Act(
                format: 1, kind: codes.kind, report: acted.report, agency: agency, counter: counter,
                previous: try acted.last.map { sha256(try $0.encoded()) } ?? Hash(), state: codes.state,
                outcome: codes.outcome, due: codes.due, other: codes.other, related: codes.related,
                reason: envelope.map { sha256($0) } ?? Hash(), signer: signer.publicKey, second: nil,
                signature: Signature())
            act.second = try second.map {
                try SecondSignature(agreeingTo: act, key: $0, origin: descriptor.origin)
            }
            act = try act.signed(by: signer, origin: descriptor.origin)
            request = ActRequest(act: act, reason: envelope)
            record = ActRecorded(agencies: acted.agencies, act: act)
        } catch {
            throw .signing(reason: "\(error)")
        }
    }

    /// One stanza for every agency of the descriptor and one for the source, whoever reads it: their number says nothing.
    ///
    /// Who has a case is for the own agency alone, and everything else for the report's agencies and its source.
    private static func seal(
        _ reason: Reason, of kind: ActKind, for acted: ActedCase, descriptor: SiteDescriptor,
        keys: [AgencyKeys], random: RandomBytes
    ) throws(ActingError) -> [UInt8] {
        let isOwn = kind == .assigned
        let readers = isOwn ? [reason.agency] : acted.agencies
        let source = isOwn ? nil : acted.reply
        do {
            return try sealEnvelope(
                message: try reason.encoded(),
                recipients: sealedTo(readers, descriptor: descriptor, keys: keys)
                    + [source.map { .hybrid(publicKey: $0) }], random: random)
        } catch {
            throw .sealing(reason: "\(error)")
        }
    }
}

/// Whom something is sealed to that is for a report's agencies: nil for each one of the descriptor that is none of them.
func sealedTo(
    _ agencies: [AgencyCode], descriptor: SiteDescriptor, keys: [AgencyKeys]
) -> [Recipient?] {
    descriptor.agencies.map { agency in
        guard agencies.contains(agency.code),
            let recipient = keys.first(where: { $0.agency == agency.code })?.recipient
        else { return nil }
        return .hybrid(publicKey: recipient)
    }
}
