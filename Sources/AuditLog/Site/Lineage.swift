import Keys
package import Wire

extension Agency {
    /// The lineage that `next` has where it follows this identity, which may stay the same.
    package func lineage(followedBy next: PublicKey) -> Hash {
        next == identity ? lineage : Fingerprint.lineage(behind: lineage, identity)
    }

    /// Throws unless the lineage is the expected one: a source has no log to look earlier identities up in.
    package func check(lineage expected: Hash) throws(LogError) {
        guard lineage == expected else {
            throw LogError(
                .descriptorInvalid, "Agency.lineage", expected: expected, found: lineage)
        }
    }
}
