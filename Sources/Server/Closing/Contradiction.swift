import Wire

/// A checkpoint of this log's own key that its database does not have: nothing may be signed any more.
///
/// Words/ContradictionWords.swift says it.
package struct Contradiction: Error, Equatable, Sendable {
    /// Who holds it.
    package enum Holder: Equatable, Sendable {
        /// The witness at this address.
        case witness(String)
        /// `evidence.checkpoint`: what a witness showed when the server stopped before.
        case evidence
        /// The log's own published files.
        case publishedFiles
    }

    let holder: Holder
    /// Entries of what was shown.
    let size: UInt64
    /// Of the tree that was shown.
    let root: Hash
    /// Larger than the database, else beside it.
    let isAhead: Bool
    /// Entries of the database.
    let stored: UInt64
}
