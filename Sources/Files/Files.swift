import Glibc

/// Whole files, read and written the careful way.
///
/// Nothing here waits for a lock, and nothing is cut off silently.
package enum Files {
    /// Whether there is anything under this path, a link's target included.
    package static func exists(_ path: String) -> Bool { unsafe access(bytes(of: path), F_OK) == 0 }

    /// The path that stands for standard input.
    package static let standardInput = "-"

    /// The bytes of a file, a pipe or standard input, whole.
    ///
    /// - Parameters:
    ///   - path: the file's or the pipe's; `-` for standard input, which gives its bytes once.
    ///   - limit: bytes; a longer file is refused.
    /// - Returns: at most `limit` bytes.
    /// - Throws: a `FileError` of step `open` or `read`; `tooLong` above the limit.
    package static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        try OpenFile(reading: path).read(limit: limit)
    }

    /// The same of a text that people may have touched: without a byte order mark, each line ended by a line feed.
    package static func readLines(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        try read(path, limit: limit).withLineFeeds
    }

    /// The same as text; the cause is `notText` for what is not UTF-8.
    package static func readText(_ path: String, limit: Int) throws(FileError) -> String {
        guard let text = String(validating: try readLines(path, limit: limit), as: UTF8.self) else {
            throw FileError(.read, path, .notText)
        }
        return text
    }

    /// Writes a new file.
    ///
    /// Its bytes are durable on return, its name after `syncFolder`.
    ///
    /// - Parameters:
    ///   - path: where nothing is yet.
    ///   - bytes: all of the file.
    ///   - mode: less the umask; 0600 keeps it from others.
    /// - Throws: a `FileError`: `exists` for an existing file, which stays as it is, else what the system
    ///   said.
    package static func create(_ path: String, _ bytes: [UInt8], mode: UInt32) throws(FileError) {
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        do throws(FileError) {
            try file.write(bytes)
            try file.sync()
        } catch {
            // On a full disk, half a file under its whole name.
            unsafe unlink(path)
            throw error
        }
    }

    /// Makes a folder with the ones above it that are missing.
    ///
    /// Each new name is synced: a file's own folder is not
    /// enough, the next loss of power would take all of it.
    package static func makeFolder(_ path: String, mode: UInt32) throws(FileError) {
        guard !path.isEmpty, !exists(path) else { return }
        try makeFolder(Path.folder(of: path), mode: mode)
        guard unsafe mkdir(bytes(of: path), mode) == 0 || errno == EEXIST else {
            throw FileError(.makeFolder, path, errno: errno)
        }
        try syncFolderIfPossible(Path.folder(of: path))
    }

    /// Makes the names in a folder durable; "" is the current one.
    package static func syncFolder(_ path: String) throws(FileError) {
        do throws(FileError) {
            try OpenFile(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY).sync()
        } catch {
            throw FileError(.syncFolder, path, error.cause)
        }
    }

    /// The same, but passes over a folder that may be written and not read, and a file system that syncs no folders.
    package static func syncFolderIfPossible(_ path: String) throws(FileError) {
        do throws(FileError) { try syncFolder(path) } catch {
            switch error.cause {
            case .inputOutput(EACCES), .inputOutput(EPERM), .inputOutput(EINVAL): return
            default: throw error
            }
        }
    }
}
