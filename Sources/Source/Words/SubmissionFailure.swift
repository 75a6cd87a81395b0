package import Words

extension Failure {
    /// Names the option or the field at fault.
    package init(_ error: SubmissionError, language: Language) {
        switch error {
        case .noStory: self.init(.usage, SubmissionText.noStory(language), field: SourceOption.from)
        case .noTerminal: self.init(.usage, SubmissionText.noTerminal(language), field: SourceOption.yes)
        case .promiseExists(let path):
            self.init(
                .outputExists, SubmissionText.outputExists(path)(language), field: SourceOption.savePromise)
        case .unknownAgency(let code, let known, let list):
            let option = list == .excluded ? SourceOption.exclude : SourceOption.include
            self.init(
                .usage, SubmissionText.unknownAgency(option, code, known: known)(language), field: option)
        case .nobodyLeft:
            self.init(
                .usage, SubmissionText.nobodyLeft(language), field: SourceOption.exclude, limit: 1)
        case .noSuchDay(let field):
            self.init(.badInput, "\(field): \(SubmissionText.noSuchDay(language))", field: field)
        case .futureDate(let field):
            self.init(.badInput, "\(field): \(SubmissionText.futureDate(language))", field: field)
        case .noRandomness: self.init(.inputOutput, "no randomness for a codename")
        case .keysChanged: self.init(.tryLater, SubmissionText.keysChanged(language))
        case .unconfirmed: self.init(.unreachable, SubmissionText.unconfirmed(language))
        case .attachmentsNotSent:
            self.init(.unreachable, SubmissionText.attachmentsNotSent(language))
        }
    }
}
