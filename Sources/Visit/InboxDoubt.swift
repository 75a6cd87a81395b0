package import Wire

/// Something in an inbox that could not be checked, or is not as it should be.
///
/// It is told and not shown.
package enum InboxDoubt: Equatable, Sendable {
    /// The agency signed an act with a key that is none of its own, or not at all.
    case act(AgencyCode)
    /// A message with this agency could not be opened, or was not signed by who is said to have written it.
    case message(AgencyCode)
    /// The site did not show the message.
    case unread
    /// The site erased the message when its time was over.
    case erased
    /// The proof that the log holds the report does not hold.
    case inclusion
    /// The proof that the report's envelope was erased by right does not hold.
    case erasure
}
