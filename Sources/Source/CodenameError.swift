package import Files
package import Sealing
package import Wire

/// Why there is no codename, or nothing under it.
package enum CodenameError: Error, Equatable, Sendable {
    /// None was given, and nobody is there to be asked.
    case missing
    /// What was typed is no codename.
    case typo(Codename.Typo)
    /// Standard input cannot be read.
    case unreadable
    /// What standard input holds is too long, or no text.
    ///
    /// - Parameter limit: bytes of the longest codename with all its white space.
    case notText(limit: Int)
    /// The file that should hold it cannot be read.
    case file(path: String, FileError)
    /// No keys can be derived from it.
    case notDerived(SealingError)
    /// The site has no report under it; `earlier` is the log before this one, where there was one.
    case unknown(earlier: Discontinuity?)
}
