/// A resource of C2SP tlog-tiles: up to 256 hashes of one level, or the bundle of up to 256 entries.
///
/// Hash `i` of tile (level, index) is MTH(D[p · 256^level : (p + 1) · 256^level]) with p = 256 · index + i.
package struct Tile: Hashable, Sendable {
    /// What a tile holds.
    package enum Kind: Hashable, Sendable {
        /// 0…63; one tile level is eight levels of the tree.
        case hashes(level: Int)
        /// The entries under the level-0 tile of the same index and width.
        case entries
    }

    /// Hashes or entries in a full tile.
    package static let fullWidth = 256
    static let maximumLevel = 63
    static let maximumIndex: UInt64 = .max >> 8

    /// What the tile holds.
    package let kind: Kind
    /// Counted from the left, within its level.
    package let index: UInt64
    /// 1…256; below 256 the tile is partial.
    package let width: Int

    /// Nil where the level, the index or the width is out of range.
    package init?(kind: Kind, index: UInt64, width: Int = Tile.fullWidth) {
        if case .hashes(let level) = kind, !(0...Self.maximumLevel).contains(level) { return nil }
        guard index <= Self.maximumIndex, (1...Self.fullWidth).contains(width) else { return nil }
        self.kind = kind
        self.index = index
        self.width = width
    }

    /// The tile as it stands in a tree of `treeSize` leaves; nil where it would be empty.
    package init?(kind: Kind, index: UInt64, treeSize: UInt64) {
        let level = if case .hashes(let level) = kind { level } else { 0 }
        guard (0...Self.maximumLevel).contains(level), index <= Self.maximumIndex else { return nil }
        let hashes = treeSize >> UInt64(8 * level)
        guard hashes > index << 8 else { return nil }
        let width = Int(Swift.min(hashes - index << 8, UInt64(Self.fullWidth)))
        self.init(kind: kind, index: index, width: width)
    }

    /// The tile that holds a node, or the hashes that it is folded from, in a tree of `treeSize` leaves.
    init?(holding node: TreeNode, treeSize: UInt64) {
        let rest = UInt64(node.level % 8)
        self.init(kind: .hashes(level: node.level / 8), index: node.index >> (8 - rest), treeSize: treeSize)
    }

    /// Whether it holds as much as a tile can.
    package var isFull: Bool { width == Self.fullWidth }

    /// The tile that replaces this one when it is full.
    package var full: Tile { Tile(kind: kind, index: index, width: Self.fullWidth) ?? self }

    /// 0 for a bundle.
    package var level: Int {
        if case .hashes(let level) = kind { level } else { 0 }
    }

    /// All hash tiles that are new or wider when a tree grows from one size to another, lowest level first.
    package static func changed(from old: UInt64, to new: UInt64) -> [Tile] {
        (0..<8).flatMap { changed(kind: .hashes(level: $0), from: old, to: new) }
    }

    /// All bundles that are new or wider when a tree grows from one size to another.
    package static func changedBundles(from old: UInt64, to new: UInt64) -> [Tile] {
        changed(kind: .entries, from: old, to: new)
    }

    private static func changed(kind: Kind, from old: UInt64, to new: UInt64) -> [Tile] {
        let level = if case .hashes(let level) = kind { level } else { 0 }
        let before = old >> UInt64(8 * level)
        let after = new >> UInt64(8 * level)
        guard before < after else { return [] }
        return (before >> 8...(after - 1) >> 8).compactMap { Tile(kind: kind, index: $0, treeSize: new) }
    }
}

// <prefix>/tile/<L>/<N>[.p/<W>] and <prefix>/tile/entries/<N>[.p/<W>]; N in groups of three digits, all but
// the last with an x before it.
extension Tile {
    /// Relative to the log's prefix: `tile/0/x001/x234/067`, `tile/entries/000.p/8`.
    package var path: String {
        let name =
            switch kind {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        var groups = [Self.threeDigits(index % 1000)]
        var rest = index / 1000
        while rest > 0 {
            groups.append("x" + Self.threeDigits(rest % 1000))
            rest /= 1000
        }
        let path = "tile/\(name)/" + groups.reversed().joined(separator: "/")
        return isFull ? path : "\(path).p/\(width)"
    }

    /// Reads exactly what `path` writes; nil for everything else.
    package init?(path: String) {
        guard path.utf8.count <= 64 else { return nil }
        var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard parts.popFirst()?.elementsEqual("tile".utf8) == true, let name = parts.popFirst() else {
            return nil
        }
        let kind: Kind
        if name.elementsEqual("entries".utf8) {
            kind = .entries
        } else {
            guard let level = parseDecimal(name, limit: UInt64(Self.maximumLevel)) else { return nil }
            kind = .hashes(level: Int(level))
        }
        var width: UInt64 = 256
        if parts.count >= 2, let group = parts.dropLast().last, group.suffix(2).elementsEqual(".p".utf8) {
            guard let digits = parts.popLast(), let partial = parseDecimal(digits, limit: 255) else {
                return nil
            }
            width = partial
            parts[parts.endIndex - 1] = group.dropLast(2)
        }
        guard let index = Self.parseIndex(parts) else { return nil }
        self.init(kind: kind, index: index, width: Int(width))
        guard self.path == path else { return nil }
    }

    private static func parseIndex(_ groups: ArraySlice<Substring.UTF8View>) -> UInt64? {
        var digits: [UInt8] = []
        for (position, group) in zip(groups.indices, groups) {
            var group = group
            if position != groups.endIndex - 1 {
                guard group.popFirst() == UInt8(ascii: "x") else { return nil }
            }
            guard group.count == 3 else { return nil }
            digits += group
        }
        guard digits.count >= 3, digits.count <= 18 else { return nil }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        return significant.isEmpty ? 0 : parseDecimal(significant, limit: maximumIndex)
    }

    private static func threeDigits(_ value: UInt64) -> String {
        let digits = String(value)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension Tile {
    /// Index of the first entry under it.
    package var firstLeaf: UInt64 {
        let shift = 8 * UInt64(level) + 8
        return shift < 64 ? index << shift : 0
    }
}
