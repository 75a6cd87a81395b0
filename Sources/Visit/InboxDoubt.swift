package import Wire

/// Something in an inbox that could not be checked, or is not as it should be.
///
/// It is told and not shown.
package enum InboxDoubt: Equatable, Sendable {
    /// The agency signed an act with a key that is none of its own, or not at all.
    case act(AgencyCode)
    case question(AgencyCode)
    /// That many questions are erased.
    case erased(Int)
    /// The proof that the log holds the report does not hold.
    case inclusion
}
