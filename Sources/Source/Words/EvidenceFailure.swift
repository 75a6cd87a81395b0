import Verification
package import Words

extension Failure {
    /// Names the file; the option that attached it is at fault.
    package init(_ error: EvidenceError, language: Language) {
        let option = SourceOption.attach
        switch error {
        case .tooMany(let count, let limit):
            self.init(
                .usage, SubmissionText.tooManyAttachments(count, limit: limit)(language), field: option,
                limit: UInt64(limit))
        case .missing(let path):
            self.init(.missingFile, SubmissionText.attachmentMissing(path)(language), field: option)
        case .unreadable(let path):
            self.init(.inputOutput, SubmissionText.attachmentUnreadable(path)(language), field: option)
        case .changed(let name):
            self.init(.badInput, SubmissionText.attachmentChanged(name)(language), field: option)
        case .tooLarge(let bytes, let limit):
            self.init(
                .badInput, SubmissionText.attachmentsTooLarge(bytes: bytes, limit: limit)(language),
                field: option, limit: limit)
        case .sealing(let error): self.init(sealing: error, field: option)
        }
    }
}
