import Wire

/// A hash as four numbers in the order of its bytes: what an audit compares millions of times.
struct HashWords: Equatable, Comparable, Sendable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ hash: Hash) {
        let native = unsafe unsafeBitCast(hash, to: (UInt64, UInt64, UInt64, UInt64).self)
        words = (native.0.bigEndian, native.1.bigEndian, native.2.bigEndian, native.3.bigEndian)
    }

    /// - Precondition: 32 bytes from `offset` on.
    init(_ bytes: RawSpan, at offset: Int) {
        words = (
            bytes.uint64(at: offset), bytes.uint64(at: offset + 8), bytes.uint64(at: offset + 16),
            bytes.uint64(at: offset + 24)
        )
    }

    var hash: Hash {
        let native = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
        return unsafe unsafeBitCast(native, to: Hash.self)
    }

    static func == (left: Self, right: Self) -> Bool { left.words == right.words }
    static func < (left: Self, right: Self) -> Bool { left.words < right.words }
}

extension RawSpan {
    /// Big-endian.
    ///
    /// - Precondition: 2 bytes from `offset` on.
    func uint16(at offset: Int) -> UInt16 {
        unsafe UInt16(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    /// Big-endian.
    ///
    /// - Precondition: 8 bytes from `offset` on.
    func uint64(at offset: Int) -> UInt64 {
        unsafe UInt64(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
