import Keys
package import TransparencyLog
package import Wire

/// What an audit remembers of a log that is right up to a signed checkpoint, so that the next one can go on
/// there.
///
/// Kept by the verifier itself and as trusted as the place it is kept in.
package struct AuditState: Equatable, Sendable {
    /// The level of the audit; another level's cannot go on from here.
    package let level: AuditLevel
    /// The tree's right edge.
    package let edge: RightEdge
    /// Leaf hash of the last entry.
    package let lastLeaf: Hash
    /// The newest epoch.
    package let lastEpoch: Epoch
    /// The newest site descriptor.
    package let descriptor: SiteDescriptor
    let agencies: [AgencyCode: AgencyHistory]
    let identities: [AgencyCode: [IdentityTerm]]
    let endorsements: Set<IdentityChange>
    /// Changes that need time, younger than they need.
    let recent: [SiteEvent]
    let ledgers: [AgencyCode: AccountLedger]
    let auditor: AuditorTerm?
    let attestations: AttestationCheck
    let months: MonthCheck
    /// What erasures to come are held against, by commitment.
    let kept: [Hash: ErasureCheck.Kept]
    /// What was looked at since entry 0.
    package let counts: AuditCounts

    /// The tree that the state stands for, as its log would sign it; nil for a size that no checkpoint has.
    package var checkpoint: Checkpoint? {
        try? Checkpoint(origin: descriptor.origin, size: edge.count, root: edge.root)
    }

    /// Throws unless an audit at this level and with these pins may go on from here.
    func check(level: AuditLevel, pins: AuditPins) throws(LogError) {
        guard level == self.level else {
            throw LogError(.fork, "AuditState.level", expected: level.name, found: self.level.name)
        }
        let root = Fingerprint.root(descriptor.root)
        if let pinned = pins.fingerprint, pinned != root {
            throw LogError(.fork, "AuditState.descriptor", expected: pinned, found: root)
        }
        if let log = pins.log, log.publicKey != descriptor.log || log.name != descriptor.origin {
            throw LogError(.fork, "AuditState.descriptor", expected: log.publicKey, found: descriptor.log)
        }
    }
}

extension AuditReport {
    init(
        level: AuditLevel, site: SiteCheck, edge: RightEdge, lastLeaf: Hash, lastEpoch: Epoch?,
        records: RecordCheck, attestations: AttestationCheck, months: MonthCheck,
        checkpoint: VerifiedCheckpoint?, early: LogError?, tally: AuditTally
    ) {
        self.level = level
        origin = site.descriptor?.origin
        size = edge.count
        root = edge.root
        counts = tally.counts
        failures = tally.failures
        failureCount = tally.failureCount
        self.checkpoint = checkpoint
        witnessed = site.descriptor.flatMap { checkpoint?.quorumTime($0.quorum) }
        accounts = records.ledgers.compactMapValues { $0.closes.last?.total }
        erased = Set(records.kept.lazy.filter { $0.value.isErased }.map { $0.key })
        descriptor = site.descriptor
        agencyKeys = site.agencies.mapValues {
            LoggedKeys(index: $0.index, keys: $0.newest, history: $0.keys)
        }
        self.lastEpoch = lastEpoch
        attested = attestations.newest
        self.months = months.said
        figures = months.figures
        tests = months.tests
        history = site.history.events
        historyCount = site.history.count
        let isSigned = edge.count > 0 && checkpoint?.checkpoint.size == edge.count
        gaps = []
        if let early { gaps.append(AuditGap(.clock(early))) }
        if let since = records.silence(seconds: UInt64(site.descriptor?.epochSeconds ?? 0)) {
            gaps.append(AuditGap(.silence, since: since))
        }
        if counts.notUnderstood > 0 { gaps.append(AuditGap(.notUnderstood(counts.notUnderstood))) }
        if counts.unchecked > 0 { gaps.append(AuditGap(.unchecked(counts.unchecked))) }
        if !isSigned, early == nil { gaps.append(AuditGap(.unsigned)) }
        let unsettled = site.unsettled
        if !unsettled.isEmpty { gaps.append(AuditGap(.unsettled(unsettled), since: unsettled[0].scheduled)) }
        result = failureCount > 0 ? .failed : gaps.isEmpty ? .ok : .incomplete
        continues = site.continues
        state = nil
        guard failureCount == 0, isSigned, early == nil, let descriptor = site.descriptor, let lastEpoch,
            !site.isUncertain
        else {
            return
        }
        state = AuditState(
            level: level, edge: edge, lastLeaf: lastLeaf, lastEpoch: lastEpoch, descriptor: descriptor,
            agencies: site.agencies, identities: site.identities, endorsements: site.endorsements,
            recent: site.history.recent, ledgers: records.ledgers, auditor: records.auditor,
            attestations: attestations, months: months,
            kept: records.kept, counts: counts)
    }
}
