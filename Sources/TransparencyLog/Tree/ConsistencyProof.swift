package import Wire

/// The proof of RFC 6962 §2.1.2: the tree of `oldSize` leaves is the beginning of that of `newSize`.
///
/// From size 0 everything follows, with an empty proof (C2SP tlog-witness).
package struct ConsistencyProof: Equatable, Sendable {
    /// Leaves of the older tree.
    package let oldSize: UInt64
    /// Leaves of the newer tree.
    package let newSize: UInt64
    /// The deepest hash first, the root's child last.
    package let path: [Hash]

    /// Takes the parts unverified.
    package init(oldSize: UInt64, newSize: UInt64, path: [Hash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Makes the proof from stored hashes.
    package init<Reader: HashReader>(
        from oldSize: UInt64,
        to newSize: UInt64,
        reader: inout Reader,
    ) throws(ProofMakingError<Reader.Fault>) {
        let plan: ProofPlan
        do { plan = try .consistency(from: oldSize, to: newSize) } catch { throw .request(error) }
        let path: [Hash]
        do { path = try plan.hashes(from: &reader) } catch { throw .reading(error) }
        self.init(oldSize: oldSize, newSize: newSize, path: path)
    }

    /// Throws unless the tree with `newRoot` continues the tree with `oldRoot`.
    ///
    /// A size of 0 goes with the empty tree's root and no other, on either side.
    package func verify(oldRoot: Hash, newRoot: Hash) throws(ProofError) {
        let expected = try ProofPlan.consistency(from: oldSize, to: newSize).subtrees.count
        try checkLength(of: path, expected: expected)
        if newSize == 0, newRoot != MerkleTree.emptyRoot {
            throw .rootMismatch(expected: newRoot, computed: MerkleTree.emptyRoot)
        }
        if oldSize == 0 {
            guard oldRoot == MerkleTree.emptyRoot else {
                throw .oldRootMismatch(expected: oldRoot, computed: MerkleTree.emptyRoot)
            }
            return
        }
        let (old, new) = computedRoots(oldRoot: oldRoot)
        guard old == oldRoot else { throw .oldRootMismatch(expected: oldRoot, computed: old) }
        guard new == newRoot else { throw .rootMismatch(expected: newRoot, computed: new) }
    }

    /// RFC 9162 §2.1.4.2, for a path whose length is right.
    ///
    /// At equal sizes both are `oldRoot`.
    private func computedRoots(oldRoot: Hash) -> (old: Hash, new: Hash) {
        var hashes = path[...]
        let start = oldSize.nonzeroBitCount == 1 ? oldRoot : hashes.popFirst() ?? oldRoot
        var (old, new) = (start, start)
        var oldLast = oldSize - 1
        var newLast = newSize - 1
        let full = UInt64((~oldLast).trailingZeroBitCount)
        oldLast >>= full
        newLast >>= full
        for hash in hashes {
            if oldLast & 1 == 1 || oldLast == newLast {
                old = MerkleTree.nodeHash(hash, old)
                new = MerkleTree.nodeHash(hash, new)
                while oldLast & 1 == 0, oldLast != 0 {
                    oldLast >>= 1
                    newLast >>= 1
                }
            } else {
                new = MerkleTree.nodeHash(new, hash)
            }
            oldLast >>= 1
            newLast >>= 1
        }
        return (old, new)
    }
}
