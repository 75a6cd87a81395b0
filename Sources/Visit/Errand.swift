package import Sealing

/// What a visit is for, besides seeing the site.
package enum Errand: Sendable {
    /// The site alone.
    case look
    /// A report.
    ///
    /// - Parameter isRepeated: the same bytes were on their way before, so the site may have promised them under
    ///   keys that are no longer the newest.
    case submit(SealedSubmission, isRepeated: Bool)
    /// Everything that the site holds for a codename.
    case inbox(SourceKeys)
    /// An answer to an agency's question.
    case reply(SealedReply, SourceKeys)
    /// Nothing: cells that look like all others.
    case decoy
}
