package import Wire

/// Hashes by which keys are known.
package enum Fingerprint {
    /// The root fingerprint, which a site link carries.
    package static func root(_ key: PublicKey) -> Hash {
        sha256(label: .root, key.bytes)
    }

    /// The key-set hash: everything that a report is sealed by.
    ///
    /// - Parameters:
    ///   - descriptor: the site's, signature included.
    ///   - keys: of each agency, in the descriptor's order.
    /// - Returns: SHA-256 of the label and the hashes of descriptor and keys.
    /// - Throws: where a field is outside the schema's bounds.
    package static func keySet(
        descriptor: SiteDescriptor, keys: [AgencyKeys]
    ) throws(EncodeError) -> Hash {
        var hashes: [Hash] = []
        for key in keys { hashes.append(sha256(try key.encoded())) }
        return try keySet(descriptor: descriptor, hashes: hashes)
    }

    /// The same where only the hashes of the keys are known.
    package static func keySet(
        descriptor: SiteDescriptor, hashes: [Hash]
    ) throws(EncodeError) -> Hash {
        var input = sha256(try descriptor.encoded()).bytes
        for hash in hashes { input += hash.bytes }
        return sha256(label: .keySet, input)
    }

    /// What `Agency.lineage` is behind an identity: all identities that a code had are in it, in their order.
    ///
    /// - Parameters:
    ///   - before: the lineage of the identity that ends; zeros for a code's first one.
    ///   - identity: the one that ends.
    /// - Returns: the lineage of the identity that takes its place.
    package static func lineage(behind before: Hash, _ identity: PublicKey) -> Hash {
        sha256(label: .lineage, before.bytes, identity.bytes)
    }
}
