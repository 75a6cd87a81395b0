import Glibc

extension Files {
    /// The bytes of a secret file, of a pipe or of standard input, whole.
    ///
    /// - Parameters:
    ///   - path: the file's or the pipe's; `-` for standard input.
    ///   - limit: bytes; a longer file is refused.
    ///   - isClosedFolderEnough: whether a file that others may read or change is taken behind a folder that they may not enter.
    /// - Returns: at most `limit` bytes.
    /// - Throws: as `read`; `exposed` for a file that others than its owner may read or change.
    package static func readSecret(
        _ path: String, limit: Int, isClosedFolderEnough: Bool = false
    ) throws(FileError) -> [UInt8] {
        let file = try OpenFile(reading: path)
        // What a shell opened as standard input is the shell's.
        if path != standardInput, let mode = try file.exposedMode, !isClosedFolderEnough || isReachable(path)
        {
            throw FileError(.open, path, .exposed(mode: mode))
        }
        return try file.read(limit: limit)
    }

    /// The same as text, with the line ends that `readText` gives; the cause is `notText` for what is not UTF-8.
    package static func readSecretText(
        _ path: String, limit: Int, isClosedFolderEnough: Bool = false
    ) throws(FileError) -> String {
        let lines = try readSecret(path, limit: limit, isClosedFolderEnough: isClosedFolderEnough)
            .withLineFeeds
        guard let text = String(validating: lines, as: UTF8.self) else {
            throw FileError(.read, path, .notText)
        }
        return text
    }

    /// Whether others may enter every folder on the way to a file; true where that cannot be told.
    private static func isReachable(_ path: String) -> Bool {
        guard let whole = unsafe realpath(path, nil) else { return true }
        defer { unsafe free(whole) }
        var folder = unsafe String(cString: whole)
        while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
            folder = String(folder[..<slash])
            var status = stat()
            guard unsafe stat(folder, &status) == 0 else { return true }
            if status.st_mode & 0o011 == 0 { return false }
        }
        return true
    }

    /// Throws `exposed` for a folder that others than its owner may look into.
    package static func checkPrivate(folder path: String) throws(FileError) {
        let folder = try OpenFile(path, O_RDONLY | O_DIRECTORY)
        if let mode = try folder.exposedMode { throw FileError(.open, path, .exposed(mode: mode)) }
    }

    /// Keeps a folder that is ours from others.
    package static func makePrivate(folder path: String) throws(FileError) {
        do throws(FileError) { try OpenFile(path, O_RDONLY | O_DIRECTORY).setMode(0o700) } catch {
            throw FileError(.makeFolder, path, error.cause)
        }
    }
}

extension OpenFile {
    /// The permissions of a file or folder that others than its owner have any of; nil for a private one, and for a pipe.
    var exposedMode: UInt32? {
        get throws(FileError) {
            let status = try status()
            guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else { return nil }
            let mode = status.st_mode & 0o7777
            guard mode & 0o077 != 0 else { return nil }
            // The group's bits are the list's mask where there is one: systemd hands a credential to a service so.
            return mode & 0o007 == 0 && accessList?.isFor(geteuid()) == true ? nil : mode
        }
    }
}

/// A POSIX access control list as Linux stores it (`linux/posix_acl_xattr.h`).
struct AccessList {
    private struct Entry {
        var tag: UInt16
        var isGiven: Bool
        var id: UInt32
    }
    private let entries: [Entry]

    /// Nil for bytes that are no list of version 2.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 4, bytes.count % 8 == 4, bytes[0] == 2, bytes[1...3].allSatisfy({ $0 == 0 })
        else {
            return nil
        }
        entries = stride(from: 4, to: bytes.count, by: 8).map { start in
            func number(_ offset: Int, _ count: Int) -> UInt32 {
                (0..<count).reduce(0) { $0 | UInt32(bytes[start + offset + $1]) << UInt32(8 * $1) }
            }
            return Entry(
                tag: UInt16(truncatingIfNeeded: number(0, 2)), isGiven: number(2, 2) != 0, id: number(4, 4))
        }
    }

    /// Whether nobody but the owner and this user is given anything.
    func isFor(_ user: UInt32) -> Bool {
        entries.allSatisfy { entry in
            switch entry.tag {
            case Self.owner, Self.mask: true
            case Self.user: !entry.isGiven || entry.id == user
            default: !entry.isGiven
            }
        }
    }

    private static let owner: UInt16 = 0x01
    private static let user: UInt16 = 0x02
    private static let mask: UInt16 = 0x10
}
