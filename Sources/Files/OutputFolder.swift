import Foundation
import Glibc

/// The folder that `open` fills: new or empty at the start, 0700, files 0600.
///
/// No name in it is a stranger's.
package struct OutputFolder: Sendable {
    private let path: String

    /// Makes it, or takes an empty one.
    ///
    /// - Parameter path: made with the folders above it that are missing.
    /// - Throws: `notAFolder` or `notEmpty` for what is there already, `notMade` where it cannot be made.
    package init(creating path: String) throws(OutputFolderError) {
        let manager = FileManager.default
        if manager.fileExists(atPath: path) {
            guard let names = try? manager.contentsOfDirectory(atPath: path) else {
                throw .notAFolder(path: path)
            }
            guard names.isEmpty else { throw .notEmpty(path: path) }
        }
        self.path = path
        try makeFolder(path)
    }

    /// Writes a whole file; `name` is this program's own word for it.
    package func write(_ name: String, _ bytes: [UInt8]) throws(OutputFolderError) {
        let path = "\(path)/\(name)"
        do throws(FileError) { try Files.create(path, bytes, secret: true) } catch {
            throw .file(path: path, error)
        }
    }

    /// Starts a file under a name that says that it is not whole.
    package func begin() throws(OutputFolderError) -> OutputFile {
        try OutputFile(folder: path)
    }

    /// Makes a folder inside, 0700; `name` is this program's own word for it.
    package func makeSubfolder(_ name: String) throws(OutputFolderError) {
        try makeFolder("\(path)/\(name)")
    }

    private func makeFolder(_ path: String) throws(OutputFolderError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .notMade(path: path)
        }
    }
}

/// A file being written; without `keep` nothing of it stays.
package final class OutputFile {
    private let folder: String
    private let temporary: String
    private let file: OpenFile
    private var isKept = false

    fileprivate init(folder: String) throws(OutputFolderError) {
        self.folder = folder
        var number = 0
        while Files.exists("\(folder)/.part-\(number)") { number += 1 }
        temporary = "\(folder)/.part-\(number)"
        do throws(FileError) {
            file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        } catch {
            throw .unwritable(path: folder)
        }
    }

    deinit { if !isKept { unsafe unlink(temporary) } }

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(OutputFolderError) {
        do throws(FileError) { try file.write(bytes) } catch { throw .unwritable(path: folder) }
    }

    /// Makes its bytes durable under a name within the folder.
    package func keep(as name: String) throws(OutputFolderError) {
        guard (try? file.sync()) != nil, unsafe rename(temporary, "\(folder)/\(name)") == 0 else {
            throw .unwritable(path: folder)
        }
        isKept = true
    }
}
