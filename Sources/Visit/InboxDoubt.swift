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
    /// The site's counts of messages contradict each other.
    case counts
    /// A signed message to or from this agency tells of another one that the site does not show.
    case withheld(AgencyCode)
    /// The site shows an older message of this agency, or of one's own to it, in a newer one's place.
    case replayed(AgencyCode)
    /// The messages with this agency do not stand in the order in which they were written.
    case reordered(AgencyCode)
    /// The proof that the report's envelope was erased by right does not hold.
    case erasure
}
