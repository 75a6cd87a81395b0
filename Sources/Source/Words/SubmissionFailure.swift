import Sealing
import Wire
package import Words

extension SubmissionError: Explainable {
    /// Names the option or the field at fault.
    package var failure: Failure {
        switch self {
        case .noStory: Failure(.usage, SubmissionText.noStory, field: SourceOption.from)
        case .noTerminal: Failure(.usage, SubmissionText.noTerminal, field: SourceOption.yes)
        case .codenameNotShown: Failure(.inputOutput, UnsentText.codenameNotShown)
        case .unknownAgency(let code, let known, let list):
            Failure(
                .usage, SubmissionText.unknownAgency(list.option, code, known: known), field: list.option)
        case .nobodyLeft:
            Failure(.usage, SubmissionText.nobodyLeft, field: SourceOption.exclude, limit: 1)
        case .noSuchDay(let field):
            Failure(.badInput, SubmissionText.noSuchDay.behind(field), field: field)
        case .futureDate(let field):
            Failure(.badInput, SubmissionText.futureDate.behind(field), field: field)
        case .noRandomness: Failure(.inputOutput, SubmissionText.noRandomness)
        case .sealing(let error): Failure(sealing: error, field: "story")
        case .keysChanged: Failure(.tryLater, SubmissionText.keysChanged)
        case .unconfirmed: Failure(.unreachable, SubmissionText.unconfirmed)
        case .attachmentsNotSent: Failure(.unreachable, SubmissionText.attachmentsNotSent)
        }
    }
}

extension SubmissionError.AgencyList {
    fileprivate var option: String {
        switch self {
        case .excluded: SourceOption.exclude
        case .included: SourceOption.include
        }
    }
}
