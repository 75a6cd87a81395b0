import AuditLog
@testable import Keys
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct TileBuilderTests {
    @Test func allTilesOfSeventyThousand() throws {
        let vectors = try C2SPVectors.shared.get()
        var builder = TileBuilder()
        for index in 0..<vectors.tiles_size { builder.append(MerkleTree.leafHash("entry \(index)".bytes)) }
        let contents = builder.takeFull() + builder.partials
        #expect(contents.count == vectors.tiles.count)
        for content in contents {
            #expect(content.bytes.count == 32 * content.tile.width)
            #expect(sha256(content.bytes).hex == vectors.tiles[content.tile.path])
        }
        #expect(builder.root.hex == vectors.tiles_root)
        #expect(builder.edge.count == UInt64(vectors.tiles_size))
        #expect(builder.takeFull().isEmpty)
    }

    @Test(arguments: [0, 3, 256])
    func bundlesGiveTheSameTilesAsTheirLeaves(first: Int) throws {
        let entries = (0..<3_000).map { "entry \($0)".bytes }
        var (builder, expected) = (TileBuilder(), TileBuilder())
        for entry in entries[..<first] { builder.append(MerkleTree.leafHash(entry)) }
        for entry in entries { expected.append(MerkleTree.leafHash(entry)) }
        var tiles = builder.takeFull()
        for start in stride(from: first, to: entries.count, by: 256) {
            let part = entries[start..<min(start + 256, entries.count)]
            let bundle = try AuditBundle(
                first: UInt64(start), bytes: try EntryBundle.encode(part), count: part.count)
            #expect((bundle.tile != nil) == (start % 256 == 0 && part.count == 256))
            builder.append(bundle)
            tiles += (bundle.tile.map { [$0] } ?? []) + builder.takeFull()
        }
        #expect(builder.size == expected.size)
        #expect(builder.root == expected.root)
        #expect(builder.partials == expected.partials)
        #expect(tiles == expected.takeFull())
    }

    @Test(arguments: [0, 1, 255, 256, 257, 511, 512, 600])
    func goesOnFromStoredTiles(size: Int) throws {
        let all = leaves(700)
        let store = TileStore(leaves: [Hash](all[..<size]))
        var reader = store.reader(size: size)
        var builder = try TileBuilder(size: UInt64(size), reader: &reader)
        #expect(builder.root == Naive.root(all[..<size]))
        for leaf in all[size...] { builder.append(leaf) }
        #expect(builder.root == Naive.root(all[...]))
        store.keep(builder.takeFull() + builder.partials)
        let whole = TileStore(leaves: all).tiles
        for (tile, bytes) in whole { #expect(store.tiles[tile] == bytes) }
    }

    @Test func rootAtEverySize() {
        let all = leaves(600)
        var builder = TileBuilder()
        var edge = RightEdge()
        #expect(builder.root == MerkleTree.emptyRoot)
        for leaf in all {
            builder.append(leaf)
            edge.append(leaf)
            #expect(builder.edge == edge)
        }
    }

    @Test func bytesAndHashes() throws {
        let all = leaves(5)
        #expect([Hash](concatenated: all.concatenated) == all)
        #expect([Hash](concatenated: [1, 2, 3]) == nil)
    }
}
