import Glibc

/// A file that is read more than once: it stays the one that was opened, whatever becomes of its name.
package final class RegularFile: Sendable {
    /// What stands under a path, for who expects a file.
    package enum Kind: Equatable, Sendable {
        case file
        case folder
        /// What gives its bytes once: a pipe, or standard input.
        case pipe
        case device
        case socket
    }

    /// Bytes, when it was opened.
    package let size: UInt64
    private let file: OpenFile

    /// What stands under a path, a link's target included.
    ///
    /// - Parameter path: `-` is standard input.
    /// - Returns: its kind; nothing is opened, so a pipe that nobody writes to does not wait.
    /// - Throws: a `FileError` of step `open` where nothing is there, or it may not be looked at.
    package static func kind(of path: String) throws(FileError) -> Kind {
        guard path != Files.standardInput else { return .pipe }
        var status = stat()
        guard unsafe stat(bytes(of: path), &status) == 0 else { throw FileError(.open, path, errno: errno) }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFIFO: .pipe
        case S_IFSOCK: .socket
        default: .device
        }
    }

    /// Opens a path whose `kind` is a file.
    package init(_ path: String) throws(FileError) {
        // Where it became a pipe meanwhile, this does not wait.
        file = try OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        size = try file.size
    }

    /// Lends it, from its start, as the input of another program.
    package func lend<Result>(_ body: (CInt) throws -> Result) rethrows -> Result {
        file.rewind()
        return try file.lend(body)
    }

    /// The bytes at an offset: `count` of them, fewer only where the file ends.
    package func read(at offset: UInt64, count: Int) throws(FileError) -> [UInt8] {
        try file.read(at: offset, count: count)
    }
}
