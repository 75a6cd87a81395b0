import Glibc

/// Held as long as a process has what is in a directory open.
///
/// It is on the directory: closing another descriptor
/// of a database's file would drop SQLite's own locks.
package final class DirectoryLock: Sendable {
    private let file: OpenFile

    /// Takes it, without waiting.
    ///
    /// - Throws: `missing`; `inUse` where another process has it open.
    package init(_ directory: String) throws(FileError) {
        file = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
        try file.lock()
    }

    deinit { file.unlock() }
}

/// Keeps two runs from using one state file at once: each would take the other's log for the one that it knows.
package final class FileLock: Sendable {
    private let file: OpenFile

    /// Takes it, without waiting.
    ///
    /// - Parameter path: the state file; the lock is on the file `path.lock`, which stays.
    /// - Throws: `inUse` where another run has it; a link at that name is not followed.
    package init(_ path: String) throws(FileError) {
        file = try OpenFile("\(path).lock", O_RDWR | O_CREAT | O_NOFOLLOW)
        try file.lock()
    }

    deinit { file.unlock() }
}
