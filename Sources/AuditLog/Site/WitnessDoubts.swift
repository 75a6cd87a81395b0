import TransparencyLog
package import Wire

extension SiteDraft {
    /// What a change of witnesses means where they did not sign the log: sources would send nothing, and a draft alone does not show it.
    ///
    /// For seven days sources ask for the word of as many of the old witnesses as were needed, and behind them for a descriptor
    /// that its own quorum signed seven days ago. Whoever never signed can give neither.
    ///
    /// - Parameter checkpoints: the log's newest published ones, with the cosignatures that came.
    /// - Returns: nothing where no witness goes and no fewer have to agree, or where none had to.
    package func witnessDoubts(_ checkpoints: [String]) -> [SiteChangeDoubt] {
        let isSmaller =
            next.quorum < last.quorum || !last.witnesses.allSatisfy { next.witnesses.contains($0) }
        guard last.quorum > 0, isSmaller else { return [] }
        var doubts: [SiteChangeDoubt] = []
        let before = Signers(checkpoints, by: last)
        if !before.haveQuorum { doubts.append(.quorumSilent(signed: before.keys.count, quorum: last.quorum)) }
        let after = Signers(checkpoints, by: next).keys.count
        if next.quorum > 0, after < Int(next.quorum) {
            doubts.append(.nextQuorumUnseen(signed: after, quorum: next.quorum))
        }
        return doubts
    }
}

/// Who of a descriptor's witnesses signed some checkpoints.
private struct Signers {
    /// Each that signed any of them.
    private(set) var keys: Set<[UInt8]> = []
    /// Whether so many signed the same one as have to agree.
    private(set) var haveQuorum = false

    init(_ checkpoints: [String], by site: SiteDescriptor) {
        guard let log = try? site.logKey(), let witnesses = try? site.witnessKeys() else { return }
        for text in checkpoints {
            guard
                let verified = try? VerifiedCheckpoint(
                    bytes: Array(text.utf8), origin: site.origin, log: log, witnesses: witnesses)
            else { continue }
            for signature in verified.cosignatures { keys.insert(signature.key.publicKey.bytes) }
            if verified.quorumTime(site.quorum) != nil { haveQuorum = true }
        }
    }
}
