package import Wire

// What single entries of a bundle say, for who needs more of them than an audit does.

extension AuditBundle {
    /// What the entry at `index` commits to; nil where it is not sealed, or not in this bundle.
    package func commitment(at index: UInt64) -> Hash? {
        guard index >= first, index.less(first) < UInt64(ranges.count) else { return nil }
        let entry = unsafe bytes.span.bytes.extracting(ranges[Int(index.less(first))])
        return SealedEntry.matches(entry) ? SealedEntry.commitment(of: entry).hash : nil
    }

    /// The epoch that closes a batch at the bundle's end, with its entry's index; nil without one.
    package var epoch: (index: UInt64, epoch: Epoch)? {
        guard run == nil, let range = ranges.last,
            let entry = try? Entry(decoding: Array(bytes[range])), case .epoch(let epoch) = entry.body
        else { return nil }
        return (first.plus(UInt64(ranges.count)).less(1), epoch)
    }
}
