import Glibc

extension Files {
    /// Makes a file of zeros that really has its room on the disk.
    ///
    /// - Parameters:
    ///   - path: where nothing is yet.
    ///   - bytes: of the file, more than 0.
    /// - Throws: a `FileError`: `exists` for an existing file, which stays as it is; `full` where there is no room for
    ///   all of it, else what the system said: then there is no file.
    package static func allocate(_ path: String, bytes: UInt64) throws(FileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(.open, path, errno: errno) }
        let failure = posix_fallocate(descriptor, 0, off_t(clamping: bytes))
        close(descriptor)
        guard failure == 0 else {
            _ = unsafe unlink(path)
            throw FileError(.write, path, errno: failure)
        }
    }

    /// Takes a file away.
    ///
    /// - Parameter path: of a file or of nothing.
    /// - Returns: whether there was one, which is gone.
    package static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }
}
