package import Sealing
package import Wire

/// Why an answer is not sent as it was asked.
package enum AnswerError: Error, Equatable, Sendable {
    /// It cannot be sealed to this agency.
    case sealing(SealingError, agency: AgencyCode)
    /// Another answer took its counter meanwhile.
    case counterTaken
    /// The same bytes went twice without an answer of the site: it may have been received.
    case unconfirmed
    /// No agency was named, and the newest message is no question.
    case noQuestion
    /// No agency was named, and the site contradicts what is signed.
    case unsure
    /// The person was asked, and did not send it.
    case declined
}
