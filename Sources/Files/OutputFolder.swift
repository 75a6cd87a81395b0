import Foundation
import Glibc
import Synchronization

/// The folder that `open` fills: new or empty at the start, 0700, files 0600.
///
/// No name in it is a stranger's.
package struct OutputFolder: Sendable {
    private let path: String
    private let made: MadeNames

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
        made = MadeNames(isFolderNew: !manager.fileExists(atPath: path))
        try makeFolder(path)
    }

    /// Writes a whole file; `name` is this program's own word for it.
    package func write(_ name: String, _ bytes: [UInt8]) throws(OutputFolderError) {
        let path = "\(path)/\(name)"
        do throws(FileError) { try Files.create(path, bytes, secret: true) } catch {
            throw .file(path: path, error)
        }
        made.files.withLock { $0.append(name) }
    }

    /// Starts a file under a name that says that it is not whole.
    package func begin() throws(OutputFolderError) -> OutputFile {
        try OutputFile(folder: path, made)
    }

    /// Makes a folder inside, 0700; `name` is this program's own word for it.
    package func makeSubfolder(_ name: String) throws(OutputFolderError) {
        try makeFolder("\(path)/\(name)")
        made.folders.withLock { $0.append(name) }
    }

    /// Takes away what was made, after something failed: nobody takes a part for the whole, and the same folder can be filled again.
    ///
    /// What others put there stays.
    package func discard() {
        for name in made.files.withLock(\.self) { unsafe unlink("\(path)/\(name)") }
        for name in made.folders.withLock(\.self).reversed() { unsafe rmdir("\(path)/\(name)") }
        if made.isFolderNew { unsafe rmdir(path) }
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

/// What a folder of new files got, in order.
private final class MadeNames: Sendable {
    let isFolderNew: Bool
    let files = Mutex<[String]>([])
    let folders = Mutex<[String]>([])

    init(isFolderNew: Bool) { self.isFolderNew = isFolderNew }
}

/// A file being written; without `keep` nothing of it stays.
package final class OutputFile {
    private let folder: String
    private let temporary: String
    private let file: OpenFile
    private let made: MadeNames
    private var isKept = false

    fileprivate init(folder: String, _ made: MadeNames) throws(OutputFolderError) {
        self.folder = folder
        self.made = made
        var number = 0
        while Files.exists("\(folder)/.part-\(number)") { number += 1 }
        temporary = "\(folder)/.part-\(number)"
        do throws(FileError) {
            file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        } catch {
            throw .unwritable(path: folder, error)
        }
    }

    deinit { if !isKept { unsafe unlink(temporary) } }

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(OutputFolderError) {
        do throws(FileError) { try file.write(bytes) } catch {
            throw .unwritable(path: folder, error)
        }
    }

    /// Makes its bytes durable under a name within the folder.
    package func keep(as name: String) throws(OutputFolderError) {
        do throws(FileError) {
            try file.sync()
            guard unsafe rename(temporary, "\(folder)/\(name)") == 0 else {
                throw FileError(.rename, folder, errno: errno)
            }
        } catch { throw .unwritable(path: folder, error) }
        isKept = true
        made.files.withLock { $0.append(name) }
    }
}
