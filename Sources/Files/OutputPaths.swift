import Glibc

// What shows of a path to write to before anything is written: programs look before they send something.

extension Files {
    /// Throws what `create` would, as far as that shows now: something stands there, or nothing can be made there.
    package static func checkNew(_ path: String) throws(FileError) {
        var status = stat()
        guard unsafe lstat(bytes(of: path), &status) != 0 else { throw FileError(.open, path, .exists) }
        guard errno == ENOENT else { throw FileError(.open, path, errno: errno) }
        guard path.last != "/" else { throw FileError(.open, path, errno: EISDIR) }
        try checkFolder(of: path)
    }

    /// Throws what `replace` would, as far as that shows now.
    package static func checkReplaceable(_ path: String) throws(FileError) {
        var status = stat()
        if unsafe stat(bytes(of: path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw FileError(.open, path, errno: EISDIR)
        }
        try checkFolder(of: path)
    }

    /// Throws where no file can be made beside `path`.
    private static func checkFolder(of path: String) throws(FileError) {
        let name = Path.folder(of: path)
        let folder = bytes(of: name.isEmpty ? "." : name)
        var status = stat()
        guard unsafe stat(folder, &status) == 0 else { throw FileError(.open, path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw FileError(.open, path, errno: ENOTDIR) }
        guard unsafe access(folder, W_OK | X_OK) == 0 else { throw FileError(.open, path, errno: errno) }
        var system = statvfs()
        if unsafe statvfs(folder, &system) == 0, system.f_blocks > 0, system.f_bavail == 0 {
            throw FileError(.write, path, .full)
        }
    }
}
