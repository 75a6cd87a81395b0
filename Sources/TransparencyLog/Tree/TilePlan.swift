package import Wire

/// What the tiles of a tree gain by further leaves, where nothing is known of the tree but its right edge.
///
/// The planning half of `TileBuilder`, which needs the tiles' hashes to give whole tiles.
package struct TilePlan {
    private var count: UInt64
    /// Roots of the maximal perfect subtrees, largest first.
    private var subtrees: [Hash]
    private var levels: [[TileUpdate]] = []

    /// - Parameter edge: of the tree that is added to.
    package init(_ edge: RightEdge) {
        count = edge.count
        subtrees = edge.hashes
    }

    /// Nil only where the edge given at the start was none.
    package var edge: RightEdge? { RightEdge(count: count, hashes: subtrees) }

    /// All additions, lowest level first.
    package var updates: [TileUpdate] { levels.flatMap { $0 } }

    /// Adds a leaf at the right end.
    package mutating func append(_ leaf: Hash) {
        var node = leaf
        var height = 0
        count += 1
        record(node, level: 0)
        while count >> UInt64(height) & 1 == 0, let left = subtrees.popLast() {
            node = MerkleTree.nodeHash(left, node)
            height += 1
            if height % 8 == 0 { record(node, level: height / 8) }
        }
        subtrees.append(node)
    }

    /// The hash is the newest of its level, where a tile holds 256.
    private mutating func record(_ hash: Hash, level: Int) {
        let position = (count >> UInt64(8 * level)) - 1
        let (index, offset) = (position >> 8, Int(position & 255))
        while levels.count <= level { levels.append([]) }
        if levels[level].last?.index != index {
            levels[level].append(TileUpdate(level: level, index: index, offset: offset, hashes: []))
        }
        levels[level][levels[level].count - 1].hashes.append(hash)
    }
}
