package import Wire

extension SiteDescriptor {
    /// What the agencies are.
    package var kinds: [AgencyCode: AgencyKind] {
        Dictionary(agencies.map { ($0.code, $0.knownKind) }) { first, _ in first }
    }
}
