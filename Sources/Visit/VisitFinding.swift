package import AuditLog
import Sealing
package import Wire

/// What a visit came to.
package enum VisitFinding: Equatable, Sendable {
    /// The site's cell, held against its link; the errand was `site`.
    case site(TrustedSite)
    /// The errand was a look.
    case seen(SeenSite)
    /// The errand was a full visit; each of its cells has its own answer.
    case visited(Visited)
    /// The site could not be trusted: nothing but the first cell, and for a look the second, left.
    case fault(VisitFault)
}

/// Why a visit, or one of its cells, failed.
package enum VisitFault: Error, Equatable, Sendable {
    /// A check of `TrustedSite` or `SeenSite` failed: this is not the site of the link, or it shows two histories.
    case site(LogError)
    /// The site answered the first cell with another kind of answer than itself.
    case notASite
    /// The connection lends nothing to authenticate a key by.
    case noExporter
    /// The site refused the cell.
    case refused(Status)
    /// The site has this mailbox or envelope already, with something else.
    case used(Status)
    /// The site asks for work that is not done.
    case work(WorkFault)
    /// The site has no room for it now, and kept nothing; after so many minutes there may be some.
    case crowded(minutes: UInt64)
    /// The site answered with another kind than was asked for.
    case otherAnswer(expected: ExchangeReplyKind)
    /// The promise does not hold for what was sent.
    case promise(PromiseRefusal)
    /// What the inbox shows first is not this codename's report.
    case report(ReportFault)
    /// A cell's bytes are no answer.
    case undecodable(DecodeError)
}
