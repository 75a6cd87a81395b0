package import Wire

/// Hashes to put into a hash tile (C2SP tlog-tiles), behind the `offset` that it has already.
package struct TileUpdate: Equatable, Sendable {
    /// Of the tile, 0 for that of the leaves.
    package var level: Int
    /// Of the tile within its level.
    package var index: UInt64
    /// Slot of the first hash; 0 where the tile is new.
    package var offset: Int
    /// In order; they follow what the tile has.
    package var hashes: [Hash]

    /// Hashes in the tile afterwards.
    package var width: Int { offset + hashes.count }
}
