import TransparencyLog
package import Wire

/// A bundle of entries with everything computed that needs no entry before it: most of an audit's work.
///
/// A value made from bytes alone, so that bundles can be prepared on several cores and audited on one.
package struct AuditBundle: Sendable {
    /// 256 sealed entries in a row, chained and ascending among themselves.
    struct SealedRun: Sendable {
        var previous: HashWords
        var lowest: HashWords
        var highest: HashWords
    }

    /// Index of the first entry, as asked for.
    package let first: UInt64
    let bytes: [UInt8]
    let ranges: [Range<Int>]
    /// Leaf hash of each entry, in order.
    package let leaves: [Hash]
    /// Of the subtree, where the bundle is a whole one of 256.
    let root: Hash?
    let run: SealedRun?

    /// - Parameters:
    ///   - first: index of the first entry.
    ///   - bytes: C2SP entry bundle of exactly `count` entries.
    ///   - count: 0 to 256.
    /// - Throws: `entryUndecodable` where the bytes are no such bundle.
    package init(first: UInt64, bytes: [UInt8], count: Int) throws(LogError) {
        let ranges: [Range<Int>]
        do { ranges = try unsafe EntryBundle.ranges(in: bytes.span.bytes, count: count) } catch {
            throw LogError(
                .entryUndecodable, at: first, "bundle", expected: "\(count) entries", found: "\(error)")
        }
        var leaves: [Hash] = []
        leaves.reserveCapacity(count)
        for range in ranges { leaves.append(unsafe MerkleTree.leafHash(bytes.span.bytes.extracting(range))) }
        root = first % 256 == 0 && count == 256 ? Self.root(of: leaves) : nil
        run = Self.run(first: first, bytes: bytes, ranges: ranges, leaves: leaves)
        self.first = first
        self.bytes = bytes
        self.ranges = ranges
        self.leaves = leaves
    }

    /// The commitment of an entry of a run.
    func commitment(_ offset: Int) -> HashWords {
        unsafe HashWords(bytes.span.bytes, at: ranges[offset].lowerBound + SealedEntry.commitmentOffset)
    }

    private static func root(of leaves: [Hash]) -> Hash? {
        var hashes = leaves
        return unsafe hashes.withUnsafeMutableBufferPointer { unsafe MerkleTree.perfectRoot($0) }
    }

    private static func run(
        first: UInt64, bytes: [UInt8], ranges: [Range<Int>], leaves: [Hash]
    ) -> SealedRun? {
        guard ranges.count == 256, first % 256 == 0, first < .max - 256 else { return nil }
        let span = unsafe bytes.span.bytes
        var previous: HashWords?
        var lowest: HashWords?
        var highest: HashWords?
        for offset in 0..<256 {
            let entry = span.extracting(ranges[offset])
            guard SealedEntry.matches(entry), SealedEntry.index(of: entry) == first.plus(UInt64(offset))
            else {
                return nil
            }
            let (link, commitment) = (SealedEntry.previous(of: entry), SealedEntry.commitment(of: entry))
            if offset == 0 {
                previous = link
                lowest = commitment
            } else {
                guard link == HashWords(leaves[offset - 1]), let highest, highest < commitment else {
                    return nil
                }
            }
            highest = commitment
        }
        guard let previous, let lowest, let highest else { return nil }
        return SealedRun(previous: previous, lowest: lowest, highest: highest)
    }
}
