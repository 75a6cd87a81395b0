import Keys
import TransparencyLog
package import Wire

/// Who of a site's newest descriptor has been in it for seven days, or has the word of who was there before.
///
/// Whoever holds root key, log key and server could else put an agency's identity, the auditor or the witnesses in another's
/// place today and have sources seal to it tomorrow. What convinces a source that knows nothing but the link and the time:
///  - an earlier descriptor that was in force, by the `key_set` of its epoch, in a tree that a quorum of *that
///    descriptor's* witnesses had signed seven days ago by their own clocks; or the first entry of the log;
///  - that this tree begins the one of the visit, so that both are of one log;
///  - the lineage of each identity, which tells how many there were in between, and the old one's word on each of them.
///
/// No state is needed, and none is kept. A whole other log of the same root, with witnesses of its own from its first entry
/// on, is nothing that a link alone can tell from the right one.
package struct SiteStanding: Equatable, Sendable {
    /// What is known of the witnesses.
    package enum Witnesses: Equatable, Sendable {
        /// The same as then; or as many of those as were needed then have signed what the site shows now.
        case settled
        /// There was no quorum before: what they signed says nothing yet.
        case provisional
        /// Those of then have not signed what the site shows now.
        case unsettled
    }

    /// Whether the site has shown what it was: nothing of it counts otherwise.
    package let isProven: Bool
    /// Agencies under an identity that is younger than seven days, and that the one before does not name; ascending.
    package let changed: [AgencyCode]
    /// Agencies that were none seven days ago, and have the first identity that their code ever had; ascending.
    package let joined: [AgencyCode]
    /// Whether the auditor of then is there, or names the one who is; true where there was none.
    package let isAuditorSettled: Bool
    /// What is known of the witnesses.
    package let witnesses: Witnesses
    /// Seconds since 1970: since when, by the site's word, those are in the log who are now.
    package let since: UInt64

    /// Holds what a look's second cell shows against the site of its first.
    ///
    /// - Parameters:
    ///   - shown: of which nothing is believed; nil proves nothing.
    ///   - site: whose descriptor is judged, and whose tree the earlier one must begin.
    ///   - newest: what the same cell shows as witnessed, held against the site before.
    ///   - now: the own clock, seconds since 1970.
    /// - Throws: `descriptor_invalid` or `signature_invalid` for what is not this site's; `root_mismatch` or `fork` for
    ///   what is not of its log. What is merely too young proves nothing.
    package init(
        _ shown: Standing?, at site: TrustedSite, newest: WitnessedCheckpoint?, now: UInt64
    ) throws(LogError) {
        guard let shown, try shown.proves(at: site, now: now) else {
            self.init(
                isProven: false, changed: site.descriptor.agencies.map { $0.code }, joined: [],
                isAuditorSettled: false, witnesses: .unsettled, since: site.epoch.scheduled)
            return
        }
        let (old, new) = (shown.descriptor, site.descriptor)
        var (changed, joined): ([AgencyCode], [AgencyCode]) = ([], [])
        for agency in new.agencies {
            if let before = old.agencies.first(where: { $0.code == agency.code }) {
                if !shown.leads(from: before, to: agency) { changed.append(agency.code) }
            } else if agency.lineage == Hash() {
                joined.append(agency.code)
            } else {
                changed.append(agency.code)
            }
        }
        self.init(
            isProven: true, changed: changed, joined: joined,
            isAuditorSettled: shown.leads(from: old.auditor, to: new.auditor),
            witnesses: try Self.witnesses(old, new, newest: newest, site: site, now: now), since: shown.since)
    }

    private init(
        isProven: Bool, changed: [AgencyCode], joined: [AgencyCode], isAuditorSettled: Bool,
        witnesses: Witnesses, since: UInt64
    ) {
        self.isProven = isProven
        self.changed = changed
        self.joined = joined
        self.isAuditorSettled = isAuditorSettled
        self.witnesses = witnesses
        self.since = since
    }

    /// Whether the identity of this code may be sealed to, and believed.
    package func isSettled(_ code: AgencyCode) -> Bool { isProven && !changed.contains(code) }

    /// Those of then have to sign as many as then, for seven days: else whoever changes them is watched by nobody.
    private static func witnesses(
        _ old: SiteDescriptor, _ new: SiteDescriptor, newest: WitnessedCheckpoint?, site: TrustedSite,
        now: UInt64
    ) throws(LogError) -> Witnesses {
        let isSmaller = new.quorum < old.quorum || !old.witnesses.allSatisfy { new.witnesses.contains($0) }
        guard isSmaller || new.quorum != old.quorum || new.witnesses.count != old.witnesses.count else {
            return .settled
        }
        guard old.quorum > 0 else { return .provisional }
        // Who shows nothing that is witnessed claims nothing, but may not have got rid of those who could say otherwise.
        guard let newest else { return isSmaller ? .unsettled : .settled }
        let verified = try TrustedSite.verify(newest.checkpoint, descriptor: old)
        guard let time = verified.quorumTime(old.quorum),
            !site.clock.isLate(min(time, newest.epoch.scheduled), at: now)
        else { return .unsettled }
        return .settled
    }
}
