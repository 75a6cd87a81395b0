import Files

extension WitnessFile {
    /// Reads the file whole.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - limit: bytes; a longer file is refused before it is read.
    /// - Returns: its bytes, at most `limit`.
    /// - Throws: `unreadable`, with what the file is to a witness.
    func bytes(_ path: String, limit: Int) throws(WitnessError) -> [UInt8] {
        do throws(FileError) { return try Files.read(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }

    /// The bytes of a secret file; one that others may read or change is refused.
    func secretBytes(_ path: String, limit: Int) throws(WitnessError) -> [UInt8] {
        do throws(FileError) { return try Files.readSecret(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }

    /// The same as UTF-8 text.
    func secretText(_ path: String, limit: Int) throws(WitnessError) -> String {
        do throws(FileError) { return try Files.readSecretText(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }

    /// A file that is no secret, as UTF-8 text.
    func text(_ path: String, limit: Int) throws(WitnessError) -> String {
        do throws(FileError) { return try Files.readText(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }
}
