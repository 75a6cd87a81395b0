import AuditLog
package import Wire

extension SiteDescriptor {
    /// A descriptor that is valid by the schema, with one agency, no witness, and keys that are zeros, changed by `change`.
    ///
    /// Nobody has signed it: `signed(by:origin:)` comes after the changes.
    package static func sample(_ change: (inout SiteDescriptor) throws -> Void = { _ in }) rethrows
        -> SiteDescriptor
    {
        var descriptor = SiteDescriptor(
            format: 1, serial: 0, previous: Hash(), notAfter: SampleTime.notAfter, root: PublicKey(),
            origin: "contoh.example/log", regionScheme: .notSaid, region: "", timeZone: 420,
            t0: SampleTime.t0, epochSeconds: 600, log: PublicKey(),
            promise: PublicKey(), channel: PublicKey(), tls: [Hash()], witnesses: [], quorum: 0,
            retention: Retention(payload: 180), limits: Limits(envelope: 1 << 20, uploads: 1),
            taxonomy: 1, agencies: [Agency(code: "bkn", name: "BKN", kind: .notSaid, identity: PublicKey())],
            auditor: nil,
            signature: Signature())
        try change(&descriptor)
        return descriptor
    }
}

extension AgencyKeys {
    /// Keys that are valid by the schema, as on an agency's card, changed by `change`; nobody has signed them.
    package static func sample(
        _ code: AgencyCode, _ change: (inout AgencyKeys) throws -> Void = { _ in }
    ) rethrows -> AgencyKeys {
        var keys = AgencyKeys(
            format: 1, origin: "", agency: code, serial: 0, previous: Hash(),
            recipient: [UInt8](repeating: 1, count: 1_216), acts: [PublicKey()], witness: PublicKey(),
            notAfter: SampleTime.notAfter, signature: Signature())
        try change(&keys)
        return keys
    }
}

/// When the samples live; seconds since 1970.
package enum SampleTime {
    package static let t0: UInt64 = 1_800_000_000
    /// Of descriptors and keys.
    package static let notAfter = t0 + 7_000_000
}

extension SiteDescriptor {
    /// Another identity of an agency, and the lineage that it has then.
    package mutating func replace(_ place: Int, by next: PublicKey) {
        agencies[place].lineage = agencies[place].lineage(followedBy: next)
        agencies[place].identity = next
    }
}
