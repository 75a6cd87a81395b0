package import Files

extension FileLock {
    /// Takes the lock of a state file, without waiting.
    package convenience init(state path: String) throws(VerificationError) {
        do throws(FileError) { try self.init(path) } catch { throw .notLocked(path: path, error) }
    }
}
