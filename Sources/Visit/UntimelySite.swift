package import AuditLog
package import Words

/// Why nothing is sealed to a site, or sent: its times are not right by the own clock.
///
/// All are seconds since 1970, with the zone in which they are said.
package enum UntimelySite: Error, Equatable, Sendable {
    /// The site shows nothing newer than `since`.
    case stale(since: UInt64, now: UInt64, zone: Zone = .wib)
    /// The site shows what is due at `due`, which is still to come.
    case ahead(due: UInt64, now: UInt64, zone: Zone = .wib)
    /// The site's keys are newer than what its witnesses saw, as of `seen`.
    case unwitnessedKeys(seen: UInt64, zone: Zone = .wib)

    /// Nil where the times are right, and witnesses have seen the keys, or none are asked.
    package init?(_ seen: SeenSite, now: UInt64) {
        if let untimely = UntimelySite(seen.timeliness(at: now), now: now, zone: seen.site.descriptor.zone) {
            self = untimely
        } else if let witnessed = seen.witnessed, !seen.areKeysWitnessed {
            self = .unwitnessedKeys(seen: witnessed.time, zone: seen.site.descriptor.zone)
        } else {
            return nil
        }
    }

    /// Nil where the times are right.
    package init?(_ timeliness: Timeliness, now: UInt64, zone: Zone) {
        switch timeliness {
        case .timely: return nil
        case .stale(let since): self = .stale(since: since, now: now, zone: zone)
        case .ahead(let due): self = .ahead(due: due, now: now, zone: zone)
        }
    }
}
