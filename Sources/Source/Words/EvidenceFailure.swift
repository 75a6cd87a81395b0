import Sealing
package import Words

extension EvidenceError: Explainable {
    /// Names the file; the option that attached it is at fault.
    package var failure: Failure {
        let option = SourceOption.attach
        return switch self {
        case .tooMany(let count, let limit):
            Failure(
                .usage, SubmissionText.tooManyAttachments(count, limit: limit), field: option,
                limit: UInt64(limit))
        case .missing(let path):
            Failure(.missingFile, SubmissionText.attachmentMissing(path), field: option)
        case .unreadable(let path):
            Failure(.inputOutput, SubmissionText.attachmentUnreadable(path), field: option)
        case .changed(let name):
            Failure(.badInput, SubmissionText.attachmentChanged(name), field: option)
        case .tooLarge(let bytes, let limit):
            Failure(
                .badInput, SubmissionText.attachmentsTooLarge(bytes: bytes, limit: limit), field: option,
                limit: limit)
        case .sealing(let error): Failure(sealing: error, field: option)
        }
    }
}
