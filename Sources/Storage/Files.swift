import Foundation

/// The few calls to the operating system that a durable small file needs.
enum Files {
    /// Makes an empty file that only its owner can read; refuses where there is one.
    static func createPrivate(_ path: String) throws(StoreError) {
        let descriptor = try open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC)
        close(descriptor)
    }

    /// Replaces a file as a whole: after a crash there is the old content or the new one.
    ///
    /// - Parameter beforeRename: called when the new content is durable beside the old one.
    static func replace(
        _ path: String, with bytes: [UInt8], beforeRename: () throws(StoreError) -> Void
    ) throws(StoreError) {
        let temporary = path + ".new"
        let descriptor = try open(temporary, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC)
        do throws(StoreError) {
            try write(bytes, to: descriptor)
            try sync(descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        close(descriptor)
        try beforeRename()
        guard unsafe rename(temporary, path) == 0 else { throw StoreError(errno: errno) }
        try syncDirectory((path as NSString).deletingLastPathComponent)
    }

    /// Makes names in a directory durable.
    static func syncDirectory(_ path: String) throws(StoreError) {
        let descriptor = try open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { close(descriptor) }
        try sync(descriptor)
    }

    /// A small file's bytes; nil where there is none.
    static func read(_ path: String) throws(StoreError) -> [UInt8]? {
        let descriptor: CInt
        do { descriptor = try open(path, O_RDONLY | O_CLOEXEC) } catch {
            if error == .missing(name(path)) { return nil }
            throw error
        }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe Foundation.read(descriptor, $0.baseAddress, $0.count)
        }
        guard count >= 0 else { throw StoreError(errno: errno) }
        return Array(buffer[..<count])
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    static func open(_ path: String, _ flags: CInt) throws(StoreError) -> CInt {
        let descriptor = unsafe Foundation.open(path, flags, 0o600)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: throw .missing(name(path))
            case EEXIST: throw .exists
            default: throw StoreError(errno: errno)
            }
        }
        return descriptor
    }

    private static func write(_ bytes: [UInt8], to descriptor: CInt) throws(StoreError) {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes[offset...].withUnsafeBytes {
                unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw StoreError(errno: errno)
            }
            offset += count
        }
    }

    private static func sync(_ descriptor: CInt) throws(StoreError) {
        guard fsync(descriptor) == 0 else { throw StoreError(errno: errno) }
    }

    private static func name(_ path: String) -> String { (path as NSString).lastPathComponent }
}

/// Held as long as a process has what is in a directory open. It is on the directory: closing another descriptor
/// of a database's file would drop SQLite's own locks.
package final class DirectoryLock: Sendable {
    private let descriptor: CInt

    /// - Throws: `missing`; `inUse` where another process has it open.
    package init(_ directory: String) throws(StoreError) {
        descriptor = try Files.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            throw code == EWOULDBLOCK ? .inUse : StoreError(errno: code)
        }
    }

    deinit {
        // A child between fork and exec has the descriptor too: closing this one would not unlock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
