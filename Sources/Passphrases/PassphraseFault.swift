package import Files

/// Why a protected key file was not opened, or not made.
package enum PassphraseFault: Error, Equatable, Sendable {
    /// It needs one, nobody is at a terminal, and no option named a file.
    case missing(path: String)
    /// It opens with another one.
    case wrong(path: String)
    /// The key file is no age file that a passphrase opens.
    case malformed(path: String, reason: String)
    /// The passphrase's file cannot be read.
    case file(path: String, FileError)
    /// Bytes of the passphrase.
    case length(Int)
    /// Typed three times, and never twice the same.
    case notRepeated
    /// The person ended the question.
    case stopped
}

/// Why the text of a key file could not be had.
package enum KeyTextError: Error, Equatable, Sendable {
    case file(FileError)
    case passphrase(PassphraseFault)
}
