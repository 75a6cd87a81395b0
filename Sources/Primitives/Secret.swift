/// Bytes in pages of their own, locked in memory and overwritten with zeros when the last copy of the value goes; it
/// prints none of them.
///
/// Locking is best effort: where the limit of locked memory is used up, the bytes may be swapped; they are zeroed all
/// the same. A program that people use says so where nothing can be locked.
package struct Secret: Sendable {
    private let memory: SecretMemory

    /// Takes a copy; the caller's bytes are the caller's to erase.
    package init(_ source: some Collection<UInt8>) {
        memory = SecretMemory(count: source.count)
        defer { extendLifetime(memory) }
        unsafe memory.buffer.copyBytes(from: source)
    }

    /// What `fill` writes into `count` bytes of zeros.
    init(count: Int, filling fill: (UnsafeMutableRawBufferPointer) -> Void) {
        memory = SecretMemory(count: count)
        defer { extendLifetime(memory) }
        unsafe fill(memory.buffer)
    }

    /// What `fill` writes into `count` bytes of zeros; nil where it answers false.
    init?(count: Int, checking fill: (UnsafeMutableRawBufferPointer) -> Bool) {
        let memory = SecretMemory(count: count)
        defer { extendLifetime(memory) }
        guard unsafe fill(memory.buffer) else { return nil }
        self.memory = memory
    }

    /// Bytes.
    package var count: Int { memory.count }

    /// Lends the bytes in an array that is erased behind `body`, which must keep no copy.
    package func withBytes<Result, Fault: Error>(
        _ body: ([UInt8]) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        var copy = unsafe withUnsafeBytes { unsafe [UInt8]($0) }
        defer { copy.erase() }
        return try body(copy)
    }

    /// Lends the bytes where they stand.
    func withUnsafeBytes<Result, Fault: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Fault) -> Result
    ) throws(Fault) -> Result {
        defer { extendLifetime(memory) }
        return unsafe try body(UnsafeRawBufferPointer(memory.buffer))
    }
}

extension Secret: CustomStringConvertible {
    /// How long it is, and nothing else.
    package var description: String { "secret of \(count) bytes" }
}

#if !hasFeature(Embedded)
    extension Secret: CustomReflectable {
        /// Shows no children, so that a dump prints none of the bytes.
        package var customMirror: Mirror { Mirror(self, children: [:]) }
    }
#endif

/// The one owner of a secret's bytes.
///
/// They are written before anybody else knows of it, and then only read.
@safe private final class SecretMemory: @unchecked Sendable {
    let buffer: UnsafeMutableRawBufferPointer
    private let pages: UnsafeMutableRawBufferPointer

    init(count: Int) {
        let page = CryptoLibrary.pageSize
        let room = max(1, (count + page - 1) / page) * page
        unsafe pages = .allocate(byteCount: room, alignment: max(16, page))
        unsafe pages.initializeMemory(as: UInt8.self, repeating: 0)
        unsafe buffer = UnsafeMutableRawBufferPointer(start: pages.baseAddress, count: count)
        unsafe CryptoLibrary.lock(pages)
    }

    var count: Int { unsafe buffer.count }

    deinit {
        unsafe CryptoLibrary.erase(pages)
        unsafe CryptoLibrary.unlock(pages)
        unsafe pages.deallocate()
    }
}
