package import Wire
package import Words

/// When something ends without which sources' programs refuse a site.
package struct Expiry: Equatable, Sendable {
    /// What ends.
    package enum Subject: Equatable, Sendable {
        /// The site's description.
        case descriptor
        /// The keys of this agency.
        case agencyKeys(AgencyCode)
    }

    /// How soon that is; what is later is worse.
    package enum Urgency: Int, Comparable, Sendable {
        case distant
        /// Within 21 days.
        case soon
        /// Within 7 days.
        case pressing
        /// It ran out.
        case past

        /// Orders by what is worse.
        package static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
    }

    /// What ends.
    package let subject: Subject
    /// The last second in which it holds, since 1970.
    package let notAfter: UInt64
    /// The site's, in which the end is said.
    let zone: Zone

    /// Days before the end from which it is said.
    package static let soonDays: UInt64 = 21
    /// Days before the end from which it is urgent.
    package static let pressingDays: UInt64 = 7

    /// Takes all as they are.
    package init(_ subject: Subject, notAfter: UInt64, zone: Zone = .wib) {
        self.subject = subject
        self.notAfter = notAfter
        self.zone = zone
    }

    /// How soon the end is at `now`, seconds since 1970.
    package func urgency(at now: UInt64) -> Urgency {
        guard now <= notAfter else { return .past }
        switch notAfter.less(now) / 86_400 {
        case ..<Self.pressingDays: return .pressing
        case ..<Self.soonDays: return .soon
        default: return .distant
        }
    }

    /// Until when it holds at `now`; or that it ran out, that this is no sign of fraud, and who must renew it.
    package func sentence(at now: UInt64) -> Phrase {
        let agency: AgencyCode? = if case .agencyKeys(let code) = subject { code } else { nil }
        return ExpiryText.sentence(
            agency: agency, notAfter: notAfter, isPast: urgency(at: now) == .past, zone: zone)
    }

    /// Whole days that are left at `now`; since it ran out, the days that began since then, below 0.
    package func daysLeft(at now: UInt64) -> Int {
        guard now > notAfter else { return Int(clamping: notAfter.less(now) / 86_400) }
        return -1 - Int(clamping: now.less(notAfter).less(1) / 86_400)
    }
}

/// What ends at a site, and when.
package struct SiteExpiry: Equatable, Sendable {
    /// Of the description.
    package let descriptor: Expiry
    /// Of the agency whose keys end first; nil where none are known.
    package let agencyKeys: Expiry?
    /// The site's.
    package let zone: Zone

    /// - Parameters:
    ///   - descriptor: the one in force.
    ///   - keys: the newest of its agencies, in any order; those of others do not count.
    package init(_ descriptor: SiteDescriptor, keys: some Sequence<AgencyKeys>) {
        let zone = descriptor.zone
        self.zone = zone
        self.descriptor = Expiry(.descriptor, notAfter: descriptor.notAfter, zone: zone)
        let codes = descriptor.agencies.map { $0.code }
        agencyKeys = keys.filter { codes.contains($0.agency) }
            .min { $0.notAfter == $1.notAfter ? $0.agency.precedes($1.agency) : $0.notAfter < $1.notAfter }
            .map { Expiry(.agencyKeys($0.agency), notAfter: $0.notAfter, zone: zone) }
    }

    /// The two, what ends first before the other.
    package var all: [Expiry] {
        ([descriptor] + (agencyKeys.map { [$0] } ?? [])).sorted { $0.notAfter < $1.notAfter }
    }

    /// What is to be said of at `now`: what ends within 21 days or has ended, the first before the other.
    package func due(at now: UInt64) -> [Expiry] { all.filter { $0.urgency(at: now) > .distant } }

    /// The worst of both at `now`.
    package func urgency(at now: UInt64) -> Expiry.Urgency {
        all.map { $0.urgency(at: now) }.max() ?? .distant
    }
}
