/// A byte string whose length is part of its type: hashes, keys, signatures, nonces.
///
/// The bytes are held inline, so a value costs no allocation; order is that of the bytes, first byte first.
package struct FixedBytes<let count: Int>: Equatable, Hashable, Comparable, Sendable {
    private var storage: [count of UInt8]

    /// All zeros.
    package init() {
        storage = .init(repeating: 0)
    }

    /// The bytes given, or nil unless there are exactly `count`.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == count else { return nil }
        storage = .init(repeating: 0)
        var offset = 0
        for byte in bytes {
            storage[offset] = byte
            offset += 1
        }
    }

    /// The bytes given, or nil unless there are exactly `count`.
    package init?(_ bytes: RawSpan) {
        guard bytes.byteCount == count else { return nil }
        storage = .init(repeating: 0)
        var target = storage.mutableSpan
        for offset in 0..<count {
            target[offset] = unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
        }
    }

    /// Reads lower- or upper-case hexadecimal of exactly `2 * count` digits.
    package init?(hex: some StringProtocol) {
        guard let bytes = [UInt8](hex: hex) else { return nil }
        self.init(bytes)
    }

    /// Fills a value in place: `body` gets the storage, all zeros.
    package init(filling body: (inout MutableRawSpan) -> Void) {
        storage = .init(repeating: 0)
        var span = storage.mutableSpan
        var bytes = unsafe span.mutableBytes
        body(&bytes)
    }

    /// A copy of the bytes.
    package var bytes: [UInt8] {
        unsafe withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Lower-case hexadecimal, `2 * count` digits.
    package var hex: String { bytes.hex }

    /// Lends the `count` bytes to `body`, which must not keep the pointer.
    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        // By address: through a getter of a span, from a value that the optimiser loads, `body` was lent the bytes of a
        // temporary copy (Swift 6.3 for wasm32).
        unsafe Swift.withUnsafeBytes(of: self) { unsafe body($0) }
    }

    /// Whether all bytes are the same; not in constant time.
    package static func == (left: Self, right: Self) -> Bool {
        for offset in 0..<count where left.storage[offset] != right.storage[offset] { return false }
        return true
    }

    /// The order of the first bytes that differ, as unsigned numbers.
    package static func < (left: Self, right: Self) -> Bool {
        for offset in 0..<count where left.storage[offset] != right.storage[offset] {
            return left.storage[offset] < right.storage[offset]
        }
        return false
    }

    /// Feeds all bytes to the hasher.
    package func hash(into hasher: inout Hasher) {
        unsafe withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
