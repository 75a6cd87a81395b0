import Foundation
import Glibc
package import Words

/// The folder that `open` fills: new or empty at the start, 0700, files 0600.
///
/// No name in it is a stranger's.
package struct OutputFolder: Sendable {
    private let path: String
    private let field: String

    /// Makes it, or takes an empty one.
    ///
    /// - Parameters:
    ///   - path: made with the folders above it that are missing.
    ///   - field: the option that names it, for what fails.
    /// - Throws: a `Failure`: `outputExists` where something is there that is not an empty folder,
    ///   `inputOutput` where it cannot be made.
    package init(creating path: String, field: String) throws(Failure) {
        let manager = FileManager.default
        if manager.fileExists(atPath: path) {
            guard let names = try? manager.contentsOfDirectory(atPath: path) else {
                throw Failure(.outputExists, "\(field): '\(path)' is not a folder", field: field)
            }
            guard names.isEmpty else {
                throw Failure(.outputExists, "\(field): '\(path)' is not empty", field: field)
            }
        }
        self.path = path
        self.field = field
        try makeFolder(path)
    }

    /// Writes a whole file; `name` is this program's own word for it.
    package func write(_ name: String, _ bytes: [UInt8]) throws(Failure) {
        try Files.create("\(path)/\(name)", bytes, secret: true, field: field)
    }

    /// Starts a file under a name that says that it is not whole.
    package func begin() throws(Failure) -> OutputFile {
        try OutputFile(folder: path, field: field)
    }

    /// Makes a folder inside, 0700; `name` is this program's own word for it.
    package func makeSubfolder(_ name: String) throws(Failure) {
        try makeFolder("\(path)/\(name)")
    }

    private func makeFolder(_ path: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(.inputOutput, "\(field): '\(path)' cannot be made", field: field)
        }
    }
}

/// A file being written; without `keep` nothing of it stays.
package final class OutputFile {
    private let folder: String
    private let field: String
    private let temporary: String
    private let file: OpenFile
    private var isKept = false

    fileprivate init(folder: String, field: String) throws(Failure) {
        self.folder = folder
        self.field = field
        var number = 0
        while Files.exists("\(folder)/.part-\(number)") { number += 1 }
        temporary = "\(folder)/.part-\(number)"
        do throws(FileError) {
            file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        } catch {
            throw unwritable(folder, field)
        }
    }

    deinit { if !isKept { unsafe unlink(temporary) } }

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(Failure) {
        do throws(FileError) { try file.write(bytes) } catch { throw unwritable(folder, field) }
    }

    /// Makes its bytes durable under a name within the folder.
    package func keep(as name: String) throws(Failure) {
        guard (try? file.sync()) != nil, unsafe rename(temporary, "\(folder)/\(name)") == 0 else {
            throw unwritable(folder, field)
        }
        isKept = true
    }
}

private func unwritable(_ folder: String, _ field: String) -> Failure {
    Failure(.inputOutput, "\(field): '\(folder)' cannot be written: the disk may be full", field: field)
}
