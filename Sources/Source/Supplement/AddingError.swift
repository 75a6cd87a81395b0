package import Files

/// Why more evidence was not sent as it was asked.
package enum AddingError: Error, Equatable, Sendable {
    /// Neither a file nor a note was given.
    case nothing
    /// Standard input cannot hold both the codename and the note.
    case oneInput
    /// The file, or standard input, that should hold the note cannot be read.
    case note(path: String, FileError)
    /// The note's bytes: more than a supplement takes.
    case length(Int)
    /// Another sending of this report came first.
    case counterTaken
    /// The connection broke again and again before everything was there.
    case notSent
}
