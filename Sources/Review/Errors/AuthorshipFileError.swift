package import Files

/// Why a file gives no proof of authorship.
package enum AuthorshipFileError: Error, Equatable, Sendable {
    /// It cannot be read.
    case unreadable(path: String, FileError)
    /// It holds something else.
    case notAProof(path: String, reason: String)
}
