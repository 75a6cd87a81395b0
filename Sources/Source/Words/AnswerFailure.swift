import Sealing
package import Words

extension AnswerError: Explainable {
    /// Names the option at fault.
    package var failure: Failure {
        switch self {
        case .sealing(.agencies, let agency):
            Failure(.usage, InboxText.notAReader(agency), field: SourceOption.to)
        case .sealing(let error, _): Failure(sealing: error, field: "text")
        case .counterTaken: Failure(.tryLater, InboxText.counterTaken)
        case .unconfirmed: Failure(.unreachable, InboxText.unconfirmedAnswer)
        case .noQuestion: Failure(.usage, InboxText.nothingToAnswer, field: SourceOption.to)
        case .unsure: Failure(.untrusted, InboxText.unsureWhoAsked, field: SourceOption.to)
        case .declined: Failure(.usage, InboxText.notAnswered)
        }
    }
}
