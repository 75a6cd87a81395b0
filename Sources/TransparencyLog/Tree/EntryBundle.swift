package import Wire

/// Why bytes are not a bundle of entries, or entries not a bundle.
package enum BundleError: Error, Equatable {
    case entryTooLong(byteCount: Int, limit: Int)
    case tooManyEntries(count: Int, limit: Int)
    /// The bytes end within entry `entry` of the bundle.
    case truncated(entry: Int)
    case trailingBytes(count: Int)
}

extension BundleError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .entryTooLong(let count, let limit): "entry has \(count) bytes (limit: \(limit))"
        case .tooManyEntries(let count, let limit): "bundle has \(count) entries (limit: \(limit))"
        case .truncated(let entry): "bundle ends within entry \(entry)"
        case .trailingBytes(let count): "bundle has \(count) bytes after its last entry"
        }
    }
}

/// The entries under one level-0 tile: each a big-endian u16 length and its bytes.
///
/// An empty entry is legal.
package enum EntryBundle {
    /// Bytes of the longest entry.
    package static let maximumEntryBytes = 65_535

    /// - Parameter entries: at most 256, of at most 65,535 bytes each.
    /// - Returns: the bundle's bytes.
    /// - Throws: `tooManyEntries`, `entryTooLong` beyond these limits.
    package static func encode(_ entries: some Collection<[UInt8]>) throws(BundleError) -> [UInt8] {
        guard entries.count <= Tile.fullWidth else {
            throw .tooManyEntries(count: entries.count, limit: Tile.fullWidth)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            guard entry.count <= maximumEntryBytes else {
                throw .entryTooLong(byteCount: entry.count, limit: maximumEntryBytes)
            }
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 0xff))
            bytes += entry
        }
        return bytes
    }

    /// Where each of exactly `count` entries lies in a bundle; nothing may follow the last one.
    package static func ranges(in bundle: RawSpan, count: Int) throws(BundleError) -> [Range<Int>] {
        guard (0...Tile.fullWidth).contains(count) else {
            throw .tooManyEntries(count: count, limit: Tile.fullWidth)
        }
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(count)
        var offset = 0
        for entry in 0..<count {
            guard bundle.byteCount - offset >= 2 else { throw .truncated(entry: entry) }
            let length = unsafe bundle.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self).bigEndian
            offset += 2
            guard bundle.byteCount - offset >= Int(length) else { throw .truncated(entry: entry) }
            ranges.append(offset..<offset + Int(length))
            offset += Int(length)
        }
        guard offset == bundle.byteCount else { throw .trailingBytes(count: bundle.byteCount - offset) }
        return ranges
    }

    /// Exactly `count` entries.
    package static func decode(_ bundle: [UInt8], count: Int) throws(BundleError) -> [[UInt8]] {
        try unsafe ranges(in: bundle.span.bytes, count: count).map { [UInt8](bundle[$0]) }
    }

    /// The leaf hashes of exactly `count` entries.
    package static func leafHashes(of bundle: RawSpan, count: Int) throws(BundleError) -> [Hash] {
        try ranges(in: bundle, count: count).map { MerkleTree.leafHash(bundle.extracting($0)) }
    }
}
