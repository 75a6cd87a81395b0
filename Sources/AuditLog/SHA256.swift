import COpenSSL
import Crypto
package import Wire

/// SHA-256 of the bytes.
package func sha256(_ bytes: RawSpan) -> Hash {
    unsafe bytes.withUnsafeBytes { unsafe digest(empty, $0, empty) }
}

/// SHA-256 of the bytes.
package func sha256(_ bytes: [UInt8]) -> Hash {
    unsafe sha256(bytes.span.bytes)
}

/// SHA-256 of `label || 0x00 || a || b`; the label keeps the hashes of different kinds of thing apart.
package func sha256(label: Label, _ a: RawSpan, _ b: RawSpan) -> Hash {
    unsafe label.bytes.withUnsafeBytes { label in
        unsafe a.withUnsafeBytes { a in
            unsafe b.withUnsafeBytes { b in unsafe digest(label, a, b) }
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

/// SHA-256 fed piece by piece, for what does not fit in memory.
package struct SHA256Stream: Sendable {
    private var state = SHA256()

    package init() {}

    package mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
    }

    package mutating func update(_ bytes: [UInt8]) {
        unsafe update(bytes.span.bytes)
    }

    /// The hash of everything so far; the stream may go on afterwards.
    package func finalize() -> Hash {
        let digest = state.finalize()
        return unsafe digest.withUnsafeBytes { bytes in
            unsafe hash { target in unsafe target.copyMemory(from: bytes) }
        }
    }
}

// libcrypto's low-level SHA-256 takes 103 ns for a tree node; the block limit is 92 ns, EVP needs 154 ns and
// swift-crypto 187 ns. Hence the C function below everything that is hashed often.

/// SHA-256 of the three pieces in a row, without allocation.
func digest(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ c: UnsafeRawBufferPointer) -> Hash {
    unsafe hash { target in
        unsafe digest(a, b, c, into: target.baseAddress)
    }
}

/// SHA-256 of the three pieces in a row into 32 bytes at `target`, which may overlap any piece.
func digest(
    _ a: UnsafeRawBufferPointer,
    _ b: UnsafeRawBufferPointer,
    _ c: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawPointer?,
) {
    unsafe kentongan_sha256(
        a.baseAddress, a.count, b.baseAddress, b.count, c.baseAddress, c.count,
        target?.assumingMemoryBound(to: UInt8.self)
    )
}

/// A hash whose 32 bytes `fill` writes.
private func hash(_ fill: (UnsafeMutableRawBufferPointer) -> Void) -> Hash {
    var hash = Hash()
    unsafe withUnsafeMutableBytes(of: &hash) { unsafe fill($0) }
    return hash
}

private var empty: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
