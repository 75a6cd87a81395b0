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
        var input = sha256(try descriptor.encoded()).bytes
        for key in keys { input += sha256(try key.encoded()).bytes }
        return sha256(label: .keySet, input)
    }
}
