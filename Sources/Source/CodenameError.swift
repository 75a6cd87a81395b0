package import Sealing

/// Why there is no codename.
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
}
