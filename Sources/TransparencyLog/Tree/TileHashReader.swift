package import Wire

/// Why a node could not be had from tiles.
package enum TileReadError<Source: Error>: Error {
    /// What reading the tile threw.
    case source(Source)
    /// The node is not within the tree.
    case noSuchNode(TreeNode)
    /// Not a whole number of hashes, or too few of them.
    case wrongLength(Tile, byteCount: Int)
}

extension TileReadError: Equatable where Source: Equatable {}

/// Reads from tiles, each once: a proof in a tree of 10 million leaves takes at most six.
///
/// Nothing read is trusted: whoever needs that verifies the proof made from it.
package struct TileHashReader<Source: Error>: HashReader {
    private let treeSize: UInt64
    private let read: (Tile) throws(Source) -> [UInt8]
    private var cache: [Tile: [UInt8]] = [:]

    /// - Parameters:
    ///   - treeSize: leaves of the tree that the tiles are of.
    ///   - read: gives a tile's bytes. The tile is as wide as in a tree of `treeSize`; a wider one of the
    ///     same level and index, such as the full one after the partial has gone, does as well.
    package init(treeSize: UInt64, read: @escaping (Tile) throws(Source) -> [UInt8]) {
        self.treeSize = treeSize
        self.read = read
    }

    /// Reads the tile that holds the node, and folds what is below it.
    package mutating func hash(_ node: TreeNode) throws(TileReadError<Source>) -> Hash {
        guard (0..<64).contains(node.level), let tile = Tile(holding: node, treeSize: treeSize) else {
            throw .noSuchNode(node)
        }
        let count = 1 << (node.level % 8)
        let first = Int(truncatingIfNeeded: node.index << UInt64(node.level % 8)) & 255
        guard first + count <= tile.width else { throw .noSuchNode(node) }
        let bytes = try bytes(of: tile)
        var hashes = [Hash](concatenated: bytes[32 * first..<32 * (first + count)]) ?? []
        let root = unsafe hashes.withUnsafeMutableBufferPointer { unsafe MerkleTree.perfectRoot($0) }
        guard let root else { throw .wrongLength(tile, byteCount: bytes.count) }
        return root
    }

    private mutating func bytes(of tile: Tile) throws(TileReadError<Source>) -> [UInt8] {
        if let bytes = cache[tile] { return bytes }
        let bytes: [UInt8]
        do { bytes = try read(tile) } catch { throw .source(error) }
        guard bytes.count % 32 == 0, bytes.count >= 32 * tile.width, bytes.count <= 32 * Tile.fullWidth else {
            throw .wrongLength(tile, byteCount: bytes.count)
        }
        cache[tile] = bytes
        return bytes
    }
}
