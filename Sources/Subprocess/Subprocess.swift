import CLinux
package import Files
import Glibc

/// Another program of this machine, run as a child: no shell, an environment of its own, bounded in time and words.
package struct Subprocess: Equatable, Sendable {
    /// Where it is installed.
    package let path: String

    /// Takes a program by its path; nil where none is there that may be run.
    package init?(path: String) {
        guard unsafe access(path, X_OK) == 0 else { return nil }
        self.path = path
    }

    /// Finds a program of the system by its name, whatever the caller's `PATH` says.
    package init?(named name: String) {
        let found = ["/usr/bin", "/usr/local/bin", "/bin"].lazy.compactMap {
            Subprocess(path: "\($0)/\(name)")
        }
        guard let first = found.first else { return nil }
        self = first
    }

    /// A long option of another program, with its value.
    package static func option(_ name: String, _ value: String) -> String { "--\(name)=\(value)" }

    /// A long option of another program, without a value.
    package static func option(_ name: String) -> String { "--\(name)" }

    /// What one run may take.
    package struct Limits: Equatable, Sendable {
        /// Seconds.
        package var seconds: UInt64
        /// Bytes that it may print.
        package var output: Int

        /// Takes both.
        package init(seconds: UInt64, output: Int = 1 << 20) {
            (self.seconds, self.output) = (seconds, output)
        }
    }

    /// Runs it to its end, or ends it with all that it has started.
    ///
    /// It knows the folder as its home and as the place for what is temporary, and nothing of the caller's environment.
    ///
    /// - Parameters:
    ///   - arguments: without the program's name.
    ///   - input: what it reads as its standard input, from its start; nil for nothing.
    ///   - folder: where it works.
    ///   - limits: beyond which it is ended.
    ///   - isStopped: asked several times a second whether it shall be ended.
    /// - Returns: what it printed, and how it ended.
    package func run(
        _ arguments: [String], input: RegularFile?, in folder: String, limits: Limits,
        isStopped: @escaping () -> Bool = { false }
    ) -> SubprocessOutput {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return SubprocessOutput(ending: .notStarted) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var child: pid_t = 0
        let failure =
            input?.lend { spawn(arguments, input: $0, output: ends[1], folder, &child) }
            ?? spawn(arguments, input: -1, output: ends[1], folder, &child)
        close(ends[1])
        guard failure == 0 else { return SubprocessOutput(ending: .notStarted) }
        let watch = Watch(seconds: limits.seconds, isStopped: isStopped)
        let (bytes, cut) = read(ends[0], limits, watch)
        return SubprocessOutput(bytes: bytes, ending: end(of: child, cut: cut, watch))
    }

    /// When a run has to end.
    private struct Watch {
        let end: ContinuousClock.Instant
        let isStopped: () -> Bool

        init(seconds: UInt64, isStopped: @escaping () -> Bool) {
            end = ContinuousClock.now + .seconds(Int64(clamping: seconds))
            self.isStopped = isStopped
        }

        /// Nil while it may go on.
        var ending: SubprocessOutput.Ending? {
            if isStopped() { return .stopped }
            return ContinuousClock.now < end ? nil : .outOfTime
        }
    }

    /// Waits for the child, or ends it, with all that it has started: they are of its group.
    private func end(
        of child: pid_t, cut: SubprocessOutput.Ending?, _ watch: Watch
    ) -> SubprocessOutput.Ending {
        var cut = cut
        var ended = unsafe siginfo_t()
        // It stays there until it was looked at, so that its number is nobody else's yet.
        while cut == nil {
            let failure = unsafe waitid(P_PID, id_t(child), &ended, WEXITED | WNOHANG | WNOWAIT)
            if failure == 0, unsafe ended.si_signo == SIGCHLD { break }
            cut = watch.ending
            usleep(10_000)
        }
        kill(-child, SIGKILL)
        var status: CInt = 0
        while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
        return cut ?? (status & 0x7f == 0 ? .exited(code: status >> 8 & 0xff) : .killed)
    }

    private func spawn(
        _ arguments: [String], input: CInt, output: CInt, _ folder: String, _ child: inout pid_t
    ) -> CInt {
        let environment = [
            "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=\(folder)", "TMPDIR=\(folder)",
            "XDG_RUNTIME_DIR=\(folder)",
        ]
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) }
        var variables = unsafe environment.map { unsafe strdup($0) }
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        unsafe words.append(nil)
        unsafe variables.append(nil)
        return unsafe kentongan_spawn(path, &words, &variables, input, output, folder, &child)
    }

    /// Reads to the end of its output; the second value says why that was not waited for.
    private func read(
        _ descriptor: CInt, _ limits: Limits, _ watch: Watch
    ) -> ([UInt8], SubprocessOutput.Ending?) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let ending = watch.ending { return (bytes, ending) }
            var output = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&output, 1, 200) > 0 else { continue }
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return (bytes, nil) }
            guard count > 0 else { continue }
            bytes += buffer.prefix(count)
            guard bytes.count <= limits.output else { return (bytes, .tooMuch) }
        }
    }
}
