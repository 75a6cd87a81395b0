import Files

extension NamedFile {
    /// The bytes of the file, whole; one above `limit` bytes is refused before it is read.
    func bytes(_ path: String, limit: Int) throws(VerificationError) -> [UInt8] {
        do throws(FileError) { return try Files.read(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }

    /// The same of a text that people may have touched.
    func lines(_ path: String, limit: Int) throws(VerificationError) -> [UInt8] {
        do throws(FileError) { return try Files.readLines(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }

    /// Writes a new file for its owner alone, and makes it durable; an existing one is refused.
    func create(_ path: String, _ bytes: [UInt8]) throws(VerificationError) {
        do throws(FileError) { try Files.create(path, bytes, secret: true) } catch {
            throw .unwritable(self, path: path, error)
        }
    }

    /// Throws what `replace` would, as far as that shows before anything is asked or sent.
    func checkReplaceable(_ path: String) throws(VerificationError) {
        do throws(FileError) { try Files.checkReplaceable(path) } catch {
            throw .unwritable(self, path: path, error)
        }
    }

    /// Replaces a file in one step, for its owner alone: readers see the old bytes or the new ones.
    func replace(_ path: String, _ bytes: [UInt8]) throws(VerificationError) {
        do throws(FileError) { try Files.replace(path, bytes, secret: true) } catch {
            throw .unwritable(self, path: path, error)
        }
    }

    /// The same as UTF-8 text.
    func text(_ path: String, limit: Int) throws(VerificationError) -> String {
        do throws(FileError) { return try Files.readText(path, limit: limit) } catch {
            throw .unreadable(self, path: path, error)
        }
    }
}
