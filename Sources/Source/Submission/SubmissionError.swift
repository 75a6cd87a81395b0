package import Sealing
package import Wire

/// Why a report is not sent as it was asked.
package enum SubmissionError: Error, Equatable, Sendable {
    /// No report file, and nobody who could be asked.
    case noStory
    /// Nobody who could type the codename back.
    case noTerminal
    /// The codename could not be shown, so nothing was sent.
    case codenameNotShown
    /// No agency of the site has this code; `known` are the site's.
    case unknownAgency(AgencyCode, known: [AgencyCode], in: AgencyList)
    /// Every agency is left out.
    case nobodyLeft
    /// The date in this field of `Story` is in no calendar.
    case noSuchDay(field: String)
    /// The date in this field of `Story` is not yet.
    case futureDate(field: String)
    /// Randomness for a codename is missing.
    case noRandomness
    /// The report cannot be sealed.
    case sealing(SealingError)
    /// The site refused each sealing as one to old keys.
    case keysChanged
    /// The same bytes went twice without an answer: the report may have been received.
    case unconfirmed
    /// The connection broke again and again before all attachments were there.
    case attachmentsNotSent

    /// Which agencies a source named.
    package enum AgencyList: Sendable {
        /// Those that must not read.
        case excluded
        /// Those that shall read against the conflict rule's advice.
        case included
    }
}
