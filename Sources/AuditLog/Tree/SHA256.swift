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
            unsafe hash { target in unsafe copy(bytes, to: target) }
        }
    }
}

// Tree nodes and leaves are hashed by the million. Measured per node (65 bytes, two blocks): swift-crypto 187
// ns, EVP 154 ns, libcrypto's low-level functions piece by piece 99 ns. What fits in four blocks is therefore
// laid out on the stack with its padding and goes through libcrypto's block function at once: 85 ns, no more
// than the blocks need.

/// SHA-256 of the three pieces in a row, without allocation.
@inline(__always)
func digest(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ c: UnsafeRawBufferPointer) -> Hash {
    unsafe hash { target in unsafe digest(a, b, c, into: target) }
}

/// SHA-256 of the three pieces in a row into 32 bytes at `target`, which may overlap any piece.
@inline(__always)
func digest(
    _ a: UnsafeRawBufferPointer,
    _ b: UnsafeRawBufferPointer,
    _ c: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawPointer,
) {
    let count = a.count + b.count + c.count
    guard count <= smallLimit else {
        unsafe kentongan_sha256(
            a.baseAddress, a.count, b.baseAddress, b.count, c.baseAddress, c.count,
            target.assumingMemoryBound(to: UInt8.self)
        )
        return
    }
    unsafe withUnsafeTemporaryAllocation(byteCount: 256, alignment: 16) { message in
        guard let start = message.baseAddress else { return }
        unsafe copy(a, to: start)
        unsafe copy(b, to: start + a.count)
        unsafe copy(c, to: start + a.count + b.count)
        unsafe digest(padding: start, count: count, into: target)
    }
}

/// The longest message that fits in four blocks with its padding: 0x80, zeros, and the length in eight bytes.
private let smallLimit = 4 * 64 - 9

/// FIPS 180-4 §5.1.1 and §6.2.2: pads the message of `count` bytes in place, in 256 bytes of room.
private func digest(
    padding message: UnsafeMutableRawPointer, count: Int, into target: UnsafeMutableRawPointer
) {
    let padded = (count + 9 + 63) & ~63
    unsafe (message + count).initializeMemory(as: UInt8.self, repeating: 0, count: padded - count)
    unsafe message.storeBytes(of: 0x80, toByteOffset: count, as: UInt8.self)
    unsafe message.storeBytes(of: UInt64(8 * count).bigEndian, toByteOffset: padded - 8, as: UInt64.self)
    var state = SHA256_CTX()
    unsafe SHA256_Init(&state)
    unsafe SHA256_Update(&state, message, padded)
    let words = state.h
    unsafe target.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt32.self)
    unsafe target.storeBytes(of: words.1.bigEndian, toByteOffset: 4, as: UInt32.self)
    unsafe target.storeBytes(of: words.2.bigEndian, toByteOffset: 8, as: UInt32.self)
    unsafe target.storeBytes(of: words.3.bigEndian, toByteOffset: 12, as: UInt32.self)
    unsafe target.storeBytes(of: words.4.bigEndian, toByteOffset: 16, as: UInt32.self)
    unsafe target.storeBytes(of: words.5.bigEndian, toByteOffset: 20, as: UInt32.self)
    unsafe target.storeBytes(of: words.6.bigEndian, toByteOffset: 24, as: UInt32.self)
    unsafe target.storeBytes(of: words.7.bigEndian, toByteOffset: 28, as: UInt32.self)
}

@inline(__always)
private func copy(_ piece: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) {
    guard let source = piece.baseAddress else { return }
    unsafe target.copyMemory(from: source, byteCount: piece.count)
}

/// A hash whose 32 bytes `fill` writes, all of them.
@inline(__always)
private func hash(_ fill: (UnsafeMutableRawPointer) -> Void) -> Hash {
    unsafe withUnsafeTemporaryAllocation(byteCount: 32, alignment: 16) { bytes in
        guard let start = bytes.baseAddress else { return Hash() }
        unsafe fill(start)
        return unsafe start.loadUnaligned(as: Hash.self)
    }
}

private var empty: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
