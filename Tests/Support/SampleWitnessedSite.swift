package import AuditLog
import Keys
import TransparencyLog
package import Wire

extension SampleSourceSite {
    /// What a look's second cell shows: the checkpoint of a size, cosigned, and its place in the site's tree.
    ///
    /// - Parameters:
    ///   - older: entries, the last of them an epoch; nil for all.
    ///   - time: of the cosignature.
    /// - Returns: the reply.
    /// - Throws: where the log cannot be signed or proven.
    package func witnessed(_ older: UInt64? = nil, at time: UInt64 = now - 60) throws -> WitnessedReply {
        let size = older ?? state.size
        let last = entries[Int(size) - 1]
        guard case .epoch(let epoch) = last.body else { throw Missing() }
        let checkpoint = try Checkpoint(
            origin: origin, size: size, root: MerkleTree.root(of: Array(leaves.prefix(Int(size)))))
        let note = try checkpoint.signed(by: NoteSigner(name: origin, key: log))
            .adding([Cosigner(name: "saksi", key: witness).cosign(checkpoint, at: time)])
        var reader = LeafHashReader(leaves: leaves)
        return WitnessedReply(
            newest: WitnessedCheckpoint(
                checkpoint: try required(String(validating: note.bytes, as: UTF8.self)), epoch: epoch,
                previous: last.previous,
                proof: try InclusionProof(index: size - 1, size: size, reader: &reader).path,
                consistency: try ConsistencyProof(from: size, to: state.size, reader: &reader).path),
            follows: nil, standing: try standing())
    }

    /// What shows the log's first descriptor, against which the newest one is held.
    package func standing(_ successions: [Succession] = []) throws -> Standing {
        guard case .site(let first) = entries[0].body else { throw Missing() }
        var reader = LeafHashReader(leaves: leaves)
        return Standing(
            descriptor: first, seen: nil,
            path: try InclusionProof(index: 0, size: state.size, reader: &reader).path,
            successions: successions, since: Self.t0)
    }

    /// What a look's second cell shows where no witness has signed.
    package func unwitnessed() throws -> WitnessedReply {
        WitnessedReply(newest: nil, follows: nil, standing: try standing())
    }

    /// The site as a look shows it: without a witness unless `reply` says more.
    package func seen(_ reply: WitnessedReply? = nil, now: UInt64 = now) throws -> SeenSite {
        try SeenSite(reply ?? unwitnessed(), at: trusted(now: now), now: now)
    }
}
