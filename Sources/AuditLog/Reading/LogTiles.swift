import Keys
package import TransparencyLog
import Wire
import Words

/// The hash tiles that a source offers.
///
/// Nothing read is trusted.
package protocol LogTiles: Sendable {
    /// Goes on where the tree of `size` entries ends, as these tiles of a tree of `treeSize` have it.
    func builder(size: UInt64, treeSize: UInt64) async throws(LogSourceError) -> TileBuilder

    /// The bytes of each tile, from its start and at least as wide as asked for; nil for one that is not there.
    func hashes(of tiles: [Tile]) async throws(LogSourceError) -> [[UInt8]?]
}

/// Holds a source's hash tiles against those that follow from its entries.
package struct LogTileCheck {
    /// Failures that are kept; behind them nothing more is asked for.
    private static let limit = 100

    /// What does not fit, in the order found; no more than 100.
    package private(set) var failures: [LogError] = []
    /// Why a tile could not be read, which says nothing of what is in it; behind it nothing more is asked for.
    package private(set) var broken: LogSourceError?
    private let tiles: any LogTiles
    private var builder: TileBuilder

    /// - Parameters:
    ///   - tiles: the source's.
    ///   - old: size of the tree that was right already; 0 for none.
    ///   - new: size of the tree that the source holds.
    /// - Throws: `LogSourceError` where the tiles of the old tree's edge cannot be read.
    package init(_ tiles: any LogTiles, from old: UInt64, to new: UInt64) async throws(LogSourceError) {
        self.tiles = tiles
        builder = old == 0 ? TileBuilder() : try await tiles.builder(size: old, treeSize: new)
    }

    /// Goes on with the next entries.
    ///
    /// - Parameters:
    ///   - bundles: from where the last ones ended, in order.
    ///   - differences: what `differences` said of the tiles of those that are whole.
    package mutating func append(_ bundles: some Sequence<AuditBundle>, differences: TileDifferences) async {
        for bundle in bundles { builder.append(bundle) }
        note(differences)
        await check(builder.takeFull())
    }

    /// Compares what the last entries completed, and the tiles that are not full.
    package mutating func finish() async {
        await check(builder.takeFull() + builder.partials)
    }

    private mutating func check(_ contents: [TileContent]) async {
        guard failures.count < Self.limit, broken == nil else { return }
        note(await tiles.differences(from: contents))
    }

    private mutating func note(_ differences: TileDifferences) {
        failures += differences.failures.prefix(max(0, Self.limit - failures.count))
        broken = broken ?? differences.broken
    }
}

/// Between the tiles that follow from a log's entries and those that its source offers.
package struct TileDifferences: Sendable {
    /// What does not fit.
    package var failures: [LogError] = []
    /// Why some could not be read.
    package var broken: LogSourceError?

    /// None.
    package init() {}
}

extension LogTiles {
    /// What does not fit the tiles that follow from the entries; of bundles, this asks for no entry before them.
    package func differences(from contents: [TileContent]) async -> TileDifferences {
        var differences = TileDifferences()
        guard !contents.isEmpty else { return differences }
        let found: [[UInt8]?]
        do throws(LogSourceError) { found = try await hashes(of: contents.map { $0.tile }) } catch {
            switch error {
            case .log(let error): differences.failures.append(error)
            case .unreadable: differences.broken = error
            }
            return differences
        }
        for (content, bytes) in zip(contents, found) {
            // A longer one may be the full one that replaced it.
            if let bytes, bytes == content.bytes || bytes.starts(with: content.bytes) { continue }
            differences.failures.append(
                LogError(
                    .rootMismatch, at: content.tile.firstLeaf, content.tile.path,
                    expected: sha256(content.bytes).hex,
                    found: bytes.map { sha256(Array($0.prefix(content.bytes.count))).hex } ?? "none"))
        }
        return differences
    }
}
