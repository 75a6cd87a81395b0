package import Files
package import Sealing
package import Wire

/// Why there is no codename, or nothing under it.
package enum CodenameError: Error, Equatable, Sendable {
    /// None was given, and nobody is there to be asked.
    case missing
    /// What was typed is no codename; what may have been meant is for the person alone.
    case typo(Codename.Typo, CodenameHint?)
    /// The file, or standard input, that should hold it cannot be read.
    case file(path: String, FileError)
    /// No keys can be derived from it.
    case notDerived(SealingError)
    /// The site has no report under it; `earlier` is the log before this one, where there was one.
    case unknown(earlier: Discontinuity?)
}
