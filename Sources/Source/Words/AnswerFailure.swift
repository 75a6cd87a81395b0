import Files
import Sealing
package import Words

extension AnswerError: Explainable {
    /// Names the option at fault.
    package var failure: Failure {
        let option = SourceOption.messageFile
        return switch self {
        case .oneInput: Failure(.usage, InboxText.oneInput, field: option)
        case .file(let path, let error): Failure(reading: path, field: option, error)
        case .length(let count):
            Failure(
                .badInput, InboxText.answerLength(count, limit: AnswerText.limit), field: option,
                limit: UInt64(AnswerText.limit))
        case .sealing(.agencies, let agency):
            Failure(.usage, InboxText.notAReader(agency), field: SourceOption.to)
        case .sealing(let error, _): Failure(sealing: error, field: "text")
        case .counterTaken: Failure(.tryLater, InboxText.counterTaken)
        case .unconfirmed: Failure(.unreachable, InboxText.unconfirmedAnswer)
        }
    }
}
