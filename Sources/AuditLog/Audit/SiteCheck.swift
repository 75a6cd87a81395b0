import Keys
import TransparencyLog
import Wire

/// Descriptors and agency keys as the log has them so far.
struct SiteCheck: Sendable {
    /// The working keys of one agency.
    struct AgencyHistory: Equatable, Sendable {
        var newest: AgencyKeys
        /// Of the entry that holds them.
        var index: UInt64
        /// Every act key there ever was.
        var acts: [PublicKey]
    }

    private let pins: AuditPins
    /// The newest.
    private(set) var descriptor: SiteDescriptor?
    private(set) var clock: EpochClock?
    private(set) var agencies: [AgencyCode: AgencyHistory]
    /// Of all descriptors.
    private(set) var codes: Set<AgencyCode>
    /// The log that this one follows; nil also behind entry 1, where an audit went on from its state.
    private(set) var continues: Discontinuity?
    private(set) var history = SiteHistory()
    /// Until the next descriptor or keys.
    private var knownKeySet: Hash?
    /// Something was said about the site that is not understood here, so key-set hashes cannot be checked.
    var isUncertain = false

    init(pins: AuditPins) {
        self.pins = pins
        agencies = [:]
        codes = []
    }

    init(
        pins: AuditPins, descriptor: SiteDescriptor, agencies: [AgencyCode: AgencyHistory],
        codes: Set<AgencyCode>
    ) {
        self.pins = pins
        self.descriptor = descriptor
        clock = EpochClock(descriptor)
        self.agencies = agencies
        self.codes = codes
    }

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
        history.note(from: descriptor, to: next, at: index)
        descriptor = next
        knownKeySet = nil
        clock = EpochClock(next)
        codes.formUnion(next.agencies.map { $0.code })
    }

    mutating func enter(_ keys: AgencyKeys, at index: UInt64) throws(LogError) {
        guard let descriptor else { throw Self.noDescriptor }
        try keys.check(in: descriptor)
        if let newest = agencies[keys.agency]?.newest { try keys.check(behind: newest) }
        history.note(from: agencies[keys.agency]?.newest, to: keys, at: index)
        knownKeySet = nil
        let before = agencies[keys.agency]?.acts ?? []
        agencies[keys.agency] = AgencyHistory(
            newest: keys, index: index, acts: before + keys.acts.filter { !before.contains($0) })
    }

    /// Signed by who may say such a thing: attestations by the auditor, the log's fate by the root, others by
    /// anyone.
    ///
    /// - Returns: false for a body that is not understood.
    mutating func check(_ statement: Statement) throws(LogError) -> Bool {
        guard let descriptor else { throw Self.noDescriptor }
        let signer: PublicKey? =
            switch statement.kind {
            case .attestation: descriptor.auditor?.key
            case .successor, .discontinuity: descriptor.root
            default: statement.signer
            }
        guard let signer else {
            throw LogError(
                .signatureInvalid, "Statement.signer", expected: "an auditor", found: statement.signer.hex)
        }
        try statement.checkSigned(by: signer, origin: descriptor.origin)
        guard statement.kind == .discontinuity else { return true }
        continues = try Discontinuity(statement, in: descriptor)
        return continues != nil
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
        agencies[agency]?.acts.contains(key) ?? false
    }

    private static let noDescriptor = LogError(
        .descriptorInvalid, "SiteDescriptor", expected: "a valid one before", found: "none")
}
