package import Files

/// Why a case was not exported.
package enum ExportError: Error, Equatable, Sendable {
    /// A text of the reviewer's.
    package enum Text: Equatable, Sendable, CaseIterable {
        case hearing
        case subject
        case wording
    }

    /// The file with a text cannot be read.
    case unreadable(Text, path: String, FileError)
    /// A text has so many bytes.
    case length(Text, bytes: Int)
    /// Two texts are to come from standard input.
    case bothFromInput
    /// A text for the hearing, and the sheet for it was not asked for.
    case onlyRedacted(Text)
}
