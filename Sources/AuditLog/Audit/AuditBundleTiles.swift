package import TransparencyLog
import Wire

extension TileBuilder {
    /// The leaves of a bundle.
    ///
    /// A whole one brings its subtree's root along, and its tile is not collected here: it
    /// has it in `tile`.
    package mutating func append(_ bundle: AuditBundle) {
        if let root = bundle.root, size == bundle.first, append(tile: bundle.leaves, root: root) { return }
        for leaf in bundle.leaves { append(leaf) }
    }
}

extension AuditBundle {
    /// The level-0 tile of a whole bundle.
    package var tile: TileContent? {
        guard root != nil, let tile = Tile(kind: .hashes(level: 0), index: first / 256) else { return nil }
        return TileContent(tile: tile, bytes: leaves.concatenated)
    }
}
