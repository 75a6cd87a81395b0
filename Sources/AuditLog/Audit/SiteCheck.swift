import Keys
import TransparencyLog
import Wire

/// Descriptors and agency keys as the log has them so far.
struct SiteCheck: Sendable {

    private let pins: AuditPins
    /// The newest.
    private(set) var descriptor: SiteDescriptor?
    private(set) var clock: EpochClock?
    private(set) var agencies: [AgencyCode: AgencyHistory]
    /// Of each agency that a descriptor named, whose it was when; ascending by index.
    private(set) var identities: [AgencyCode: [IdentityTerm]]
    /// New identities that old ones signed on to.
    private(set) var endorsements: Set<IdentityChange>
    /// The log that this one follows; nil also behind entry 1, where an audit went on from its state.
    private(set) var continues: Discontinuity?
    private(set) var history = SiteHistory()
    /// Until the next descriptor or keys.
    private var knownKeySet: Hash?
    /// Something in the place of a descriptor or of keys is not understood here, so that what rests on the newest of
    /// them (the next ones' chain, key-set hashes) cannot be checked.
    var isUncertain = false

    init(pins: AuditPins) {
        self.pins = pins
        agencies = [:]
        identities = [:]
        endorsements = []
    }

    init(
        pins: AuditPins, descriptor: SiteDescriptor, agencies: [AgencyCode: AgencyHistory],
        identities: [AgencyCode: [IdentityTerm]], endorsements: Set<IdentityChange>, recent: [SiteEvent]
    ) {
        self.pins = pins
        self.descriptor = descriptor
        clock = EpochClock(descriptor)
        self.agencies = agencies
        self.identities = identities
        self.endorsements = endorsements
        history = SiteHistory(recent: recent)
    }

    /// Of all descriptors.
    var codes: Set<AgencyCode> { Set(identities.keys).subtracting([Self.auditor]) }

    /// Stands for the auditor among agencies' codes, as in an `Endorsement`.
    private static let auditor = ""

    mutating func enter(_ next: SiteDescriptor, at index: UInt64) throws(LogError) {
        if let descriptor {
            try next.check(fingerprint: Fingerprint.root(descriptor.root))
            try next.check(behind: descriptor)
        } else {
            try next.check(fingerprint: pins.fingerprint ?? Fingerprint.root(next.root))
            try next.checkFirst()
        }
        if let log = pins.log {
            guard next.log == log.publicKey else {
                throw LogError(
                    .descriptorInvalid, "SiteDescriptor.log", expected: log.publicKey, found: next.log)
            }
            guard next.origin == log.name else {
                throw LogError(
                    .descriptorInvalid, "SiteDescriptor.origin", expected: log.name, found: next.origin)
            }
        }
        if !isUncertain {
            for agency in next.agencies {
                try agency.check(lineage: lineage(of: agency.code, under: agency.identity))
            }
        }
        history.note(
            from: descriptor, to: next, known: identities.compactMapValues { $0.last?.key.hex }, at: index)
        descriptor = next
        knownKeySet = nil
        clock = EpochClock(next)
        for agency in next.agencies where identities[agency.code]?.last?.key != agency.identity {
            identities[agency.code, default: []].append(IdentityTerm(index: index, key: agency.identity))
        }
        if let auditor = next.auditor, identities[Self.auditor]?.last?.key != auditor.key {
            identities[Self.auditor, default: []].append(IdentityTerm(index: index, key: auditor.key))
        }
    }

    /// Over all identities that the code had before this one.
    private func lineage(of code: AgencyCode, under identity: PublicKey) -> Hash {
        var earlier = (identities[code] ?? []).map { $0.key }
        if earlier.last == identity { earlier.removeLast() }
        return earlier.reduce(Hash()) { Fingerprint.lineage(behind: $0, $1) }
    }

    mutating func enter(_ keys: AgencyKeys, at index: UInt64) throws(LogError) {
        guard let descriptor else { throw Self.noDescriptor }
        try keys.check(in: descriptor)
        if let newest = agencies[keys.agency]?.newest { try keys.check(behind: newest) }
        history.note(from: agencies[keys.agency]?.newest, to: keys, at: index)
        knownKeySet = nil
        guard let identity = identities[keys.agency]?.last?.key else { return }
        agencies[keys.agency, default: AgencyHistory(newest: keys, index: index)]
            .enter(keys, under: identity, at: index)
    }

    /// Signed by who may say such a thing (README.md section 9): a statement by a stranger is none.
    ///
    /// - Returns: false for a body that is not understood.
    mutating func check(_ statement: Statement) throws(LogError) -> Bool {
        guard let descriptor else { throw Self.noDescriptor }
        guard StatementKind.allCases.contains(statement.kind) else { return false }
        if statement.kind == .aggregate { return try checkUnsigned(statement) }
        guard signers(of: statement.kind, in: descriptor).contains(statement.signer) else {
            throw LogError(
                .signatureInvalid, "Statement.signer",
                expected: "a key that may say \(statement.kind.name ?? "this")", found: statement.signer.hex)
        }
        try statement.checkSigned(by: statement.signer, origin: descriptor.origin)
        switch statement.kind {
        case .discontinuity:
            continues = try Discontinuity(statement, in: descriptor)
            return continues != nil
        case .endorsement: return try endorse(statement)
        case .attestedFigures: return try body(AttestedFigures.self, of: statement) != nil
        case .canariesOpened: return try body(CanariesOpened.self, of: statement) != nil
        case .page, .release: return try body(PublishedVersion.self, of: statement) != nil
        case .attestedBuild: return try body(AttestedBuild.self, of: statement) != nil
        default: return true
        }
    }

