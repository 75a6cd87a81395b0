/// SHA-256 (FIPS 180-4) fed piece by piece, for what does not fit in memory.
package struct SHA256Stream: Sendable {
    private var state = CryptoLibrary.SHA256State()

    /// A stream that nothing was fed to.
    package init() {}

    /// Takes the next bytes.
    package mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe state.update($0) }
    }

    /// Takes the next bytes.
    package mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe state.update($0) }
    }

    /// Writes the 32 bytes of the hash of everything so far; the stream may go on afterwards.
    package func finalize(into target: inout MutableRawSpan) {
        unsafe target.withUnsafeMutableBytes { unsafe state.finalize(into: $0) }
    }
}

/// SHA-256 of the three pieces in a row into 32 bytes at `target`, which may overlap any piece.
///
/// Allocates nothing. This is what tree nodes, leaves and commitments are hashed by, by the million.
package func digest(
    _ a: UnsafeRawBufferPointer,
    _ b: UnsafeRawBufferPointer,
    _ c: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawPointer,
) {
    unsafe CryptoLibrary.digest(a, b, c, into: target)
}
