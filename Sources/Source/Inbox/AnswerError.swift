package import Files
package import Sealing
package import Wire

/// Why an answer is not sent as it was asked.
package enum AnswerError: Error, Equatable, Sendable {
    /// Standard input cannot hold both the codename and the answer.
    case oneInput
    /// The file, or standard input, that should hold the answer cannot be read.
    case file(path: String, FileError)
    /// The answer's bytes: none, or more than a message takes.
    case length(Int)
    /// It cannot be sealed to this agency.
    case sealing(SealingError, agency: AgencyCode)
    /// Another answer took its counter meanwhile.
    case counterTaken
    /// The same bytes went twice without an answer of the site: it may have been received.
    case unconfirmed
}
