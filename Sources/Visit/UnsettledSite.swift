package import AuditLog
package import Wire
package import Words

/// Why nothing is sealed to a site, or to some of its agencies: who reads or watches there is too new.
///
/// Times are seconds since 1970, with the zone in which they are said.
package enum UnsettledSite: Error, Equatable, Sendable {
    /// When what is new was logged by the site's word, and when it counts.
    package struct Term: Equatable, Sendable {
        /// Since when it is there.
        package let since: UInt64
        /// From when on it counts; nil where that has passed, and the old witnesses' word is what is missing.
        package let until: UInt64?
        /// In which both are said.
        package let zone: Zone
    }

    /// The site does not show what it was seven days ago.
    case unproven
    /// These agencies have another identity, and the one before does not name it.
    case identities([AgencyCode], Term)
    /// The auditor is gone, or another one that the one before does not name.
    case auditor(Term)
    /// Witnesses are gone, others, or fewer have to agree, and those of before have not signed what the site shows.
    case witnesses(Term)

    /// Nil where sealing to these readers is right.
    ///
    /// - Parameters:
    ///   - seen: the look.
    ///   - readers: codes of those to whom something would be sealed.
    ///   - later: the site as the visit was shown it that seals; nil for the look's.
    package init?(_ seen: SeenSite, readers: [AgencyCode], at later: TrustedSite? = nil) {
        guard seen.standing.isProven else {
            self = .unproven
            return
        }
        let term = Term(seen)
        let unsettled = readers.filter { !seen.isSettled($0, at: later) }
        if seen.standing.witnesses == .unsettled {
            self = .witnesses(term)
        } else if !seen.standing.isAuditorSettled {
            self = .auditor(term)
        } else if !unsettled.isEmpty {
            self = .identities(unsettled, term)
        } else {
            return nil
        }
    }

    /// Codes without which something could be sealed to the others; empty where that is no way out.
    package var excludable: [AgencyCode] {
        if case .identities(let codes, _) = self { codes } else { [] }
    }
}

extension UnsettledSite.Term {
    /// A quorum comes behind its epoch, and clocks differ: what is shown as seven days old is a little more.
    fileprivate init(_ seen: SeenSite) {
        let (site, since) = (seen.site, seen.standing.since)
        self.since = since
        let end = since.plus(SiteEvent.patience).plus(site.clock.patience).plus(site.clock.seconds)
        until = end > site.epoch.scheduled ? end : nil
        zone = site.descriptor.zone
    }
}

extension SeenSite {
    /// Said of a site that is younger than seven days: nobody could have found out yet whether it is the right one.
    package func youth(at now: UInt64) -> Phrase? {
        let began = site.descriptor.t0
        guard now.less(began) < SiteEvent.patience else { return nil }
        return SiteText.young(since: CivilTime.text(began, in: site.descriptor.zone))
    }

    /// Said of each agency of which the site does not show that it was one seven days ago, where the site is older.
    package func newcomers(at now: UInt64) -> [Phrase] {
        guard youth(at: now) == nil else { return [] }
        return site.descriptor.agencies.filter { standing.joined.contains($0.code) }.map {
            SiteText.joined("\(Foreign($0.name)) (\(Foreign($0.code)))")
        }
    }
}
