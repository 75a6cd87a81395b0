package import AuditLog
package import Files
package import Storage
package import Wire

/// What is wrong with a site's directory, or with one of its files.
///
/// Words/DataDirectoryWords.swift says it.
package enum DataDirectoryError: Error, Equatable, Sendable {
    /// What a new directory is to be.
    package enum Purpose: Equatable, Sendable {
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
    /// The file of this name could not be read.
    case unreadable(name: String, FileError)
    /// The file of this name could not be written at this path.
    case fileUnwritable(name: String, path: String, FileError)
    /// `site.link` holds no link.
    case notALink(SiteLink.Mistake)
    /// `site.descriptor`, at this path, holds no signed descriptor.
    case notADescriptor(path: String)
    /// What the store said.
    case store(StoreError)
    /// A file of the store, at this path, does not hold what was written into it.
    case damaged(path: String, reason: String)
}
