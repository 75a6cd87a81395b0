import Foundation
import Glibc
package import Words

/// Whole files, read and written the careful way.
package enum Files {
    /// - Parameter limit: bytes; a longer file is refused before it is read.
    package static func read(_ path: String, limit: Int, field: String) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let exists = errno != ENOENT && errno != ENOTDIR
            throw Failure(
                exists ? .inputOutput : .missingFile,
                "\(field): '\(path)' \(exists ? "cannot be read" : "does not exist")", field: field)
        }
        defer { close(descriptor) }
        guard let bytes = bytes(of: descriptor, limit: limit) else {
            throw Failure(.inputOutput, "\(field): '\(path)' cannot be read", field: field)
        }
        guard bytes.count <= limit else {
            throw Failure(
                .badInput, "\(field): '\(path)' has more than \(limit) bytes", field: field,
                limit: UInt64(limit))
        }
        return bytes
    }

    /// To the end, or one byte beyond `limit`; nil where reading fails.
    private static func bytes(of descriptor: Int32, limit: Int) -> [UInt8]? {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        // One byte more than there should be, so that the first read sees the end. Pipes have no size.
        var portion = min(limit + 1, max(4_096, Int(status.st_size) + 1))
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            var count = 0
            let part = unsafe [UInt8](unsafeUninitializedCapacity: portion) { buffer, filled in
                repeat {
                    count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                } while count < 0 && errno == EINTR
                filled = max(0, count)
            }
            guard count >= 0 else { return nil }
            guard count > 0 else { break }
            if bytes.isEmpty { bytes = part } else { bytes += part }
            portion = min(limit + 1 - bytes.count, 65_536)
            if status.st_mode & S_IFMT == S_IFREG, bytes.count == Int(status.st_size) { break }
        }
        return bytes
    }

    package static func readText(_ path: String, limit: Int, field: String) throws(Failure) -> String {
        let bytes = try read(path, limit: limit, field: field)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.badInput, "\(field): '\(path)' is not UTF-8 text", field: field)
        }
        return text
    }

    /// Writes a new file, synced with its folder; an existing one is refused.
    package static func create(_ path: String, _ bytes: [UInt8], secret: Bool, field: String) throws(Failure)
    {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, secret ? 0o600 : 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw Failure(.outputExists, "\(field): '\(path)' exists already", field: field)
            }
            throw Failure(.inputOutput, "\(field): '\(path)' cannot be written", field: field)
        }
        try write(bytes, to: descriptor, path: path, field: field)
    }

    /// Replaces a file in one step: readers see the old bytes or the new ones.
    package static func replace(_ path: String, _ bytes: [UInt8], secret: Bool, field: String) throws(Failure)
    {
        let temporary = path + ".new"
        let descriptor = unsafe open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, secret ? 0o600 : 0o644)
        guard descriptor >= 0 else {
            throw Failure(.inputOutput, "\(field): '\(path)' cannot be written", field: field)
        }
        try write(bytes, to: descriptor, path: temporary, field: field)
        guard unsafe rename(temporary, path) == 0 else {
            throw Failure(.inputOutput, "\(field): '\(path)' cannot be written", field: field)
        }
        try syncFolder(of: path, field: field)
    }

    /// Makes a folder with the ones above it that are missing. Each new name is synced: a file's own folder is not
    /// enough, the next loss of power would take all of it.
    package static func makeFolder(_ path: String, secret: Bool, field: String) throws(Failure) {
        guard !path.isEmpty, !FileManager.default.fileExists(atPath: path) else { return }
        try makeFolder((path as NSString).deletingLastPathComponent, secret: secret, field: field)
        guard unsafe mkdir(path, secret ? 0o700 : 0o755) == 0 || errno == EEXIST else {
            throw Failure(.inputOutput, "\(field): '\(path)' cannot be made", field: field)
        }
        try syncFolder(of: path, field: field)
    }

    private static func write(
        _ bytes: [UInt8], to descriptor: Int32, path: String, field: String
    ) throws(Failure) {
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: bytes)
            try handle.synchronize()
            try handle.close()
        } catch {
            throw Failure(
                .inputOutput, "\(field): '\(path)' cannot be written: the disk may be full", field: field)
        }
        try syncFolder(of: path, field: field)
    }

    /// Makes the names in a file's folder durable. A folder that may be written and not read is passed over, and so is
    /// a file system that syncs no folders.
    private static func syncFolder(of path: String, field: String) throws(Failure) {
        let folder = (path as NSString).deletingLastPathComponent
        let descriptor = unsafe open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == EACCES || errno == EPERM { return }
            throw Failure(.inputOutput, "\(field): '\(folder)' cannot be synced", field: field)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw Failure(.inputOutput, "\(field): '\(folder)' cannot be synced", field: field)
        }
    }
}
