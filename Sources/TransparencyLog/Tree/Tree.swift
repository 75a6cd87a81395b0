import Keys
import Primitives
package import Wire

/// The hashes of RFC 6962 §2.1 (RFC 9162 §2.1) with SHA-256.
package enum MerkleTree {
    /// SHA-256 of nothing.
    package static let emptyRoot = sha256([])

    /// `SHA-256(0x00 || entry)`.
    package static func leafHash(_ entry: RawSpan) -> Hash {
        unsafe entry.withUnsafeBytes { entry in
            unsafe withUnsafeBytes(of: UInt8(0)) { unsafe digested($0, entry, nothing) }
        }
    }

    /// `SHA-256(0x00 || entry)`.
    package static func leafHash(_ entry: [UInt8]) -> Hash {
        unsafe leafHash(entry.span.bytes)
    }

    /// `SHA-256(0x01 || left || right)`.
    package static func nodeHash(_ left: Hash, _ right: Hash) -> Hash {
        unsafe withUnsafeBytes(of: UInt8(1)) { prefix in
            unsafe withUnsafeBytes(of: left) { left in
                unsafe withUnsafeBytes(of: right) { right in unsafe digested(prefix, left, right) }
            }
        }
    }

    /// The root over all leaf hashes, MTH(D[0:n]).
    package static func root(of leaves: [Hash]) -> Hash {
        var edge = RightEdge()
        for leaf in leaves { edge.append(leaf) }
        return edge.root
    }

    /// Folds a perfect subtree in place; `hashes`, a power of two of them, are garbage afterwards.
    package static func perfectRoot(_ hashes: UnsafeMutableBufferPointer<Hash>) -> Hash? {
        guard let base = UnsafeMutableRawPointer(hashes.baseAddress) else { return nil }
        var count = hashes.count
        unsafe withUnsafeBytes(of: UInt8(1)) { prefix in
            while count > 1 {
                count /= 2
                for index in 0..<count {
                    let pair = unsafe UnsafeRawBufferPointer(start: base + 64 * index, count: 64)
                    unsafe digest(prefix, pair, nothing, into: base + 32 * index)
                }
            }
        }
        return unsafe hashes.first
    }

    private static var nothing: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
}

/// The right edge of a tree: the roots of its maximal perfect subtrees, largest (left-most) first.
///
/// Enough to append and to know the root, in O(log n) space: one hash for each bit set in `count`.
package struct RightEdge: Equatable, Sendable {
    /// Leaves so far.
    package private(set) var count: UInt64
    /// One hash for each bit set in `count`, the highest bit first.
    package private(set) var hashes: [Hash]

    /// The empty tree.
    package init() {
        count = 0
        hashes = []
    }

    /// A stored edge; nil unless there is exactly one hash for each bit set in `count`.
    package init?(count: UInt64, hashes: [Hash]) {
        guard hashes.count == count.nonzeroBitCount else { return nil }
        self.count = count
        self.hashes = hashes
    }

    /// The root over all leaves so far.
    package var root: Hash {
        guard var root = hashes.last else { return MerkleTree.emptyRoot }
        for left in hashes.dropLast().reversed() { root = MerkleTree.nodeHash(left, root) }
        return root
    }

    /// Adds a leaf at the right end.
    package mutating func append(_ leaf: Hash) {
        push(leaf, level: 0)
    }

    /// Appends a perfect subtree of 2^level leaves at once; false, and nothing done, where none can stand.
    package mutating func append(subtree root: Hash, level: Int) -> Bool {
        guard (0..<64).contains(level), count & ((1 << level) - 1) == 0 else { return false }
        push(root, level: level)
        return true
    }

    private mutating func push(_ subtree: Hash, level: Int) {
        var root = subtree
        var rest = count >> UInt64(level)
        while rest & 1 == 1, let left = hashes.popLast() {
            root = MerkleTree.nodeHash(left, root)
            rest >>= 1
        }
        hashes.append(root)
        count &+= 1 << UInt64(level)
    }
}
