extension Files {
    /// Writes a new file and makes it durable, its name too.
    ///
    /// - Parameters:
    ///   - path: where nothing is yet.
    ///   - bytes: all of the file.
    ///   - secret: for its owner alone.
    /// - Throws: a `FileError`: `exists` for an existing file, which stays as it is, else what the system
    ///   said.
    package static func create(_ path: String, _ bytes: [UInt8], secret: Bool) throws(FileError) {
        try create(path, bytes, mode: secret ? 0o600 : 0o644)
        try syncFolderIfPossible(Path.folder(of: path))
    }

    /// Replaces a file in one step: readers see the old bytes or the new ones.
    package static func replace(_ path: String, _ bytes: [UInt8], secret: Bool) throws(FileError) {
        try Replacement(of: path, with: bytes, mode: secret ? 0o600 : 0o644).commit(requiringFolder: false)
    }
}
