extension Files {
    /// Writes a new file and makes it durable, its name too; an existing one is refused.
    ///
    /// - Parameter secret: for its owner alone.
    package static func create(_ path: String, _ bytes: [UInt8], secret: Bool) throws(FileError) {
        try create(path, bytes, mode: secret ? 0o600 : 0o644)
        try syncFolderIfPossible(Path.folder(of: path))
    }

    /// Replaces a file in one step: readers see the old bytes or the new ones.
    package static func replace(_ path: String, _ bytes: [UInt8], secret: Bool) throws(FileError) {
        try Replacement(of: path, with: bytes, mode: secret ? 0o600 : 0o644).commit(requiringFolder: false)
    }
}
