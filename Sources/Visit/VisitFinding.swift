package import AuditLog
package import Wire

/// What a visit came to.
///
/// Only `accepted` allows to say "received".
package enum VisitFinding: Equatable, Sendable {
    /// The site, held against its link; the errand was a look.
    case site(TrustedSite)
    /// What was sent is promised, and the promise holds for exactly that.
    case accepted(AcceptedPromise, TrustedSite)
    /// What was to be sent is sealed to keys that are no longer the newest; nothing is stored.
    case stale(TrustedSite)
    /// By the own clock the site shows nothing new for too long, or what is still to come: nothing was sent to it.
    case untimely(TrustedSite, Timeliness)
    /// The site's whole inbox of the codename.
    case inbox(CheckedReport, InboxQuestions, TrustedSite)
    /// The site knows no report under this codename.
    case unknownCodename(TrustedSite)
    /// A decoy was answered.
    case decoy(TrustedSite)
    /// The visit ended early.
    case fault(VisitFault)
}

/// Why a visit ended early.
package enum VisitFault: Error, Equatable, Sendable {
    /// A check of `TrustedSite` failed: this is not the site of the link, and nothing but the site cell was sent.
    case site(LogError)
    /// The site answered the first cell with another kind of answer than itself.
    case notASite
    /// The connection lends nothing to authenticate a key by.
    case noExporter
    /// The site refused the cell.
    case refused(Status)
    /// The site has this mailbox or envelope already, with something else.
    case used(Status)
    /// The site answered with another kind than was asked for.
    case otherAnswer(expected: ExchangeReplyKind)
    /// The promise does not hold for what was sent.
    case promise(PromiseRefusal)
    /// What the inbox shows first is not this codename's report.
    case report(ReportFault)
    /// The inbox has more items than any site needs.
    case endless(limit: UInt32)
    /// A cell's bytes are no answer.
    case undecodable(DecodeError)
}
