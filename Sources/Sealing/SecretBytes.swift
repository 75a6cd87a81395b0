#if canImport(Glibc)
    import Glibc
#endif

/// The one buffer for secrets that people type or that codenames derive: locked in memory, zeroed at the end.
///
/// It has its pages to itself, as pages are what is locked. Locking is best effort: where the limit of locked
/// memory is used up the bytes may be swapped, still zeroed.
@safe package final class SecretBytes: @unchecked Sendable {
    private let pages: UnsafeMutableRawBufferPointer

    /// Takes a copy; the caller's array is the caller's to forget.
    package init(_ source: some Collection<UInt8>) {
        let page = Int(getpagesize())
        count = source.count
        unsafe pages = .allocate(byteCount: max(1, (count + page - 1) / page) * page, alignment: page)
        unsafe pages.initializeMemory(as: UInt8.self, repeating: 0)
        if let base = unsafe pages.baseAddress { unsafe mlock(base, pages.count) }
        unsafe pages.copyBytes(from: source)
    }

    package let count: Int

    deinit {
        if let base = unsafe pages.baseAddress {
            unsafe explicit_bzero(base, pages.count)
            unsafe munlock(base, pages.count)
        }
        unsafe pages.deallocate()
    }

    /// Lends the bytes in an array that is erased behind `body`, which must keep no copy.
    package func withBytes<Result, Failure: Error>(
        _ body: ([UInt8]) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var copy = unsafe [UInt8](pages.prefix(count))
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
