import Age
import AuditLog
import Files
import Keys
import Storage
package import Wire

/// What a site's next descriptor is to change, as `site draft` was asked for.
package struct SiteChanges: Sendable {
    /// From the day of drafting that it holds, 1 to 90; witnesses and quorum.
    package var renewal = Renewal(days: 90)
    /// Agencies that join, or get another identity or name.
    package var added: [AgencyCard] = []
    /// Agencies that leave.
    package var retired: [AgencyCode] = []
    /// The next auditor.
    package var auditor: AuditorCard?
    /// Whether there is none from now on.
    package var retiresAuditor = false
    /// `endorsement`s of the identities that are replaced.
    package var endorsements: [Statement] = []
    /// Days that envelopes are kept.
    package var retention: UInt16?
    /// Bytes of the longest envelope.
    package var envelope: UInt64?
    /// Unfinished uploads of one mailbox.
    package var uploads: UInt8?
    /// Backup keys' pins.
    package var addedPins: [Hash] = []
    /// Pins that go.
    package var removedPins: [Hash] = []
    /// Where the site is for; the time zone follows.
    package var region: SiteRegion?
    /// The version of the report page that the root key is to sign.
    package var page: PublishedVersion?

    /// Nothing changes but the date.
    package init() {}

    /// The draft that follows what a site has published.
    ///
    /// - Parameters:
    ///   - last: the newest published descriptor.
    ///   - keys: the newest in the log of every agency, of those that left, too.
    ///   - former: agencies that left, as the last descriptor with them has them.
    ///   - now: seconds since 1970.
    /// - Returns: unsigned, and checked.
    /// - Throws: what cannot be, before anything is written.
    package func draft(
        after last: SiteDescriptor, keys: [AgencyKeys], former: [Agency] = [], now: UInt64
    ) throws(SiteChangeError) -> SiteDraft {
        guard (1...90).contains(renewal.days) else { throw .renewal(.days(renewal.days)) }
        var next = last
        guard last.serial < .max, let previous = try? last.digest() else {
            throw .renewal(.unfollowable(reason: "serial \(last.serial)"))
        }
        next.serial = last.serial.plus(1)
        next.previous = previous
        next.signature = Signature()
        next.notAfter = (now / 86_400).plus(UInt64(renewal.days)).times(86_400)
        var witnesses = renewal
        let joining = try change(agencies: &next, last, keys, former, &witnesses, now: now)
        try change(auditor: &next, &witnesses)
        do { try witnesses.changeWitnesses(of: &next) } catch { throw .renewal(error) }
        try change(terms: &next)
        let draft = SiteDraft(
            format: 1, last: last, next: next, keys: joining,
            statements: try endorsements
                + (page.map { version throws(SiteChangeError) in
                    [try statement(of: version, last)]
                } ?? []))
        do { try draft.check() } catch { throw .fault(error) }
        return draft
    }

    private func change(
        agencies next: inout SiteDescriptor, _ last: SiteDescriptor, _ logged: [AgencyKeys],
        _ former: [Agency], _ witnesses: inout Renewal, now: UInt64
    ) throws(SiteChangeError) -> [AgencyKeys] {
        var joining: [AgencyKeys] = []
        for code in retired {
            guard last.agencies.contains(where: { $0.code == code }) else { throw .notAnAgency(code) }
            guard !added.contains(where: { $0.keys.agency == code }) else { throw .bothWays(code) }
            next.agencies.removeAll { $0.code == code }
            witnesses.remove("\(last.origin)/\(code)", of: last)
        }
        for card in added {
            let code = card.keys.agency
            guard !next.agencies.contains(where: { $0.code == code && $0.identity == card.identity }) else {
                for place in next.agencies.indices where next.agencies[place].code == code {
                    next.agencies[place].name = card.name
                    next.agencies[place].kind = card.kind
                }
                continue
            }
            try check(card, logged, now: now)
            next.agencies.removeAll { $0.code == code }
            let earlier = (last.agencies + former).first { $0.code == code }
            next.agencies.append(
                Agency(
                    code: code, name: card.name, kind: card.kind, identity: card.identity,
                    lineage: earlier?.lineage(followedBy: card.identity) ?? Hash()))
            witnesses.set("\(last.origin)/\(code)", card.keys.witness, of: last)
            joining.append(card.keys)
        }
        guard (1...12).contains(next.agencies.count) else { throw .agencyCount(next.agencies.count) }
        next.agencies.sort { $0.code.precedes($1.code) }
        return joining.sorted { $0.agency.precedes($1.agency) }
    }

    /// First keys of a new agency; else the next ones behind those in the log.
    private func check(_ card: AgencyCard, _ logged: [AgencyKeys], now: UInt64) throws(SiteChangeError) {
        let code = card.keys.agency
        if let newest = logged.first(where: { $0.agency == code }) {
            guard newest.serial < .max, card.keys.serial == newest.serial.plus(1),
                let hash = try? sha256(newest.encoded()), card.keys.previous == hash
            else { throw .cardDoesNotFollow(code, serial: newest.serial) }
        } else if card.keys.serial != 0 {
            throw .cardDoesNotFollow(code, serial: 0)
        }
        guard now <= card.keys.notAfter else { throw .cardRanOut(code, notAfter: card.keys.notAfter) }
        guard (try? Recipient.hybrid(publicKey: card.keys.recipient).validate()) != nil else {
            throw .unusableKey(code)
        }
        // An act key tells whose connection it is.
        let others = (logged + added.map { $0.keys }).filter { $0.agency != code }.flatMap { $0.acts }
        guard Set(card.keys.acts).count == card.keys.acts.count, Set(others).isDisjoint(with: card.keys.acts)
        else { throw .keyTwice(code) }
    }

    private func change(
        auditor next: inout SiteDescriptor, _ witnesses: inout Renewal
    ) throws(SiteChangeError) {
        let name = "\(next.origin)/auditor"
        if retiresAuditor {
            guard next.auditor != nil, auditor == nil else { throw .noAuditor }
            witnesses.remove(name, of: next)
            next.auditor = nil
        }
        if let auditor {
            witnesses.set(name, auditor.witness, of: next)
            next.auditor = Auditor(name: auditor.name, kind: auditor.kind, key: auditor.key)
        }
    }

    private func change(terms next: inout SiteDescriptor) throws(SiteChangeError) {
        if let retention {
            guard retention >= SiteDescriptor.shortestRetention else { throw .retention(retention) }
            next.retention.payload = retention
        }
        if let envelope { next.limits.envelope = envelope }
        if let uploads { next.limits.uploads = uploads }
        for pin in removedPins {
            guard next.tls.contains(pin) else { throw .notAPin(pin) }
            next.tls.removeAll { $0 == pin }
        }
        next.tls += addedPins.filter { !next.tls.contains($0) }
        guard (1...4).contains(next.tls.count) else { throw .pinCount(next.tls.count) }
        if let region {
            next.regionScheme = region.scheme
            next.region = region.number
            next.timeZone = region.timeZone
        }
    }

    /// Unsigned: the root key signs it with the descriptor.
    private func statement(
        of version: PublishedVersion, _ last: SiteDescriptor
    ) throws(SiteChangeError) -> Statement {
        guard let body = try? version.encoded() else { throw .fault(.page) }
        return Statement(kind: .page, signer: last.root, body: body, signature: Signature())
    }
}

extension Renewal {
    /// A witness that leaves with its agency, where it is one.
    fileprivate mutating func remove(_ name: String, of site: SiteDescriptor) {
        if site.witnesses.contains(where: { $0.name == name }), !removedWitnesses.contains(name) {
            removedWitnesses.append(name)
        }
    }

    /// A witness that comes with its agency, in the place of the one before.
    fileprivate mutating func set(_ name: String, _ key: PublicKey, of site: SiteDescriptor) {
        guard !site.witnesses.contains(Witness(name: name, key: key)) else { return }
        remove(name, of: site)
        addedWitnesses.append(Witness(name: name, key: key))
    }
}
