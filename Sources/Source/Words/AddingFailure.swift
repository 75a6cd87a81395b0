import Files
package import Words

extension AddingError: Explainable {
    /// Names the option at fault.
    package var failure: Failure {
        let option = SourceOption.noteFile
        return switch self {
        case .nothing: Failure(.usage, AddingText.nothing, field: SourceOption.attach)
        case .oneInput: Failure(.usage, AddingText.oneInput, field: option)
        case .note(let path, let error): Failure(reading: path, field: option, error)
        case .length(let count):
            Failure(
                .badInput, Amount.tooLong(bytes: count, limit: NoteText.limit).behind(option), field: option,
                limit: UInt64(NoteText.limit))
        case .counterTaken: Failure(.tryLater, AddingText.counterTaken)
        case .notSent: Failure(.unreachable, AddingText.notSent)
        }
    }
}
