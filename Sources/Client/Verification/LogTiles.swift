package import AuditLog
import Console
import Wire

/// The hash tiles that a source offers. Nothing read is trusted.
package protocol LogTiles: Sendable {
    /// Goes on where the tree of `size` entries ends, as these tiles of a tree of `treeSize` have it.
    func builder(size: UInt64, treeSize: UInt64) async throws(LogSourceError) -> TileBuilder

    /// The bytes of each tile, from its start and at least as wide as asked for; nil for one that is not there.
    func hashes(of tiles: [Tile]) async throws(LogSourceError) -> [[UInt8]?]
}

/// Holds a source's hash tiles against those that follow from its entries.
struct LogTileCheck {
    private static let patience = 100

    private(set) var failures: [LogError] = []
    private let tiles: any LogTiles
    private var builder: TileBuilder

    /// - Parameters:
    ///   - old: size of the tree that was right already.
    ///   - new: size of the tree that the source holds.
    init(_ tiles: any LogTiles, from old: UInt64, to new: UInt64) async throws(LogSourceError) {
        self.tiles = tiles
        builder = old == 0 ? TileBuilder() : try await tiles.builder(size: old, treeSize: new)
    }

    mutating func append(_ bundles: some Sequence<[Hash]>) async {
        for leaves in bundles {
            for leaf in leaves { builder.append(leaf) }
        }
        await check(builder.takeFull())
    }

    mutating func finish() async {
        await check(builder.takeFull() + builder.partials)
    }

    private mutating func check(_ contents: [TileContent]) async {
        guard !contents.isEmpty, failures.count < Self.patience else { return }
        let found: [[UInt8]?]
        do { found = try await tiles.hashes(of: contents.map(\.tile)) } catch {
            switch error {
            case .log(let error): failures.append(error)
            case .failure(let failure):
                let path = contents[0].tile.path
                failures.append(
                    LogError(.rootMismatch, path, expected: "readable tiles", found: failure.message))
            }
            return
        }
        for (content, bytes) in zip(contents, found) {
            guard bytes?.starts(with: content.bytes) != true else { continue }
            failures.append(
                LogError(
                    .rootMismatch, at: content.tile.firstLeaf, content.tile.path,
                    expected: sha256(content.bytes).hex,
                    found: bytes.map { sha256(Array($0.prefix(content.bytes.count))).hex } ?? "none"))
        }
    }
}
