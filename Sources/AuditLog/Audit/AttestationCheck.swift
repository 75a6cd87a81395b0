import Wire

/// A tree that the auditor said to have accounted for in public.
package struct AttestedTree: Equatable, Sendable {
    /// Entries.
    package var size: UInt64
    /// Number of its last epoch, and when that was due in seconds since 1970.
    package var epoch: UInt64
    /// Seconds since 1970.
    package var scheduled: UInt64
}

/// Holds the auditor's public word against the trees at the ends of the last batches.
struct AttestationCheck: Equatable, Sendable {
    /// The tree at the end of a batch.
    struct End: Equatable, Sendable {
        var tree: AttestedTree
        var root: Hash
        /// Sealed entries in it.
        var sealed: UInt64
    }

    /// Attestations of trees that are older than this many epochs when they come are not compared.
    static let memory = 64

    /// Ascending.
    private(set) var ends: [End]
    /// The largest tree that was attested, and rightly so.
    private(set) var newest: AttestedTree?

    init(ends: [End] = [], newest: AttestedTree? = nil) {
        self.ends = ends
        self.newest = newest
    }

    mutating func close(_ end: End) {
        if ends.count == Self.memory { ends.removeFirst() }
        ends.append(end)
    }

    /// False where the tree is not remembered any more.
    mutating func compare(_ attestation: Attestation) throws(LogError) -> Bool {
        guard let oldest = ends.first, attestation.size >= oldest.tree.size else {
            guard ends.count < Self.memory else { return false }
            throw Self.noEnd(attestation.size)
        }
        guard let end = ends.last(where: { $0.tree.size <= attestation.size }),
            end.tree.size == attestation.size
        else { throw Self.noEnd(attestation.size) }
        guard attestation.root == end.root else {
            throw LogError(
                .accountMismatch, "Attestation.root", expected: end.root, found: attestation.root)
        }
        guard attestation.sealed == end.sealed else {
            throw LogError(
                .accountMismatch, "Attestation.sealed", expected: end.sealed, found: attestation.sealed)
        }
        if end.tree.size >= newest?.size ?? 0 { newest = end.tree }
        return true
    }

    private static func noEnd(_ size: UInt64) -> LogError {
        LogError(
            .accountMismatch, "Attestation.size", expected: "the size at the end of an earlier batch",
            found: "\(size)")
    }
}
