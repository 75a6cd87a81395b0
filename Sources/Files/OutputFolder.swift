import Foundation
package import Words

/// The folder that `open` fills: new or empty at the start, 0700, files 0600. No name in it is a stranger's.
package struct OutputFolder: Sendable {
    private let path: String

    package init(creating path: String) throws(Failure) {
        let manager = FileManager.default
        if manager.fileExists(atPath: path) {
            guard let names = try? manager.contentsOfDirectory(atPath: path) else {
                throw Failure(.outputExists, "--out: '\(path)' is not a folder", field: "--out")
            }
            guard names.isEmpty else {
                throw Failure(.outputExists, "--out: '\(path)' is not empty", field: "--out")
            }
        }
        self.path = path
        try makeFolder(path)
    }

    /// Writes a whole file; `name` is this program's own word for it.
    package func write(_ name: String, _ bytes: [UInt8]) throws(Failure) {
        try Files.create("\(path)/\(name)", bytes, secret: true, field: "--out")
    }

    /// Starts a file under a name that says that it is not whole.
    package func begin() throws(Failure) -> OutputFile {
        try OutputFile(folder: path)
    }

    package func makeSubfolder(_ name: String) throws(Failure) {
        try makeFolder("\(path)/\(name)")
    }

    private func makeFolder(_ path: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.inputOutput, "--out: '\(path)' cannot be made", field: "--out")
        }
    }
}

/// A file being written; without `keep` nothing of it stays.
package final class OutputFile {
    private let folder: String
    private let temporary: String
    private var descriptor: Int32
    private var isKept = false

    fileprivate init(folder: String) throws(Failure) {
        self.folder = folder
        var number = 0
        while FileManager.default.fileExists(atPath: "\(folder)/.part-\(number)") { number += 1 }
        temporary = "\(folder)/.part-\(number)"
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.unwritable(folder) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isKept { unsafe unlink(temporary) }
    }

    package func write(_ bytes: [UInt8]) throws(Failure) {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes[offset...].withUnsafeBytes {
                unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                throw Self.unwritable(folder)
            }
            offset += count
        }
    }

    /// Makes it durable under its name within the folder.
    package func keep(as name: String) throws(Failure) {
        let isSynced = fsync(descriptor) == 0
        let isClosed = close(descriptor) == 0
        descriptor = -1
        guard isSynced, isClosed, unsafe rename(temporary, "\(folder)/\(name)") == 0 else {
            throw Self.unwritable(folder)
        }
        isKept = true
    }

    private static func unwritable(_ folder: String) -> Failure {
        Failure(
            .inputOutput, "--out: '\(folder)' cannot be written: the disk may be full", field: "--out")
    }
}
