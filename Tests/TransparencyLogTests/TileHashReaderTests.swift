@testable import Keys
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct TileHashReaderTests {
    /// A tree of 10 million equal leaves, whose perfect subtrees are known by height alone.
    @Test func tenMillionTakeFewReads() throws {
        let size: UInt64 = 10_000_003
        var perfect = [sha256([0])]
        for _ in 0..<24 {
            perfect.append(MerkleTree.nodeHash(perfect[perfect.count - 1], perfect[perfect.count - 1]))
        }
        var edge = RightEdge()
        for level in (0..<24).reversed() where size >> UInt64(level) & 1 == 1 {
            let appended = edge.append(subtree: perfect[level], level: level)
            #expect(appended)
        }
        for index in [0, 1, 4_999_999, 8_388_607, 8_388_608, 9_999_999, size - 1] as [UInt64] {
            var read: [Tile] = []
            var reader = TileHashReader<Never>(treeSize: size) { tile in
                read.append(tile)
                return [Hash](repeating: perfect[8 * tile.level], count: tile.width).concatenated
            }
            let proof = try InclusionProof(index: index, size: size, reader: &reader)
            try proof.verify(leaf: perfect[0], root: edge.root)
            #expect(read.count <= 6)
            #expect(Set(read) == Set(try ProofPlan.inclusion(of: index, in: size).tiles))
            #expect(Set(read).count == read.count)
        }
    }

    /// After a partial tile was deleted, the full one serves, for the older size too.
    @Test func fullTileServesForPartial() throws {
        let all = leaves(300)
        var reader = TileStore(leaves: [Hash](all[..<256])).reader(size: 100)
        let proof = try InclusionProof(index: 42, size: 100, reader: &reader)
        try proof.verify(leaf: all[42], root: Naive.root(all[..<100]))
    }

    @Test func failures() throws {
        let size: UInt64 = 100
        let tile = try required(Tile(kind: .hashes(level: 0), index: 0, treeSize: size))
        for count in [0, 31, 32 * 99, 32 * 100 + 1, 32 * 257] {
            var reader = TileHashReader<Never>(treeSize: size) { _ in [UInt8](repeating: 0, count: count) }
            #expect(throws: TileReadError<Never>.wrongLength(tile, byteCount: count)) {
                try reader.hash(TreeNode(level: 0, index: 5))
            }
        }
        var absent = TileHashReader(treeSize: size) { _ throws(TileStore.Absent) in throw TileStore.Absent() }
        #expect(throws: TileReadError<TileStore.Absent>.source(TileStore.Absent())) {
            try absent.hash(TreeNode(level: 0, index: 5))
        }
        for node in [(0, 100), (6, 1), (7, 0), (8, 0), (64, 0), (-1, 0), (0, .max)] as [(Int, UInt64)] {
            let node = TreeNode(level: node.0, index: node.1)
            #expect(throws: TileReadError<TileStore.Absent>.noSuchNode(node)) { try absent.hash(node) }
        }
    }
}
