import CLinux
import Glibc
import Synchronization
import Words

/// An open file or folder, closed when it goes.
///
/// Every call that a signal interrupts is made again.
struct OpenFile: ~Copyable {
    private let descriptor: CInt
    private let path: String

    /// Opens; a child process does not inherit it.
    ///
    /// - Parameters:
    ///   - path: of the file or folder, also for what fails later.
    ///   - flags: of `open(2)`; `O_CLOEXEC` is added.
    ///   - mode: of a file that is made, less the umask.
    /// - Throws: a `FileError` of step `open` where the system refuses.
    init(_ path: String, _ flags: CInt, mode: mode_t = 0o600) throws(FileError) {
        let opened = uninterrupted { unsafe Glibc.open(bytes(of: path), flags | O_CLOEXEC, mode) }
        guard opened >= 0 else { throw FileError(.open, path, errno: errno) }
        descriptor = opened
        self.path = path
    }

    /// Opens to read; `-` is standard input, for the first who asks.
    init(reading path: String) throws(FileError) {
        guard path == Files.standardInput else {
            try self.init(path, O_RDONLY)
            return
        }
        guard !isInputTaken.exchange(true, ordering: .relaxed) else {
            throw FileError(.open, path, .inUse)
        }
        let copy = fcntl(0, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw FileError(.open, path, errno: errno) }
        self.init(descriptor: copy, path)
    }

    private init(descriptor: CInt, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { Glibc.close(descriptor) }

    /// Reads on to the end.
    ///
    /// - Parameter limit: bytes; of a longer file one byte more is read, and it is refused.
    /// - Returns: all that follows, at most `limit` bytes.
    /// - Throws: a `FileError` of step `read`: `tooLong` above the limit, else what the system said.
    func read(limit: Int) throws(FileError) -> [UInt8] {
        let status = try status()
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        // One byte more than there should be, so that the first read sees the end. Pipes have no size.
        var portion = min(limit + 1, max(4_096, Int(status.st_size) + 1))
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            var count = 0
            let part = unsafe [UInt8](unsafeUninitializedCapacity: portion) { buffer, filled in
                count = uninterrupted {
                    unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                }
                filled = max(0, count)
            }
            guard count >= 0 else { throw FileError(.read, path, errno: errno) }
            guard count > 0 else { break }
            if bytes.isEmpty { bytes = part } else { bytes += part }
            portion = min(limit + 1 - bytes.count, 65_536)
            if isRegular, bytes.count == Int(status.st_size) { break }
        }
        guard bytes.count <= limit else { throw FileError(.read, path, .tooLong(limit: limit)) }
        return bytes
    }

    /// Bytes of the file now.
    var size: UInt64 {
        get throws(FileError) {
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(.read, path, errno: errno) }
            return UInt64(max(0, status.st_size))
        }
    }

    /// The bytes at an offset, wherever others read: `count` of them, fewer only where the file ends.
    func read(at offset: UInt64, count: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let place = off_t(exactly: offset + UInt64(bytes.count)) else { return bytes }
            var read = 0
            let part = unsafe [UInt8](unsafeUninitializedCapacity: count - bytes.count) { buffer, filled in
                read = uninterrupted { unsafe pread(descriptor, buffer.baseAddress, buffer.count, place) }
                filled = max(0, read)
            }
            guard read >= 0 else { throw FileError(.read, path, errno: errno) }
            guard read > 0 else { break }
            if bytes.isEmpty { bytes = part } else { bytes += part }
        }
        return bytes
    }

    /// Writes all of it, however often the system takes only a part.
    func write(_ bytes: [UInt8]) throws(FileError) {
        var offset = 0
        while offset < bytes.count {
            let count = unsafe bytes[offset...].withUnsafeBytes { rest in
                uninterrupted { unsafe Glibc.write(descriptor, rest.baseAddress, rest.count) }
            }
            guard count > 0 else { throw FileError(.write, path, errno: errno) }
            offset += count
        }
    }

    /// Waits until what was written survives a loss of power; of a folder, the names in it.
    ///
    /// - Parameter step: what a failure is called.
    /// - Throws: a `FileError` of that step where the system cannot sync it.
    func sync(_ step: FileError.Step = .write) throws(FileError) {
        guard uninterrupted({ fsync(descriptor) }) == 0 else { throw FileError(step, path, errno: errno) }
    }

    /// Sets the mode whatever the umask.
    func setMode(_ mode: mode_t) throws(FileError) {
        guard uninterrupted({ fchmod(descriptor, mode) }) == 0 else {
            throw FileError(.write, path, errno: errno)
        }
    }

    /// Takes the lock for this process alone, without waiting; the cause is `inUse` where another one has it.
    func lock() throws(FileError) {
        guard uninterrupted({ flock(descriptor, LOCK_EX | LOCK_NB) }) == 0 else {
            throw FileError(.lock, path, errno: errno)
        }
    }

    /// Gives the lock up: a child between fork and exec has the descriptor too, so that closing would not unlock.
    func unlock() { _ = uninterrupted { flock(descriptor, LOCK_UN) } }

    /// What the system says of it.
    func status() throws(FileError) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw FileError(.read, path, errno: errno) }
        return status
    }

    /// Who reads on from here begins at the start.
    func rewind() { _ = lseek(descriptor, 0, SEEK_SET) }

    /// Gives the descriptor to who neither keeps nor closes it.
    func lend<Result>(_ body: (CInt) throws -> Result) rethrows -> Result { try body(descriptor) }

    /// The access control list; nil without one.
    var accessList: AccessList? {
        var count = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            count = unsafe fgetxattr(descriptor, "system.posix_acl_access", buffer.baseAddress, buffer.count)
            filled = max(0, count)
        }
        return count > 0 ? AccessList(bytes) : nil
    }

    /// The flags of `chattr`; nil where the file system has none.
    var attributes: CLong? {
        var flags: CLong = 0
        return unsafe ioctl(descriptor, getFlags, &flags) == 0 ? flags : nil
    }

    /// Whether the flags could be set.
    func setAttributes(_ flags: CLong) -> Bool {
        var flags = flags
        return unsafe ioctl(descriptor, setFlags, &flags) == 0
    }
}

/// Makes a call of the operating system again while signals interrupt it.
func uninterrupted<Number: SignedInteger>(_ call: () -> Number) -> Number {
    while true {
        let number = call()
        guard number < 0, errno == EINTR else { return number }
    }
}

/// The path as the system takes it.
func bytes(of path: String) -> [CChar] { SystemText.bytes(path).map { CChar(bitPattern: $0) } + [0] }

/// Whether somebody reads standard input already.
private let isInputTaken = Atomic(false)

// linux/fs.h: FS_IOC_GETFLAGS, FS_IOC_SETFLAGS; macros that Swift does not see.
private let getFlags = UInt(0x8008_6601)
private let setFlags = UInt(0x4008_6602)
