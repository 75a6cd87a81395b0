import Wire

/// The 77 bytes of an `Entry` whose body is `sealed`: nearly all that a log holds, hence a path of its own.
///
///     uint16 format = 1 | uint64 index | opaque previous[32] | uint16 kind = 4 | 0x20 | opaque
///     commitment[32]
///
/// The same bytes as the schema's codec writes and accepts; tests hold the two together.
enum SealedEntry {
    static let byteCount = 77
    static let commitmentOffset = 45
    private static let previousOffset = 10

    static func encode(index: UInt64, previous: Hash, commitment: Hash) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { bytes, count in
            let target = UnsafeMutableRawBufferPointer(bytes)
            unsafe target.storeBytes(of: UInt16(1).bigEndian, as: UInt16.self)
            unsafe target.storeBytes(of: index.bigEndian, toByteOffset: 2, as: UInt64.self)
            unsafe withUnsafeBytes(of: previous) { unsafe target[10..<42].copyBytes(from: $0) }
            unsafe target.storeBytes(of: UInt16(4).bigEndian, toByteOffset: 42, as: UInt16.self)
            unsafe target.storeBytes(of: 32, toByteOffset: 44, as: UInt8.self)
            unsafe withUnsafeBytes(of: commitment) { unsafe target[45..<77].copyBytes(from: $0) }
            count = byteCount
        }
    }

    /// Whether the bytes are a sealed entry of format 1; the rest is asked only of those.
    static func matches(_ entry: RawSpan) -> Bool {
        guard entry.byteCount == byteCount else { return false }
        return unsafe entry.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt16.self) == UInt16(1).bigEndian
            && entry.unsafeLoadUnaligned(fromByteOffset: 42, as: UInt16.self) == UInt16(4).bigEndian
            && entry.unsafeLoad(fromByteOffset: 44, as: UInt8.self) == 32
    }

    static func index(of entry: RawSpan) -> UInt64 { entry.uint64(at: 2) }

    static func previous(of entry: RawSpan) -> HashWords { HashWords(entry, at: previousOffset) }

    static func commitment(of entry: RawSpan) -> HashWords { HashWords(entry, at: commitmentOffset) }
}
