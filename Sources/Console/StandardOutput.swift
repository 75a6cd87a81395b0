import Glibc
import Synchronization
package import Words

/// Standard output, where answers go: an answer that does not get out is an error of the program, exit code 74.
package enum StandardOutput {
    /// The first failure, as `errno`; 0 while there is none.
    private static let failure = Atomic<CInt>(0)

    /// Readies the three streams of a program, before it opens anything.
    ///
    /// A reader that went away is an error of a write, not a signal that ends the program before it said so; and no file
    /// opened later takes the number of a stream that was closed, where words would be written into it.
    package static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        for (stream, mode) in [(CInt(0), O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)]
        where fcntl(stream, F_GETFD) < 0 && errno == EBADF {
            // The lowest free number is this one. It is open the wrong way, so its use still fails.
            _ = unsafe open("/dev/null", mode)
        }
    }

    /// Throws where nothing can be written, as far as that shows without writing.
    package static func check() throws(OutputError) {
        let code = blocker(of: 1)
        guard code != 0 else { return }
        note(code)
        throw OutputError(code: code)
    }

    /// Writes; false where not all of it got out.
    static func write(_ text: String) -> Bool {
        let code = writeAll(text, to: 1)
        if code != 0 { note(code) }
        return code == 0
    }

    /// Why an answer did not get out; nil where all of them did.
    package static var error: OutputError? {
        // A network file system tells of a full disk when a file is closed.
        let copy = dup(1)
        if copy >= 0, close(copy) != 0, errno != EINTR { note(errno) }
        let code = failure.load(ordering: .relaxed)
        return code == 0 ? nil : OutputError(code: code)
    }

    private static func note(_ code: CInt) {
        _ = failure.compareExchange(expected: 0, desired: code, ordering: .relaxed)
    }

    /// `errno` of a write that would come now; 0 where it may succeed.
    private static func blocker(of stream: CInt) -> CInt {
        let flags = fcntl(stream, F_GETFL)
        guard flags >= 0 else { return errno }
        guard flags & O_ACCMODE != O_RDONLY else { return EBADF }
        var status = stat()
        guard unsafe fstat(stream, &status) == 0 else { return errno }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            var system = statvfs()
            guard unsafe fstatvfs(stream, &system) == 0, system.f_blocks > 0 else { return 0 }
            // What is kept for root is full for everybody else.
            return (geteuid() == 0 ? system.f_bfree : system.f_bavail) == 0 ? ENOSPC : 0
        case S_IFIFO, S_IFSOCK:
            var poll = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
            guard unsafe Glibc.poll(&poll, 1, 0) > 0 else { return 0 }
            return CInt(poll.revents) & (POLLERR | POLLHUP | POLLNVAL) == 0 ? 0 : EPIPE
        default:
            // Nothing is written, and a device that is full or gone says so.
            var none: UInt8 = 0
            return unsafe Glibc.write(stream, &none, 0) < 0 ? errno : 0
        }
    }
}

/// Writes all of a text, however often the system takes only a part; `errno` where it does not, else 0.
func writeAll(_ text: String, to stream: CInt) -> CInt {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe write(stream, $0.baseAddress, $0.count) }
        if count > 0 {
            rest = rest.dropFirst(count)
        } else if count < 0, errno == EAGAIN {
            var poll = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
            _ = unsafe Glibc.poll(&poll, 1, -1)
        } else if count == 0 || errno != EINTR {
            return count == 0 ? EIO : errno
        }
    }
    return 0
}

/// An answer could not be written to standard output.
package struct OutputError: Error, Equatable, Sendable {
    /// What the system said, an `errno`.
    package let code: CInt
}

extension OutputError: Explainable {
    /// Of kind `inputOutput`.
    package var failure: Failure {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: Failure(.inputOutput, OutputText.full)
        case EPIPE, EBADF: Failure(.inputOutput, OutputText.closed)
        default: Failure(.inputOutput, OutputText.unwritable)
        }
    }
}
