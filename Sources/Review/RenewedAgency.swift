package import Wire
package import Words

/// What a site took of an agency.
package struct RenewedAgency: Equatable, Sendable {
    /// Whose keys they are.
    package let agency: AgencyCode
    /// Of the new keys.
    package let serial: UInt32
    /// Seconds since 1970.
    package let notAfter: UInt64
    /// The epoch whose close takes them.
    package let epoch: UInt64
    /// When that is due, in seconds since 1970; nil beyond the schedule.
    package let due: UInt64?
    /// The file that holds them, and the old ones.
    package let keyFile: String
    /// A run before had made and signed them.
    package let isRepeated: Bool
    /// The site's.
    package let zone: Zone
}
