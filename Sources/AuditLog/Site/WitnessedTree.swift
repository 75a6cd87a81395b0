import TransparencyLog
package import Wire

/// The newest tree that a quorum of a site's witnesses signed, proven to be the beginning of the one that the site
/// shows.
package struct WitnessedTree: Equatable, Sendable {
    /// Entries.
    package let size: UInt64
    /// When this tree was new, in seconds since 1970.
    ///
    /// Of its last epoch's scheduled time and the time at which the quorum had signed, the older: a witness that signs
    /// an old tree anew makes nothing fresh.
    package let time: UInt64
    /// What this tree's last epoch names.
    package let keySet: Hash

    /// Holds what a look's second cell shows against the site of its first.
    ///
    /// - Parameters:
    ///   - shown: of which nothing is believed.
    ///   - site: whose descriptor names witnesses and quorum, and whose checkpoint's tree this one must begin.
    /// - Throws: `signature_invalid` without the log's signature or the quorum's; `record_mismatch` or what
    ///   `ProvenEntry` throws where the epoch is not its last leaf; `fork` where the trees are not of one log.
    package init(_ shown: WitnessedCheckpoint, at site: TrustedSite) throws(LogError) {
        let descriptor = site.descriptor
        let verified = try TrustedSite.verify(shown.checkpoint, descriptor: descriptor)
        guard let quorumTime = verified.quorumTime(descriptor.quorum) else {
            throw LogError(
                .signatureInvalid, "WitnessedCheckpoint.checkpoint",
                expected: "signed by \(descriptor.quorum) witnesses",
                found: "\(verified.cosignatures.count)")
        }
        let checkpoint = verified.checkpoint
        try checkLastLeaf(shown.epoch, behind: shown.previous, path: shown.proof, of: checkpoint)
        let newest = site.checkpoint.checkpoint
        do {
            try ConsistencyProof(oldSize: checkpoint.size, newSize: newest.size, path: shown.consistency)
                .verify(oldRoot: checkpoint.root, newRoot: newest.root)
        } catch {
            throw LogError(
                .fork, at: checkpoint.size, "WitnessedCheckpoint.consistency",
                expected: "the beginning of the tree of \(newest.size)", found: "\(error)")
        }
        size = checkpoint.size
        time = min(quorumTime, shown.epoch.scheduled)
        keySet = shown.epoch.keySet
    }
}
