import Files

extension WitnessFile {
    /// The bytes of the file, whole.
    ///
    /// - Parameter limit: bytes; a longer file is refused before it is read.
    func bytes(_ path: String, limit: Int) throws(WitnessError) -> [UInt8] {
        do throws(FileError) { return try Files.read(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }

    /// The same as UTF-8 text.
    func text(_ path: String, limit: Int) throws(WitnessError) -> String {
        do throws(FileError) { return try Files.readText(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }
}
