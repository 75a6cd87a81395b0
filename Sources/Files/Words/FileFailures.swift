import Glibc
package import Words

// The same calls for programs: what fails is told with the option or the file that names the path.
extension Files {
    /// The bytes of a file or a pipe, whole.
    ///
    /// - Parameters:
    ///   - path: the file's or the pipe's.
    ///   - limit: bytes; a longer file is refused.
    ///   - field: the option or file that the path is told by.
    /// - Returns: at most `limit` bytes.
    /// - Throws: a `Failure`: `missingFile`, `badInput` above the limit, else `inputOutput`.
    package static func read(_ path: String, limit: Int, field: String) throws(Failure) -> [UInt8] {
        do throws(FileError) { return try read(path, limit: limit) } catch {
            throw Failure(reading: path, field: field, error)
        }
    }

    /// The same as text: `badInput` for what is not UTF-8.
    package static func readText(_ path: String, limit: Int, field: String) throws(Failure) -> String {
        do throws(FileError) { return try readText(path, limit: limit) } catch {
            throw Failure(reading: path, field: field, error)
        }
    }

    /// Writes a new file, synced with its folder.
    ///
    /// - Parameters:
    ///   - path: where nothing is yet.
    ///   - bytes: all of the file.
    ///   - secret: for its owner alone.
    ///   - field: the option or file that the path is told by.
    /// - Throws: a `Failure`: `outputExists` for an existing file, which stays as it is, else `inputOutput`.
    package static func create(_ path: String, _ bytes: [UInt8], secret: Bool, field: String) throws(Failure)
    {
        do throws(FileError) {
            try create(path, bytes, mode: secret ? 0o600 : 0o644)
            try syncFolderIfPossible(Path.folder(of: path))
        } catch {
            throw Failure(writing: path, field: field, error)
        }
    }

    /// Replaces a file in one step: readers see the old bytes or the new ones.
    package static func replace(_ path: String, _ bytes: [UInt8], secret: Bool, field: String) throws(Failure)
    {
        do throws(FileError) {
            try Replacement(of: path, with: bytes, mode: secret ? 0o600 : 0o644)
                .commit(requiringFolder: false)
        } catch {
            throw Failure(writing: path, field: field, error)
        }
    }

    /// Makes a folder with the ones above it that are missing, each synced.
    package static func makeFolder(_ path: String, secret: Bool, field: String) throws(Failure) {
        do throws(FileError) { try makeFolder(path, mode: secret ? 0o700 : 0o755) } catch {
            throw Failure(writing: path, field: field, error)
        }
    }
}

extension FileLock {
    /// The same for a program, which tells another run's use as `tryLater`.
    package convenience init(_ path: String, field: String) throws(Failure) {
        do throws(FileError) { try self.init(path) } catch {
            throw error.cause == .inUse
                ? Failure(.tryLater, "\(field): another run uses '\(path)' at this moment", field: field)
                : Failure(.inputOutput, "\(field): '\(path).lock' cannot be written", field: field)
        }
    }
}

extension Failure {
    /// What reading a file met.
    package init(reading path: String, field: String, _ error: FileError) {
        switch error.cause {
        case .missing, .inputOutput(ENOTDIR):
            self.init(.missingFile, "\(field): '\(path)' does not exist", field: field)
        case .tooLong(let limit):
            self.init(
                .badInput, "\(field): '\(path)' has more than \(limit) bytes", field: field,
                limit: UInt64(limit))
        case .notText: self.init(.badInput, "\(field): '\(path)' is not UTF-8 text", field: field)
        default: self.init(.inputOutput, "\(field): '\(path)' cannot be read", field: field)
        }
    }

    /// What writing a file or making a folder met.
    package init(writing path: String, field: String, _ error: FileError) {
        let what: String
        switch (error.step, error.cause) {
        case (.open, .exists):
            self.init(.outputExists, "\(field): '\(path)' exists already", field: field)
            return
        case (.write, _): what = "'\(error.path)' cannot be written: the disk may be full"
        case (.makeFolder, _): what = "'\(error.path)' cannot be made"
        case (.syncFolder, _): what = "'\(error.path)' cannot be synced"
        default: what = "'\(path)' cannot be written"
        }
        self.init(.inputOutput, "\(field): \(what)", field: field)
    }
}
