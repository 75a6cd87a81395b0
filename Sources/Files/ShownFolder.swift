import Foundation
import Glibc

/// A directory of files that are shown to everybody and are not to change under a reader, nor be lost with the power.
///
/// One file at a time is written, always under the same temporary name: what a crash leaves of it is overwritten.
package struct ShownFolder: Sendable {
    /// The name of the file that is being written.
    package static let temporary = ".new"

    /// The directory itself.
    package let directory: String

    /// Nothing is made or looked at yet.
    package init(directory: String) {
        self.directory = directory
    }

    /// Whether a name is there.
    package enum Presence: Equatable, Sendable {
        case missing
        /// Bytes of the file.
        case present(Int)
    }

    /// Whether there is a regular file, and how long it is; a link is none.
    package func presence(_ name: String) -> Presence {
        var status = stat()
        guard unsafe lstat(path(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .missing
        }
        return .present(Int(status.st_size))
    }

    /// The bytes of a file, whole.
    package func read(_ name: String, limit: Int) throws(FileError) -> [UInt8] {
        try Files.read(path(name), limit: limit)
    }

    /// Puts the file there in one step, its bytes safe first.
    ///
    /// Its name is safe after `sync`.
    ///
    /// - Parameters:
    ///   - name: within the directory; the folders above it are there already (`makeFolders`).
    ///   - bytes: all of the file.
    ///   - isFinal: nobody is to write to it any more.
    /// - Throws: a `FileError` of step `write`, whichever call failed; what was there before stays.
    package func write(_ name: String, _ bytes: [UInt8], isFinal: Bool) throws(FileError) {
        let temporary = path(Self.temporary)
        unsafe unlink(temporary)
        do throws(FileError) {
            let mode: mode_t = isFinal ? 0o444 : 0o644
            let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
            try file.write(bytes)
            // Whatever the umask: web servers have to read it.
            try file.setMode(mode)
            try file.sync()
        } catch {
            if error.step == .write { unsafe unlink(temporary) }
            throw FileError(.write, path(name), error.cause)
        }
        if unsafe rename(temporary, path(name)) != 0 {
            // A broken one that nothing may change is in the way.
            setImmutable(name, false)
            guard unsafe rename(temporary, path(name)) == 0 else {
                throw FileError(.write, path(name), errno: errno)
            }
        }
    }

    /// Makes the folders above `name`, and says which ones to sync: all of them up to the directory itself, because one
    /// that is there may have been made just before a crash.
    package func makeFolders(for name: String) throws(FileError) -> [String] {
        var folders: [String] = []
        var folder = Path.folder(of: name)
        while !folder.isEmpty {
            folders.append(folder)
            folder = Path.folder(of: folder)
        }
        for folder in folders.reversed() {
            guard unsafe mkdir(path(folder), 0o755) != 0 else {
                unsafe chmod(path(folder), 0o755)
                continue
            }
            guard errno == EEXIST else { throw FileError(.write, path(name), errno: errno) }
        }
        return folders + [""]
    }

    /// Makes the directory itself, with the folders above it.
    package func make() throws(FileError) {
        try Files.makeFolder(directory, mode: 0o755)
    }

    /// Makes safe what was renamed in a folder; "" is the directory itself.
    package func sync(_ folder: String) throws(FileError) {
        do throws(FileError) { try Files.syncFolder(path(folder)) } catch {
            throw FileError(.write, path(folder), error.cause)
        }
    }

    /// Removes a file, or a folder with the files in it, if it is there.
    package func remove(_ name: String) {
        if unsafe unlink(path(name)) != 0, errno != ENOENT {
            try? FileManager.default.removeItem(atPath: path(name))
        }
    }

    /// Whether the file has the flag of `chattr +i`.
    package func isImmutable(_ name: String) -> Bool {
        guard let file = try? OpenFile(path(name), O_RDONLY | O_NOFOLLOW), let flags = file.attributes else {
            return false
        }
        return flags & immutableFlag != 0
    }

    /// The flag of `chattr +i`.
    ///
    /// False where the file system or our rights do not allow it.
    @discardableResult
    package func setImmutable(_ name: String, _ isImmutable: Bool) -> Bool {
        guard let file = try? OpenFile(path(name), O_RDONLY | O_NOFOLLOW), let flags = file.attributes else {
            return false
        }
        let wanted = isImmutable ? flags | immutableFlag : flags & ~immutableFlag
        return wanted == flags || file.setAttributes(wanted)
    }

    /// Where a name is; "" is the directory itself.
    package func path(_ name: String) -> String { name.isEmpty ? directory : "\(directory)/\(name)" }
}

/// linux/fs.h: FS_IMMUTABLE_FL, a macro that Swift does not see.
private let immutableFlag: CLong = 0x10
