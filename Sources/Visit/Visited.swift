package import AuditLog
package import Sealing
package import Wire

/// What a full visit came to, cell by cell: what is wrong with one answer takes nothing from another.
package struct Visited: Equatable, Sendable {
    /// What became of the inbox's report.
    package enum Inbox: Equatable, Sendable {
        /// Nothing was asked.
        case notAsked
        /// The connection broke before the answer.
        case unanswered
        /// The codename's, held against its own keys.
        case report(CheckedReport)
        /// The site knows no report under this codename.
        case unknownCodename
        /// The answer is wrong.
        case fault(VisitFault)
    }

    /// What became of what was to be sent.
    package enum Parcel: Equatable, Sendable {
        /// Nothing was to be sent.
        case nothing
        /// It did not leave: by the own clock the site shows nothing new for too long, or what is still to come.
        case held
        /// It did not leave: who would read it, or who watches, is too new.
        case unsettled(UnsettledSite)
        /// It did not leave: without the inbox's report it could not be sealed.
        case notSealed
        /// The answer could not be sealed as it is; nothing left.
        case refused(SealingError)
        /// It is sealed to keys that are no longer the newest; nothing is stored.
        case stale
        /// It left, and the connection broke before the answer: it may have arrived.
        case unanswered
        /// Promised, and the promise holds for exactly that: only this allows to say "received".
        case accepted(AcceptedPromise)
        /// The answer is wrong.
        case fault(VisitFault)
    }

    /// What became of what is read last.
    package enum Message: Equatable, Sendable {
        /// There is none, or none was asked for.
        case nothing
        /// The connection broke before the answer.
        case unanswered
        /// Opened and verified.
        case message(ReadMessage)
        /// Opened, and the reason of the act that the report shows.
        case reason(Reason)
        /// It could not be checked, and is not shown.
        case doubt(InboxDoubt)
        /// The answer is wrong.
        case fault(VisitFault)
    }

    /// As this visit's first cell showed it.
    package let site: TrustedSite
    /// Of what the look and this visit showed, by the own clock at the first answer.
    package let timeliness: Timeliness
    /// The second cell's.
    package internal(set) var inbox = Inbox.notAsked
    /// The third cell's.
    package internal(set) var parcel = Parcel.nothing
    /// The fourth cell's.
    package internal(set) var message = Message.nothing
    /// Whether all four cells were answered.
    package internal(set) var isWhole = false
}
