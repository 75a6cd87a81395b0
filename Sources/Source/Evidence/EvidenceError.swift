package import Files
package import Sealing

/// Why files cannot be attached, or not as they were.
package enum EvidenceError: Error, Equatable, Sendable {
    /// More files than a report has room for.
    case tooMany(Int, limit: Int)
    /// Nothing stands at the path.
    case missing(path: String)
    /// No file stands at the path, but something else.
    case notAFile(path: String, RegularFile.Kind)
    /// The system does not give the file's bytes; its path, or its base name once it was opened.
    case unreadable(path: String, FileError)
    /// The file with this base name is no longer the one that was hashed or sealed.
    case changed(name: String)
    /// What is hidden in the file was not removed, and nobody said that it shall be sent all the same.
    case uncleaned(path: String, EvidenceObstacle?)
    /// An envelope with all files, of so many bytes, would be longer than the site takes.
    case tooLarge(bytes: UInt64, limit: UInt64)
    /// The envelope cannot be sealed.
    case sealing(SealingError)
}
