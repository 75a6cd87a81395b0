#if canImport(Glibc)
    import Glibc
#endif

/// The one buffer for secrets that people type or that codenames derive: locked in memory, zeroed at the end.
///
/// Locking is best effort: where the limit of locked memory is used up the bytes may be swapped, still zeroed.
@safe package final class SecretBytes: @unchecked Sendable {
    private let bytes: UnsafeMutableRawBufferPointer

    /// Takes a copy; the caller's array is the caller's to forget.
    package init(_ source: some Collection<UInt8>) {
        unsafe bytes = .allocate(byteCount: max(source.count, 1), alignment: 16)
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
        if let base = unsafe bytes.baseAddress { unsafe mlock(base, bytes.count) }
        unsafe bytes.copyBytes(from: source)
        count = source.count
    }

    package let count: Int

    deinit {
        if let base = unsafe bytes.baseAddress {
            unsafe explicit_bzero(base, bytes.count)
            unsafe munlock(base, bytes.count)
        }
        unsafe bytes.deallocate()
    }

    package func withBytes<Result, Failure: Error>(
        _ body: ([UInt8]) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var copy = unsafe [UInt8](bytes.prefix(count))
        defer { copy.erase() }
        return try body(copy)
    }
}

extension [UInt8] {
    /// Overwrites every byte with zero.
    package mutating func erase() {
        unsafe withUnsafeMutableBytes { buffer in
            if let base = buffer.baseAddress { unsafe explicit_bzero(base, buffer.count) }
        }
    }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
    package var description: String { "secret of \(count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
