import TestSupport
@testable import TransparencyLog
import Wire

/// Leaf `i` has the entry `i`, in decimal.
func leaves(_ count: Int) -> [Hash] {
    (0..<count).map { MerkleTree.leafHash("\($0)".bytes) }
}

/// RFC 6962 §2.1, §2.1.1 and §2.1.2 by their recursive definitions.
enum Naive {
    static func split(_ count: Int) -> Int {
        var k = 1
        while 2 * k < count { k *= 2 }
        return k
    }

    static func root(_ leaves: ArraySlice<Hash>) -> Hash {
        guard let first = leaves.first else { return MerkleTree.emptyRoot }
        guard leaves.count > 1 else { return first }
        let middle = leaves.startIndex + split(leaves.count)
        return MerkleTree.nodeHash(root(leaves[..<middle]), root(leaves[middle...]))
    }

    static func path(_ index: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
        guard leaves.count > 1 else { return [] }
        let middle = leaves.startIndex + split(leaves.count)
        return leaves.startIndex + index < middle
            ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
            : path(index - split(leaves.count), leaves[middle...]) + [root(leaves[..<middle])]
    }

    static func consistency(_ old: Int, _ leaves: ArraySlice<Hash>, whole: Bool = true) -> [Hash] {
        guard old < leaves.count else { return whole ? [] : [root(leaves)] }
        let k = split(leaves.count)
        let middle = leaves.startIndex + k
        return old <= k
            ? consistency(old, leaves[..<middle], whole: whole) + [root(leaves[middle...])]
            : consistency(old - k, leaves[middle...], whole: false) + [root(leaves[..<middle])]
    }
}

/// Tiles in memory, as a store would keep them; counts what is read.
final class TileStore {
    struct Absent: Error, Equatable {}

    private(set) var tiles: [Tile: [UInt8]] = [:]
    private(set) var reads = 0

    /// All tiles of a tree, made in one go.
    init(leaves: [Hash]) {
        var builder = TileBuilder()
        for leaf in leaves { builder.append(leaf) }
        keep(builder.takeFull() + builder.partials)
    }

    func keep(_ contents: [TileContent]) {
        for content in contents { tiles[content.tile] = content.bytes }
    }

    func reader(size: Int) -> TileHashReader<Absent> {
        TileHashReader(treeSize: UInt64(size)) { tile throws(Absent) in
            self.reads += 1
            guard let bytes = self.tiles[tile] ?? self.tiles[tile.full] else { throw Absent() }
            return bytes
        }
    }
}