    private func signers(of kind: StatementKind, in descriptor: SiteDescriptor) -> Set<PublicKey> {
        let auditor = Set([descriptor.auditor?.key].compactMap { $0 })
        switch kind {
        case .attestation, .attestedBuild, .attestedFigures, .canariesOpened: return auditor
        case .successor, .discontinuity, .page, .release: return [descriptor.root]
        case .integrityPact: return Set(descriptor.agencies.map { $0.identity }).union([descriptor.root])
        case .endorsement:
            return auditor.union(identities.values.flatMap { terms in terms.map { $0.key } })
        default: return []
        }
    }

    /// Nil for another format: its first two bytes say whether it is understood.
    private func body<Body: WireMessage>(
        _: Body.Type, of statement: Statement
    ) throws(LogError) -> Body? {
        guard Array(statement.body.prefix(2)) == [0, 1] else { return nil }
        do { return try Body(decoding: statement.body) } catch { throw LogError(error) }
    }

    /// What the log itself says is signed with the tree, and by nobody else.
    private func checkUnsigned(_ statement: Statement) throws(LogError) -> Bool {
        guard statement.signer == PublicKey(), statement.signature == Signature() else {
            throw LogError(
                .signatureInvalid, "Statement.signer", expected: PublicKey().hex, found: statement.signer.hex)
        }
        return try body(Aggregate.self, of: statement) != nil
    }

    /// An identity names the one that takes its place.
    private mutating func endorse(_ statement: Statement) throws(LogError) -> Bool {
        guard let endorsement = try body(Endorsement.self, of: statement) else { return false }
        let change = IdentityChange(
            agency: endorsement.agency, old: statement.signer, new: endorsement.next)
        let isOwn =
            change.agency.isEmpty && descriptor?.auditor?.key == change.old
            || identities[change.agency]?.contains { $0.key == change.old } == true
        guard isOwn else {
            throw LogError(
                .signatureInvalid, "Endorsement.agency", expected: "the signer's own code",
                found: change.agency)
        }
        endorsements.insert(change)
        return true
    }

    /// The agencies of the descriptor in force that an entry at `index` or before it named already.
    func agencies(at index: UInt64) -> [AgencyCode] {
        (descriptor?.agencies ?? []).map { $0.code }
            .filter { code in identities[code]?.first.map { $0.index <= index } == true }
    }

    /// Whether a key may consent, for its agency, to the erasure of what the entry at `index` holds.
    ///
    /// It must be an act key under the identity that the agency had then, or under one that this identity signed on to:
    /// else whoever holds the root key could consent in everybody's name.
    func mayConsent(_ key: PublicKey, for agency: AgencyCode, toEntry index: UInt64) -> Bool {
        guard let terms = identities[agency], let start = terms.lastIndex(where: { $0.index <= index }) else {
            return false
        }
        var allowed: Set<PublicKey> = [terms[start].key]
        for (old, new) in zip(terms[start...], terms[(start + 1)...]) {
            guard endorsements.contains(IdentityChange(agency: agency, old: old.key, new: new.key)) else {
                break
            }
            allowed.insert(new.key)
        }
        return agencies[agency]?.acts.contains { $0.key == key && allowed.contains($0.identity) } == true
    }

    /// Changes that the old key has not signed, and that have not stood in the log for seven days.
    var unsettled: [SiteEvent] { history.recent.filter { !isEndorsed($0) } }

    private func isEndorsed(_ event: SiteEvent) -> Bool {
        guard let old = event.old.flatMap({ PublicKey(hex: $0) }),
            let new = event.key.flatMap({ PublicKey(hex: $0) })
        else { return false }
        return endorsements.contains(IdentityChange(agency: event.agency ?? "", old: old, new: new))
    }

    /// An epoch closes its batch.
    mutating func close(_ epoch: Epoch, isFirst: Bool) {
        history.close(epoch, isFirst: isFirst)
    }

    /// Over the newest descriptor and keys; nil where something was not understood.
    mutating func keySet() throws(LogError) -> Hash? {
        guard !isUncertain else { return nil }
        if let knownKeySet { return knownKeySet }
        guard let descriptor else { throw Self.noDescriptor }
        var keys: [AgencyKeys] = []
        for agency in descriptor.agencies {
            guard let newest = agencies[agency.code]?.newest else {
                throw LogError(
                    .descriptorInvalid, "AgencyKeys", expected: "keys of \(agency.code)", found: "none")
            }
            keys.append(newest)
        }
        let keySet = try keySetHash(descriptor: descriptor, keys: keys)
        knownKeySet = keySet
        return keySet
    }

    /// Whether `key` is or was an act key of the agency.
    func isActKey(_ key: PublicKey, of agency: AgencyCode) -> Bool {
        agencies[agency]?.acts.contains { $0.key == key } ?? false
    }

    private static let noDescriptor = LogError(
        .descriptorInvalid, "SiteDescriptor", expected: "a valid one before", found: "none")
}
