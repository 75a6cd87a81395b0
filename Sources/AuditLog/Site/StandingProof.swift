import Keys
import TransparencyLog
import Wire

// What a `Standing` proves: that its descriptor was in force, and how one key led to another.

extension Standing {
    /// Whether the descriptor is the log's first, or was in force seven days ago.
    ///
    /// - Returns: false where it was in force, but not for so long as far as anybody but the operator says.
    /// - Throws: what is not this site's, or not of its log.
    func proves(at site: TrustedSite, now: UInt64) throws(LogError) -> Bool {
        try descriptor.check(fingerprint: site.fingerprint)
        try checkSame(site.descriptor)
        let newest = site.checkpoint.checkpoint
        guard let seen else {
            let first = Entry(format: 1, index: 0, previous: Hash(), body: .site(descriptor))
            _ = try ProvenEntry(first, path: path).check(in: newest)
            return true
        }
        let verified = try TrustedSite.verify(seen.checkpoint, descriptor: descriptor)
        let old = verified.checkpoint
        guard old.size > 0, old.size <= newest.size else {
            throw LogError(
                .fork, at: old.size, "EarlierCheckpoint.checkpoint", expected: "at most \(newest.size)",
                found: "\(old.size)")
        }
        let last = Entry(
            format: 1, index: old.size.less(1), previous: seen.previous, body: .epoch(seen.epoch))
        let leaf = try ProvenEntry(last, path: path).check(in: newest)
        let proof = InclusionProof(index: last.index, size: newest.size, path: path)
        guard (try? proof.rootOfTreeEndingHere(leaf: leaf)) == old.root else {
            throw LogError(
                .fork, at: old.size, "EarlierCheckpoint.checkpoint",
                expected: "the beginning of the tree of \(newest.size)", found: "another tree")
        }
        try check(seen)
        return isOld(seen, verified, now: now)
    }

    /// An epoch names the descriptor in force: an older one, or one that came later, has another key set.
    private func check(_ seen: EarlierCheckpoint) throws(LogError) {
        guard seen.keys.count == descriptor.agencies.count else {
            throw LogError(
                .descriptorInvalid, "EarlierCheckpoint.keys", expected: "\(descriptor.agencies.count)",
                found: "\(seen.keys.count)")
        }
        let keySet: Hash
        do { keySet = try Fingerprint.keySet(descriptor: descriptor, hashes: seen.keys) } catch {
            throw LogError(error)
        }
        guard seen.epoch.keySet == keySet else {
            throw LogError(
                .descriptorInvalid, "EarlierCheckpoint.epoch", expected: keySet, found: seen.epoch.keySet)
        }
    }

    /// By the witnesses' clocks: the operator could date an epoch back, and where witnesses are named, so is that not enough.
    private func isOld(_ seen: EarlierCheckpoint, _ verified: VerifiedCheckpoint, now: UInt64) -> Bool {
        var time = seen.epoch.scheduled
        if descriptor.quorum > 0 {
            guard let reached = verified.quorumReached(descriptor.quorum) else { return false }
            time = max(time, reached)
        }
        return now.less(time) >= SiteEvent.patience
    }

    private func checkSame(_ newest: SiteDescriptor) throws(LogError) {
        guard descriptor.origin == newest.origin, descriptor.log == newest.log, descriptor.t0 == newest.t0,
            descriptor.epochSeconds == newest.epochSeconds
        else {
            throw LogError(
                .descriptorInvalid, "Standing.descriptor.origin", expected: newest.origin,
                found: descriptor.origin)
        }
        guard descriptor.serial < newest.serial || descriptor == newest else {
            throw LogError(
                .descriptorInvalid, "Standing.descriptor", expected: "at most serial \(newest.serial)",
                found: "\(descriptor.serial)")
        }
    }

    /// Whether each identity from `old` on named the one that took its place.
    func leads(from old: Agency, to new: Agency) -> Bool {
        var (identity, lineage) = (old.identity, old.lineage)
        guard identity != new.identity || lineage != new.lineage else { return true }
        for step in successions where step.agency == new.code {
            guard step.isSigned(by: identity, origin: descriptor.origin) else { return false }
            lineage = Fingerprint.lineage(behind: lineage, identity)
            identity = step.next
        }
        return identity == new.identity && lineage == new.lineage
    }

    /// The same for the auditor; who is the first one takes nobody's place.
    func leads(from old: Auditor?, to new: Auditor?) -> Bool {
        guard let old else { return true }
        guard let new else { return false }
        var key = old.key
        for step in successions where step.agency.isEmpty && key != new.key {
            guard step.isSigned(by: key, origin: descriptor.origin) else { return false }
            key = step.next
        }
        return key == new.key
    }
}

extension Succession {
    fileprivate func isSigned(by old: PublicKey, origin: Origin) -> Bool {
        let said = Endorsement(format: 1, agency: agency, next: next)
        guard let body = try? said.encoded() else { return false }
        let statement = Statement(kind: .endorsement, signer: old, body: body, signature: signature)
        return statement.isSigned(by: old, origin: origin)
    }
}
