import TransparencyLog
package import Wire

/// A site as a look shows it: itself, and how far its witnesses have seen it.
package struct SeenSite: Equatable, Sendable {
    /// Held against the link.
    package let site: TrustedSite
    /// Nil where no checkpoint has a quorum: then the operator alone says that nothing newer exists.
    package let witnessed: WitnessedTree?
    /// The log that this site's log follows; nil where there was none before.
    package let follows: Discontinuity?
    /// Who of the site has been there for seven days.
    package let standing: SiteStanding

    /// Holds the second cell's answer against the first one's.
    ///
    /// - Parameters:
    ///   - reply: of which nothing is believed.
    ///   - site: as the first cell showed it.
    ///   - now: the own clock, seconds since 1970.
    /// - Throws: what `WitnessedTree` and `SiteStanding` throw; `signature_invalid` or `descriptor_invalid` for the earlier log.
    package init(_ reply: WitnessedReply, at site: TrustedSite, now: UInt64) throws(LogError) {
        self.site = site
        witnessed = try reply.newest.map { shown throws(LogError) in try WitnessedTree(shown, at: site) }
        standing = try SiteStanding(reply.standing, at: site, newest: reply.newest, now: now)
        follows = try reply.follows.flatMap { statement throws(LogError) -> Discontinuity? in
            guard statement.kind == .discontinuity else {
                throw LogError(
                    .descriptorInvalid, "WitnessedReply.follows", expected: "a discontinuity",
                    found: "kind \(statement.kind.rawValue)")
            }
            try statement.checkSigned(by: site.descriptor.root, origin: site.descriptor.origin)
            return try Discontinuity(statement, in: site.descriptor)
        }
    }

    /// On whose word the keys are the newest ones.
    package var freshness: TrustedSite.Freshness {
        guard let witnessed, standing.witnesses == .settled else {
            return .byOperator(scheduled: site.epoch.scheduled)
        }
        return .witnessed(at: witnessed.time)
    }

    /// Whether an agency may be sealed to, and believed, under the identity that a later visit shows.
    ///
    /// - Parameters:
    ///   - code: one of the site's.
    ///   - later: the site as that visit was shown it; nil for this look's.
    /// - Returns: false also for an identity that this look did not show.
    package func isSettled(_ code: AgencyCode, at later: TrustedSite? = nil) -> Bool {
        func identity(_ site: TrustedSite) -> Agency? { site.descriptor.agencies.first { $0.code == code } }
        let (own, other) = (identity(site), identity(later ?? site))
        return standing.isSettled(code) && own?.identity == other?.identity && own?.lineage == other?.lineage
    }

    /// Whether the witnesses have seen the keys that the newest epoch names; true where nothing is witnessed at all.
    package var areKeysWitnessed: Bool { witnessed.map { $0.keySet == site.keySet } ?? true }

    /// Whether the entry at `index` of the tree that a later visit showed is one that the witnesses saw.
    ///
    /// - Parameters:
    ///   - index: of an entry proven to stand in the later visit's tree.
    ///   - later: the site as that visit was shown it.
    /// - Returns: true only where that tree is this look's: then the witnessed one begins it.
    package func hasWitnessed(_ index: UInt64, at later: TrustedSite) -> Bool {
        guard let witnessed, standing.witnesses == .settled,
            later.checkpoint.checkpoint == site.checkpoint.checkpoint
        else { return false }
        return index < witnessed.size
    }

    /// Holds a later visit's site against this look's.
    ///
    /// - Throws: `rollback` for fewer entries, `fork` for the same number under another root.
    package func check(later: TrustedSite) throws(LogError) {
        let (before, after) = (site.checkpoint.checkpoint, later.checkpoint.checkpoint)
        guard after.size >= before.size else {
            throw LogError(
                .rollback, at: after.size, "checkpoint.size", expected: before.size, found: after.size)
        }
        guard after.size > before.size || after.root == before.root else {
            throw LogError(.fork, at: after.size, "checkpoint.root", expected: before.root, found: after.root)
        }
    }
}
