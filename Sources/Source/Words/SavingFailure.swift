package import Words

extension Failure {
    /// Names the option that named the file.
    package init(_ error: SavingError, option: String) {
        switch error {
        case .exists(let path):
            self.init(.outputExists, "\(option): '\(path)' exists already", field: option)
        case .notPublished:
            self.init(.tryLater, "\(option): the report is in no published batch yet", field: option)
        case .promise:
            self.init(.inputOutput, "\(option): the promise cannot be written", field: option)
        case .receipt(let reason):
            self.init(.inputOutput, "\(option): the receipt cannot be written: \(reason)", field: option)
        case .descriptor:
            self.init(.inputOutput, "\(option): the descriptor cannot be written", field: option)
        }
    }
}
