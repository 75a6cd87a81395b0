import Files
import Foundation
import Words

/// A directory of files that are shown to everybody and are not to change under a reader, nor be lost with the power.
///
/// One file at a time is written, always under the same temporary name: what a crash leaves of it is overwritten.
struct PublicFiles: Sendable {
    static let temporary = ".new"

    let directory: String

    enum Standing: Equatable {
        case missing
        /// Bytes of the file.
        case present(Int)
    }

    func standing(_ name: String) -> Standing {
        var status = stat()
        guard unsafe lstat(path(name), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .missing
        }
        return .present(Int(status.st_size))
    }

    func read(_ name: String, limit: Int) throws(Failure) -> [UInt8] {
        try Files.read(path(name), limit: limit, field: field)
    }

    /// Puts the file there in one step, its bytes safe first. Its name is safe after `sync`.
    ///
    /// - Parameter isFinal: nobody is to write to it any more.
    func write(_ name: String, _ bytes: [UInt8], isFinal: Bool) throws(Failure) {
        let temporary = path(Self.temporary)
        unsafe unlink(temporary)
        let mode: mode_t = isFinal ? 0o444 : 0o644
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(name) }
        defer { close(descriptor) }
        // Whatever the umask: web servers have to read it.
        guard put(bytes, into: descriptor), fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
            let failure = failure(name)
            unsafe unlink(temporary)
            throw failure
        }
        if unsafe rename(temporary, path(name)) != 0 {
            // A broken one that nothing may change is in the way.
            setImmutable(name, false)
            guard unsafe rename(temporary, path(name)) == 0 else { throw failure(name) }
        }
    }

    /// Makes the folders above `name`, and says which ones to sync: all of them up to the directory itself, because one
    /// that is there may have been made just before a crash.
    func makeFolders(for name: String) throws(Failure) -> [String] {
        var folders: [String] = []
        var folder = name as NSString
        while !folder.deletingLastPathComponent.isEmpty {
            folder = folder.deletingLastPathComponent as NSString
            folders.append(folder as String)
        }
        for folder in folders.reversed() {
            guard unsafe mkdir(path(folder), 0o755) != 0 else {
                unsafe chmod(path(folder), 0o755)
                continue
            }
            guard errno == EEXIST else { throw failure(name) }
        }
        return folders + [""]
    }

    /// Makes the directory itself.
    func make() throws(Failure) {
        try Files.makeFolder(directory, secret: false, field: field)
    }

    /// Makes safe what was renamed in a folder; "" is the directory itself.
    func sync(_ folder: String) throws(Failure) {
        let descriptor = unsafe open(path(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    /// Removes a file, or a folder with the files in it, if it is there.
    func remove(_ name: String) {
        if unsafe unlink(path(name)) != 0, errno != ENOENT {
            try? FileManager.default.removeItem(atPath: path(name))
        }
    }

    func isImmutable(_ name: String) -> Bool {
        let descriptor = unsafe open(path(name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var flags: CLong = 0
        return unsafe ioctl(descriptor, getFlags, &flags) == 0 && flags & immutableFlag != 0
    }

    /// The flag of `chattr +i`. False where the file system or our rights do not allow it.
    @discardableResult
    func setImmutable(_ name: String, _ isImmutable: Bool) -> Bool {
        let descriptor = unsafe open(path(name), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var flags: CLong = 0
        guard unsafe ioctl(descriptor, getFlags, &flags) == 0 else { return false }
        let wanted = isImmutable ? flags | immutableFlag : flags & ~immutableFlag
        if wanted == flags { return true }
        flags = wanted
        return unsafe ioctl(descriptor, setFlags, &flags) == 0
    }

    func path(_ name: String) -> String { name.isEmpty ? directory : "\(directory)/\(name)" }

    private func put(_ bytes: [UInt8], into descriptor: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var rest = unsafe buffer[...]
            while unsafe !rest.isEmpty {
                let count = unsafe Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard count > 0 else { return false }
                unsafe rest = rest.dropFirst(count)
            }
            return true
        }
    }

    private func failure(_ name: String) -> Failure {
        let reason = errno == ENOSPC || errno == EDQUOT ? ": the disk is full" : ""
        return Failure(.inputOutput, "\(field): '\(path(name))' cannot be written\(reason)", field: field)
    }
}

private let field = "publish.directory"

// linux/fs.h: FS_IOC_GETFLAGS, FS_IOC_SETFLAGS, FS_IMMUTABLE_FL; macros that Swift does not see.
private let getFlags = UInt(0x8008_6601)
private let setFlags = UInt(0x4008_6602)
private let immutableFlag: CLong = 0x10
