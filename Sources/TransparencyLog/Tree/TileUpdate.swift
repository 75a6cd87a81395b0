package import Wire

/// Hashes to put into a hash tile (C2SP tlog-tiles), behind the `offset` that it has already.
package struct TileUpdate: Equatable, Sendable {
    package var level: Int
    package var index: UInt64
    /// Slot of the first hash; 0 where the tile is new.
    package var offset: Int
    package var hashes: [Hash]

    /// Hashes in the tile afterwards.
    package var width: Int { offset + hashes.count }
}
