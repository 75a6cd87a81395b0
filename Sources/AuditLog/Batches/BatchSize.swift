import Wire

/// Sizes of batches: 256 · 8^k entries, so that their number says as little as possible about what they hold.
package enum BatchSize {
    /// Entries of the smallest batch.
    package static let smallest: UInt64 = 256

    /// Whether a batch can have this many entries.
    package static func isStep(_ count: UInt64) -> Bool {
        count >= smallest && count.nonzeroBitCount == 1 && (count.trailingZeroBitCount - 8) % 3 == 0
    }

    /// Sealed entries in a batch: all but the epoch and what it says in the open.
    package static func room(size: UInt64, publicEntries: Int) -> UInt64 {
        let taken = UInt64(publicEntries) + 1
        return size.less(taken)
    }

    /// The smallest step whose u · room the pending records do not exceed, and one more if `bump`.
    ///
    /// - Parameters:
    ///   - pending: number of records.
    ///   - publicEntries: number of entries in the open, the epoch not counted.
    ///   - u: the epoch's secret, uniform in [½, 1).
    ///   - bump: the event of probability 1/64.
    /// - Returns: entries of the batch; nil above 256 · 8^6, where no batch of this program's can be.
    package static func choose(pending: Int, publicEntries: Int, u: Double, bump: Bool) -> UInt64? {
        var size = smallest
        while Double(pending) > u * Double(room(size: size, publicEntries: publicEntries)) {
            size *= 8
            guard size <= largest else { return nil }
        }
        guard bump else { return size }
        return size < largest ? size * 8 : nil
    }

    /// Entries of the largest batch there can be.
    static let largest = smallest << 18
    /// Entries of a batch that are not sealed: somebody has to read them all.
    static let mostOthers: UInt64 = 4_096
}
