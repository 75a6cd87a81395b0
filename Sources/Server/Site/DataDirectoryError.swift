import Files
import Wire

/// Why a site's directory cannot be made or served from.
///
/// Words/DataDirectoryWords.swift says it.
enum DataDirectoryError: Error, Equatable, Sendable {
    /// What a new directory is to be.
    enum Purpose: Equatable, Sendable {
        /// A new site's.
        case site
        /// Of the log that follows another one.
        case nextLog
    }

    case notEmpty(path: String, Purpose)
    /// The root key's file would lie in the directory.
    case rootKeyInside(path: String, Purpose)
    /// The directory could not be made.
    case unwritable(FileError)
    /// The log goes on under this name elsewhere.
    case continued(as: Origin)
}
