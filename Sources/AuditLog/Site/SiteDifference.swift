package import Wire

/// What is another in a site's next descriptor than in the one before it.
package enum SiteDifference: Equatable, Sendable {
    case agencyAdded(Agency)
    case agencyRemoved(Agency)
    /// Another name or kind of the same agency.
    case agencyRenamed(from: Agency, to: Agency)
    /// Another key signs the agency's working keys; `isEndorsed` where the old one says so.
    case identityChanged(from: Agency, to: Agency, isEndorsed: Bool)
    case auditorAdded(Auditor)
    case auditorRemoved(Auditor)
    case auditorRenamed(from: Auditor, to: Auditor)
    case auditorChanged(from: Auditor, to: Auditor, isEndorsed: Bool)
    case witnessAdded(Witness)
    case witnessRemoved(Witness)
    /// Another key under the same name.
    case witnessChanged(from: Witness, to: Witness)
    case quorum(from: UInt8, to: UInt8, witnesses: Int)
    /// Days that an envelope is kept.
    case retention(from: UInt16, to: UInt16)
    /// Bytes of the longest envelope.
    case envelope(from: UInt64, to: UInt64)
    /// Unfinished uploads at once.
    case uploads(from: UInt8, to: UInt8)
    case tlsAdded(Hash)
    case tlsRemoved(Hash)
    case region(from: String, to: String)
    /// Minutes east of UTC.
    case timeZone(from: Int16, to: Int16)
    case taxonomy(from: UInt16, to: UInt16)
    case promiseKey(from: PublicKey, to: PublicKey)
    case channelKey(from: PublicKey, to: PublicKey)
    /// Seconds since 1970.
    case expiry(from: UInt64, to: UInt64)
    /// A version of the report page, which the root key signs, too.
    case page(PublishedVersion)
    /// Something that is none of these: a later version of this program may know it.
    case unknown
}

extension SiteDifference {
    /// Everything that `next` changes, in the order of its fields.
    ///
    /// - Parameters:
    ///   - last: the descriptor before it.
    ///   - next: its signature, serial number and previous hash are no difference.
    ///   - endorsed: keys that old ones name as those that take their place.
    /// - Returns: none where nothing changes, not even the date.
    static func between(
        _ last: SiteDescriptor, _ next: SiteDescriptor, endorsed: Set<IdentityChange>
    ) -> [SiteDifference] {
        var found = agencies(last, next, endorsed) + auditor(last.auditor, next.auditor, endorsed)
        found += witnesses(last.witnesses, next.witnesses)
        func add<Value: Equatable>(_ old: Value, _ new: Value, _ difference: (Value, Value) -> SiteDifference)
        {
            if old != new { found.append(difference(old, new)) }
        }
        add(last.quorum, next.quorum) { .quorum(from: $0, to: $1, witnesses: next.witnesses.count) }
        add(last.retention.payload, next.retention.payload) { .retention(from: $0, to: $1) }
        add(last.limits.envelope, next.limits.envelope) { .envelope(from: $0, to: $1) }
        add(last.limits.uploads, next.limits.uploads) { .uploads(from: $0, to: $1) }
        found += next.tls.filter { !last.tls.contains($0) }.map { .tlsAdded($0) }
        found += last.tls.filter { !next.tls.contains($0) }.map { .tlsRemoved($0) }
        if last.region != next.region || last.regionScheme != next.regionScheme {
            found.append(.region(from: last.region, to: next.region))
        }
        add(Int16(bitPattern: last.timeZone), Int16(bitPattern: next.timeZone)) {
            .timeZone(from: $0, to: $1)
        }
        add(last.taxonomy, next.taxonomy) { .taxonomy(from: $0, to: $1) }
        add(last.promise, next.promise) { .promiseKey(from: $0, to: $1) }
        add(last.channel, next.channel) { .channelKey(from: $0, to: $1) }
        add(last.notAfter, next.notAfter) { .expiry(from: $0, to: $1) }
        if !isExplained(last, next) { found.append(.unknown) }
        return found
    }

    private static func agencies(
        _ last: SiteDescriptor, _ next: SiteDescriptor, _ endorsed: Set<IdentityChange>
    ) -> [SiteDifference] {
        var found: [SiteDifference] = []
        for agency in next.agencies {
            guard let old = last.agencies.first(where: { $0.code == agency.code }) else {
                found.append(.agencyAdded(agency))
                continue
            }
            if old.name != agency.name || old.kind != agency.kind {
                found.append(.agencyRenamed(from: old, to: agency))
            }
            if old.identity != agency.identity {
                let change = IdentityChange(agency: old.code, old: old.identity, new: agency.identity)
                found.append(
                    .identityChanged(from: old, to: agency, isEndorsed: endorsed.contains(change)))
            }
        }
        return found
            + last.agencies.filter { old in !next.agencies.contains { $0.code == old.code } }
            .map { .agencyRemoved($0) }
    }

    private static func auditor(
        _ last: Auditor?, _ next: Auditor?, _ endorsed: Set<IdentityChange>
    ) -> [SiteDifference] {
        guard let last else { return next.map { [.auditorAdded($0)] } ?? [] }
        guard let next else { return [.auditorRemoved(last)] }
        var found: [SiteDifference] = []
        if last.name != next.name || last.kind != next.kind {
            found.append(.auditorRenamed(from: last, to: next))
        }
        if last.key != next.key {
            let change = IdentityChange(agency: "", old: last.key, new: next.key)
            found.append(.auditorChanged(from: last, to: next, isEndorsed: endorsed.contains(change)))
        }
        return found
    }

    private static func witnesses(_ last: [Witness], _ next: [Witness]) -> [SiteDifference] {
        var found: [SiteDifference] = []
        for witness in next where !last.contains(witness) {
            let old = last.first { $0.name == witness.name }
            found.append(old.map { .witnessChanged(from: $0, to: witness) } ?? .witnessAdded(witness))
        }
        for witness in last where !next.contains(where: { $0.name == witness.name }) {
            found.append(.witnessRemoved(witness))
        }
        return found
    }

    /// Whether the two are the same but for what a difference tells, and for what each descriptor has anew.
    private static func isExplained(_ last: SiteDescriptor, _ next: SiteDescriptor) -> Bool {
        var told = last
        told.serial = next.serial
        told.previous = next.previous
        told.signature = next.signature
        told.agencies = next.agencies
        told.auditor = next.auditor
        told.witnesses = next.witnesses
        told.quorum = next.quorum
        told.retention.payload = next.retention.payload
        told.limits.envelope = next.limits.envelope
        told.limits.uploads = next.limits.uploads
        told.tls = next.tls
        told.region = next.region
        told.regionScheme = next.regionScheme
        told.timeZone = next.timeZone
        told.taxonomy = next.taxonomy
        told.promise = next.promise
        told.channel = next.channel
        told.notAfter = next.notAfter
        return told == next
    }
}
