import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct TileTests {
    @Test(arguments: [
        ("tile/0/x001/x234/067", 0, 1_234_067, 256), ("tile/0/000", 0, 0, 256), ("tile/1/000.p/1", 1, 0, 1),
        ("tile/0/273.p/112", 0, 273, 112), ("tile/63/000.p/255", 63, 0, 255),
        ("tile/2/x001/000", 2, 1000, 256),
        ("tile/0/x001/000.p/9", 0, 1000, 9),
    ])
    func hashPaths(path: String, level: Int, index: UInt64, width: Int) throws {
        let tile = try required(Tile(kind: .hashes(level: level), index: index, width: width))
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
    }

    @Test(arguments: [
        ("tile/entries/000", 0, 256), ("tile/entries/x001/x234/067.p/8", 1_234_067, 8),
        ("tile/entries/x072/x057/x594/x037/x927/935", Tile.maximumIndex, 256),
    ])
    func bundlePaths(path: String, index: UInt64, width: Int) throws {
        let tile = try required(Tile(kind: .entries, index: index, width: width))
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
    }

    @Test(arguments: [
        "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000",
        "tile/64/000",
        "tile/-1/000", "tile/+1/000", "tile/a/000", "/tile/0/000", "tile/0/000/", "tile//000", "tile/0//000",
        "tile/0/x000/001", "tile/0/001/001", "tile/0/x001", "tile/0/x01/001", "tile/0/x001/x001",
        "tile/0/X001/001",
        "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01",
        "tile/0/000.p/1/2",
        "tile/0/000.p/-1", "tile/0/.p/1", "tile/0/000.q/1", "tile/0/x000.p/1", "tile/0/00a", "tile/0/٠٠٠",
        "tile/.p/1",
        "tile/entries", "tile/entries/.p/1", "tile/Entries/000", "tiles/0/000", "tile/0/000?", "tile/0/ 00",
        "tile/0/x072/x057/x594/x037/x927/936", "tile/0/x999/x999/x999/x999/x999/999",
        "tile/0/x001/x000/x000/x000/x000/x000/000",
    ])
    func refusedPaths(path: String) {
        #expect(Tile(path: path) == nil)
    }

    @Test func refusedCoordinates() {
        #expect(Tile(kind: .hashes(level: -1), index: 0) == nil)
        #expect(Tile(kind: .hashes(level: 64), index: 0) == nil)
        #expect(Tile(kind: .entries, index: Tile.maximumIndex + 1) == nil)
        #expect(Tile(kind: .entries, index: 0, width: 0) == nil)
        #expect(Tile(kind: .entries, index: 0, width: 257) == nil)
    }

    @Test func sizesOfTheSpecification() {
        #expect(Tile.changed(from: 0, to: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1"])
        let large = Tile.changed(from: 0, to: 70_000)
        #expect(large.filter { $0.level == 0 }.count == 274)
        #expect(large.filter { $0.level == 0 && $0.isFull }.count == 273)
        #expect(
            large.filter { !$0.isFull }.map(\.path) == [
                "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1",
            ])
        #expect(large.filter { $0.level == 1 && $0.isFull }.count == 1)
        #expect(large.count == 277)
        #expect(Tile.changed(from: 0, to: 0).isEmpty)
        #expect(Tile.changed(from: 70_000, to: 70_000).isEmpty)
        #expect(Tile.changed(from: 256, to: 257).map(\.path) == ["tile/0/001.p/1"])
        #expect(
            Tile.changed(from: 65_535, to: 65_537).map(\.path) == [
                "tile/0/255", "tile/0/256.p/1", "tile/1/000", "tile/2/000.p/1",
            ])
        #expect(
            Tile.changedBundles(from: 255, to: 257).map(\.path) == [
                "tile/entries/000", "tile/entries/001.p/1",
            ])
    }

    @Test func changedIsWhatABuilderYields() {
        let all = leaves(700)
        for (old, new) in [(0, 1), (0, 255), (0, 256), (255, 257), (256, 512), (300, 700), (511, 513)] {
            var builder = TileBuilder()
            for leaf in all[..<old] { builder.append(leaf) }
            let before = Set((builder.takeFull() + builder.partials).map(\.tile))
            for leaf in all[old..<new] { builder.append(leaf) }
            let after = Set((builder.takeFull() + builder.partials).map(\.tile))
            #expect(Set(Tile.changed(from: UInt64(old), to: UInt64(new))) == after.subtracting(before))
        }
    }

    @Test func widths() throws {
        #expect(Tile(kind: .hashes(level: 0), index: 0, treeSize: 0) == nil)
        #expect(Tile(kind: .hashes(level: 0), index: 1, treeSize: 256) == nil)
        #expect(Tile(kind: .hashes(level: 1), index: 0, treeSize: 255) == nil)
        #expect(Tile(kind: .hashes(level: 1), index: 0, treeSize: 600)?.width == 2)
        #expect(Tile(kind: .entries, index: 2, treeSize: 600)?.width == 88)
        #expect(Tile(kind: .hashes(level: 8), index: 0, treeSize: .max) == nil)
        #expect(Tile(kind: .hashes(level: 0), index: Tile.maximumIndex, treeSize: .max)?.width == 255)
        let partial = try required(Tile(kind: .entries, index: 2, treeSize: 600))
        #expect(!partial.isFull)
        #expect(partial.full == Tile(kind: .entries, index: 2))
    }
}
