package import Wire

extension SiteDescriptor {
    /// What the agencies are.
    package var kinds: [AgencyCode: AgencyKind] {
        var kinds: [AgencyCode: AgencyKind] = [:]
        for agency in agencies.reversed() { kinds[agency.code] = agency.knownKind }
        return kinds
    }
}
