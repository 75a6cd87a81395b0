package import Wire

/// An opening that was held against its entry.
package struct HeldOpening: Equatable, Sendable {
    /// As the site gave it.
    package let opened: OpenedEntry
    /// What it commits to; zeros for what has no encoding.
    package let commitment: Hash
    /// Whether the entry at its index commits to it, in a tree that the audit judges.
    package let isInLog: Bool
}
