package import Wire

/// The audit path of RFC 6962 §2.1.1: a leaf is the one at `index` in the tree of `size` leaves.
package struct InclusionProof: Equatable, Sendable {
    /// Index of the leaf.
    package let index: UInt64
    /// Leaves of the tree.
    package let size: UInt64
    /// The leaf's sibling first, the root's child last.
    package let path: [Hash]

    /// Takes the parts unverified.
    package init(index: UInt64, size: UInt64, path: [Hash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Makes the proof from stored hashes.
    package init<Reader: HashReader>(
        index: UInt64,
        size: UInt64,
        reader: inout Reader,
    ) throws(ProofMakingError<Reader.Fault>) {
        let plan: ProofPlan
        do { plan = try .inclusion(of: index, in: size) } catch { throw .request(error) }
        let path: [Hash]
        do { path = try plan.hashes(from: &reader) } catch { throw .reading(error) }
        self.init(index: index, size: size, path: path)
    }

    /// Throws unless `leaf` stands at `index` of the tree with this root.
    package func verify(leaf: Hash, root: Hash) throws(ProofError) {
        let computed = try computedRoot(leaf: leaf)
        guard computed == root else { throw .rootMismatch(expected: root, computed: computed) }
    }

    /// The root that follows from leaf and path; says nothing until it is compared.
    package func computedRoot(leaf: Hash) throws(ProofError) -> Hash {
        guard index < size else { throw .indexBeyondTree(index: index, size: size) }
        let inner = Self.innerLength(index: index, size: size)
        try checkLength(of: path, expected: inner + (index >> UInt64(inner)).nonzeroBitCount)
        var hash = leaf
        for (level, sibling) in path.enumerated() {
            let isLeft = level < inner && index >> UInt64(level) & 1 == 0
            hash = isLeft ? MerkleTree.nodeHash(hash, sibling) : MerkleTree.nodeHash(sibling, hash)
        }
        return hash
    }

    /// The root of the tree whose last leaf this is: what stands left of it on the path makes up that tree.
    ///
    /// So one path shows that the smaller tree is the beginning of the larger one. Says nothing until it is compared, and
    /// `computedRoot` is as it must be.
    package func rootOfTreeEndingHere(leaf: Hash) throws(ProofError) -> Hash {
        _ = try computedRoot(leaf: leaf)
        let inner = Self.innerLength(index: index, size: size)
        var hash = leaf
        for (level, sibling) in path.enumerated() {
            let isLeft = level < inner && index >> UInt64(level) & 1 == 0
            if !isLeft { hash = MerkleTree.nodeHash(sibling, hash) }
        }
        return hash
    }

    /// Below this height the path follows `index`'s bits; above it every sibling is on the left.
    private static func innerLength(index: UInt64, size: UInt64) -> Int {
        64 - (index ^ (size - 1)).leadingZeroBitCount
    }
}
