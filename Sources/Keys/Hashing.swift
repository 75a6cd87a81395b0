import Primitives
package import Wire

/// SHA-256 of the bytes.
package func sha256(_ bytes: RawSpan) -> Hash {
    unsafe bytes.withUnsafeBytes { unsafe digested(empty, $0, empty) }
}

/// SHA-256 of the bytes.
package func sha256(_ bytes: [UInt8]) -> Hash {
    unsafe sha256(bytes.span.bytes)
}

/// SHA-256 of `label || 0x00 || a || b`; the label keeps the hashes of different kinds of thing apart.
package func sha256(label: Label, _ a: RawSpan, _ b: RawSpan) -> Hash {
    unsafe label.bytes.withUnsafeBytes { label in
        unsafe a.withUnsafeBytes { a in
            unsafe b.withUnsafeBytes { b in unsafe digested(label, a, b) }
        }
    }
}

/// SHA-256 of `label || 0x00 ||` all parts, one after the other.
///
/// Nothing marks where one part ends: give at most one of variable length, or encode lengths.
package func sha256(label: Label, _ parts: [UInt8]...) -> Hash {
    var stream = SHA256Stream()
    stream.update(label.bytes)
    for part in parts { stream.update(part) }
    return stream.finalize()
}

extension SHA256Stream {
    /// The hash of everything so far; the stream may go on afterwards.
    package func finalize() -> Hash { Hash(filling: { finalize(into: &$0) }) }
}

/// SHA-256 of the three pieces in a row, without allocation.
package func digested(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ c: UnsafeRawBufferPointer
) -> Hash {
    unsafe withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { bytes in
        guard let start = bytes.baseAddress else { return Hash() }
        unsafe digest(a, b, c, into: start)
        return unsafe start.loadUnaligned(as: Hash.self)
    }
}

private var empty: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
