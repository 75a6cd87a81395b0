import Glibc

/// New content of a file, durable beside the old one under `path.new`; `commit` puts it there in one step.
///
/// Readers see the old bytes or the new ones, and so does the next start after a crash. A crash before `commit`
/// leaves `path.new`, which the next replacement removes.
package struct Replacement: Sendable {
    private let path: String
    private var temporary: String { path + ".new" }

    /// Writes and syncs the new bytes.
    ///
    /// - Parameters:
    ///   - path: of the file that is replaced, or made where there is none.
    ///   - bytes: all of the new content.
    ///   - mode: of the new file, less the umask.
    /// - Throws: a `FileError` of step `open` or `write`; the old file is as it was.
    package init(of path: String, with bytes: [UInt8], mode: UInt32) throws(FileError) {
        self.path = path
        // Whatever stands there, a link to somewhere else too, goes; a new file takes its place.
        unsafe unlink(path + ".new")
        let file = try OpenFile(path + ".new", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        try file.write(bytes)
        try file.sync()
    }

    /// Renames, and makes the name durable.
    ///
    /// - Parameter isFolderSynced: false passes over a folder that cannot be synced
    ///   (`Files.syncFolderIfPossible`).
    /// - Throws: a `FileError`: of step `rename` with the old file as it was, of `syncFolder` with the new
    ///   one there.
    package func commit(requiringFolder isFolderSynced: Bool) throws(FileError) {
        guard unsafe rename(temporary, path) == 0 else { throw FileError(.rename, path, errno: errno) }
        let folder = Path.folder(of: path)
        if isFolderSynced { try Files.syncFolder(folder) } else { try Files.syncFolderIfPossible(folder) }
    }
}
