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
}
