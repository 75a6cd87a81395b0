package import Wire

extension AgencyKind {
    /// Whether it belongs to no state body, which the number tells of kinds that are unknown here too.
    package var isOutsideGovernment: Bool { rawValue >= 32_768 }
}
