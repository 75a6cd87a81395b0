package import Wire

/// A hash tile with its bytes, `32 * tile.width` of them.
package struct TileContent: Equatable, Sendable {
    /// Which tile it is.
    package let tile: Tile
    /// The hashes in a row.
    package let bytes: [UInt8]

    /// Takes the parts unchecked.
    package init(tile: Tile, bytes: [UInt8]) {
        self.tile = tile
        self.bytes = bytes
    }
}

/// Turns leaf hashes into the tiles of all levels, from any size on.
///
/// It holds nothing but the right-most partial tile of each level (at most 255 hashes each), and the full
/// tiles that were not taken yet: in a long run, take them now and then.
package struct TileBuilder: Sendable {
    /// Leaves so far.
    package private(set) var size: UInt64
    /// The right-most tile of each level as far as it is filled; never full.
    private var levels: [[Hash]]
    private var completed: [TileContent] = []

    /// The empty tree.
    package init() {
        size = 0
        levels = []
    }

    /// Goes on where a stored tree ends.
    ///
    /// Compare `root` with the stored checkpoint's.
    package init<Reader: HashReader>(size: UInt64, reader: inout Reader) throws(Reader.Fault) {
        self.size = size
        levels = []
        for level in 0..<8 {
            let count = size >> UInt64(8 * level)
            guard count > 0 else { break }
            var hashes = Self.emptyTile
            for index in count & ~255..<count {
                hashes.append(try reader.hash(TreeNode(level: 8 * level, index: index)))
            }
            levels.append(hashes)
        }
    }

    /// Adds a leaf at the right end.
    package mutating func append(_ leaf: Hash) {
        size += 1
        push(leaf, level: 0)
    }

    /// The 256 leaves of a whole level-0 tile, whose root is known: their tile is not collected here.
    ///
    /// - Parameters:
    ///   - leaves: 256 leaf hashes.
    ///   - root: of the perfect subtree over them.
    /// - Returns: false, and nothing done, unless the tree ends at a multiple of 256.
    package mutating func append(tile leaves: [Hash], root: Hash) -> Bool {
        guard size % UInt64(Tile.fullWidth) == 0, leaves.count == Tile.fullWidth else { return false }
        size += UInt64(Tile.fullWidth)
        if levels.isEmpty { levels.append(Self.emptyTile) }
        push(root, level: 1)
        return true
    }

    /// The full tiles completed since the last call, each before those above it.
    package mutating func takeFull() -> [TileContent] {
        defer { completed = [] }
        return completed
    }

    /// The partial tiles of the tree as it is now, lowest level first.
    package var partials: [TileContent] {
        levels.enumerated().compactMap { level, hashes in
            Tile(kind: .hashes(level: level), index: size >> UInt64(8 * level + 8), width: hashes.count)
                .map { TileContent(tile: $0, bytes: hashes.concatenated) }
        }
    }

    /// The tree's right edge.
    package var edge: RightEdge {
        var edge = RightEdge()
        for (level, hashes) in levels.enumerated().reversed() {
            for hash in hashes { _ = edge.append(subtree: hash, level: 8 * level) }
        }
        return edge
    }

    /// The root over all leaves so far.
    package var root: Hash { edge.root }

    private mutating func push(_ hash: Hash, level: Int) {
        if level == levels.count { levels.append(Self.emptyTile) }
        levels[level].append(hash)
        guard levels[level].count == Tile.fullWidth else { return }
        let index = (size >> UInt64(8 * level + 8)) - 1
        if let tile = Tile(kind: .hashes(level: level), index: index) {
            completed.append(TileContent(tile: tile, bytes: levels[level].concatenated))
        }
        let root = unsafe levels[level].withUnsafeMutableBufferPointer { unsafe MerkleTree.perfectRoot($0) }
        levels[level].removeAll(keepingCapacity: true)
        if let root { push(root, level: level + 1) }
    }

    private static var emptyTile: [Hash] {
        var hashes: [Hash] = []
        hashes.reserveCapacity(Tile.fullWidth)
        return hashes
    }
}

extension [Hash] {
    /// The bytes of all hashes in a row: the content of a tile.
    package var concatenated: [UInt8] {
        unsafe withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// A tile's hashes; nil unless the bytes are a whole number of them.
    package init?(concatenated bytes: ArraySlice<UInt8>) {
        guard bytes.count % 32 == 0 else { return nil }
        self = unsafe [Hash](unsafeUninitializedCapacity: bytes.count / 32) { hashes, count in
            unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(hashes).copyMemory(from: $0) }
            count = bytes.count / 32
        }
    }

    /// A tile's hashes; nil unless the bytes are a whole number of them.
    package init?(concatenated bytes: [UInt8]) {
        self.init(concatenated: bytes[...])
    }
}
