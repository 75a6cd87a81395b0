package import Wire

/// The perfect subtree MTH(D[index · 2^level : (index + 1) · 2^level]).
package struct TreeNode: Hashable, Sendable {
    /// Height above the leaves, which are at 0.
    package let level: Int
    /// Counted from the left, within its level.
    package let index: UInt64

    /// Takes the numbers unchecked: whether there is such a node depends on the tree.
    package init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }
}

/// Gives the hashes of a tree's perfect subtrees, from wherever they are kept.
package protocol HashReader {
    associatedtype Fault: Error
    /// Asked only for nodes that lie wholly within the tree.
    mutating func hash(_ node: TreeNode) throws(Fault) -> Hash
}

/// Why a proof could not be made: the request makes no sense, or its hashes could not be read.
package enum ProofMakingError<Fault: Error>: Error {
    case request(ProofError)
    case reading(Fault)
}

extension ProofMakingError: Equatable where Fault: Equatable {}

/// What must be read for a proof, before anything is read: a caller who fetches tiles over a network asks for
/// `tiles` first.
package struct ProofPlan: Equatable, Sendable {
    /// The tree that the nodes are read from.
    package let size: UInt64
    /// For each hash of the proof, in order, the perfect subtrees that it is folded from, left to right.
    package let subtrees: [[TreeNode]]

    /// RFC 6962 §2.1.1, PATH(index, D[size]).
    package static func inclusion(of index: UInt64, in size: UInt64) throws(ProofError) -> Self {
        guard index < size else { throw .indexBeyondTree(index: index, size: size) }
        var siblings: [[TreeNode]] = []
        var tree = 0..<size
        while tree.count64 > 1 {
            let middle = tree.middle
            if index < middle {
                siblings.append(perfectSubtrees(of: middle..<tree.upperBound))
                tree = tree.lowerBound..<middle
            } else {
                siblings.append(perfectSubtrees(of: tree.lowerBound..<middle))
                tree = middle..<tree.upperBound
            }
        }
        return Self(size: size, subtrees: siblings.reversed())
    }

    /// RFC 6962 §2.1.2, PROOF(old, D[new]); empty for old = 0 and for old = new.
    package static func consistency(from old: UInt64, to new: UInt64) throws(ProofError) -> Self {
        guard old <= new else { throw .sizesReversed(old: old, new: new) }
        guard old > 0 else { return Self(size: new, subtrees: []) }
        var siblings: [[TreeNode]] = []
        var tree = 0..<new
        while tree.upperBound != old {
            let middle = tree.middle
            if old <= middle {
                siblings.append(perfectSubtrees(of: middle..<tree.upperBound))
                tree = tree.lowerBound..<middle
            } else {
                siblings.append(perfectSubtrees(of: tree.lowerBound..<middle))
                tree = middle..<tree.upperBound
            }
        }
        // A tree that starts at 0 is the old tree itself: the verifier has its root.
        if tree.lowerBound > 0 { siblings.append(perfectSubtrees(of: tree)) }
        return Self(size: new, subtrees: siblings.reversed())
    }

    /// The tiles that hold all nodes, each once, lowest level first; at most two a level and only the
    /// right-most partial.
    package var tiles: [Tile] {
        let tiles = Set(subtrees.joined().compactMap { Tile(holding: $0, treeSize: size) })
        return tiles.sorted { ($0.level, $0.index) < ($1.level, $1.index) }
    }

    /// Reads and folds: the proof's hashes in order.
    package func hashes<Reader: HashReader>(from reader: inout Reader) throws(Reader.Fault) -> [Hash] {
        var path: [Hash] = []
        path.reserveCapacity(subtrees.count)
        for nodes in subtrees {
            var folded: Hash?
            for node in nodes.reversed() {
                let hash = try reader.hash(node)
                folded = folded.map { MerkleTree.nodeHash(hash, $0) } ?? hash
            }
            if let folded { path.append(folded) }
        }
        return path
    }

    /// The maximal perfect subtrees of a subtree of the tree, largest first.
    private static func perfectSubtrees(of range: Range<UInt64>) -> [TreeNode] {
        var start = range.lowerBound
        var nodes: [TreeNode] = []
        while start < range.upperBound {
            let level = 63 - (range.upperBound - start).leadingZeroBitCount
            nodes.append(TreeNode(level: level, index: start >> UInt64(level)))
            start += 1 << UInt64(level)
        }
        return nodes
    }
}

/// Reads from all leaf hashes in memory: slow, obvious, for small trees and as the reference.
package struct LeafHashReader: HashReader {
    private let leaves: [Hash]

    /// - Parameter leaves: all leaf hashes, in order.
    package init(leaves: [Hash]) {
        self.leaves = leaves
    }

    /// Computed from the leaves below; throws for a node that is not within them.
    package func hash(_ node: TreeNode) throws(ProofError) -> Hash {
        let first = node.index << UInt64(node.level)
        let end = first &+ (1 << UInt64(node.level))
        guard first < end, end <= leaves.count else {
            throw .indexBeyondTree(index: first, size: UInt64(leaves.count))
        }
        return MerkleTree.root(of: [Hash](leaves[Int(first)..<Int(end)]))
    }
}

extension Range<UInt64> {
    fileprivate var count64: UInt64 { upperBound - lowerBound }

    /// Where RFC 6962 splits: the largest power of two strictly below the count, from the start.
    fileprivate var middle: UInt64 {
        lowerBound + (1 << UInt64(63 - (count64 - 1).leadingZeroBitCount))
    }
}
