import Foundation
import Synchronization

/// A program that was started here, and is ended here by its id.
final class Child: Sendable {
    let pid: pid_t
    private let output: FileHandle
    private let input: FileHandle

    /// Not Foundation's `Process`: a child of a thread that carries tasks would have its signals blocked, SIGTERM too.
    ///
    /// - Parameter quiet: what it says on standard error is dropped.
    init(_ program: String, _ arguments: [String], quiet: Bool = false) throws {
        let (output, input) = (Pipe(), Pipe())
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        var defaults = sigset_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe sigemptyset(&none)
        unsafe sigfillset(&defaults)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        unsafe posix_spawn_file_actions_adddup2(&actions, input.fileHandleForReading.fileDescriptor, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output.fileHandleForWriting.fileDescriptor, 1)
        if quiet { unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
        var words = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var pid = pid_t()
        guard unsafe posix_spawn(&pid, program, &actions, &attributes, &words, environ) == 0 else {
            throw BenchError("cannot run \(program)")
        }
        try input.fileHandleForReading.close()
        try output.fileHandleForWriting.close()
        self.pid = pid
        (self.output, self.input) = (output.fileHandleForReading, input.fileHandleForWriting)
        Children.note(pid)
    }

    /// What it says until it ends. Throws unless it ended well.
    func finish() throws -> String { try finishCounting().output }

    /// The same, with the seconds of CPU that it took.
    func finishCounting() throws -> (output: String, cpu: Double) {
        let data = try output.readToEnd() ?? Data()
        let (status, cpu) = wait()
        guard status == 0 else { throw BenchError("process \(pid) ended with status \(status)") }
        return (String(decoding: data, as: UTF8.self), cpu)
    }

    /// How it ended, whatever it says: its exit code, or 128 and the signal.
    func status() throws -> Int32 {
        _ = try output.readToEnd()
        let (status, _) = wait()
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }

    /// The first line it says.
    func line() throws -> String {
        var bytes: [UInt8] = []
        while let byte = try output.read(upToCount: 1)?.first, byte != 0x0a { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Ends its input.
    func release() { try? input.close() }

    func end() {
        kill(pid, SIGTERM)
        _ = wait()
    }

    private func wait() -> (status: Int32, cpu: Double) {
        var status: Int32 = 0
        var usage = rusage()
        while unsafe wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
        Children.forget(pid)
        let (user, system) = (usage.ru_utime, usage.ru_stime)
        return (
            status, Double(user.tv_sec + system.tv_sec) + Double(user.tv_usec + system.tv_usec) / 1e6
        )
    }
}

/// The ids of what runs, in a file: tools/bench ends them should this process die.
enum Children {
    private static let pids = Mutex<[pid_t]>([])

    static func note(_ pid: pid_t) {
        pids.withLock {
            $0.append(pid)
            write($0)
        }
    }

    static func forget(_ pid: pid_t) {
        pids.withLock {
            $0.removeAll { $0 == pid }
            write($0)
        }
    }

    private static func write(_ pids: [pid_t]) {
        guard let path = ProcessInfo.processInfo.environment["KENTONGAN_BENCH_PIDS"] else { return }
        try? pids.map { "\($0)\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
    }
}

/// What the system accounts to a process.
enum Usage {
    /// Seconds of CPU, user and system, of all its threads: what utime + stime in /proc/PID/stat count in ticks.
    static func cpu(of pid: pid_t) throws -> Double {
        var clock = clockid_t()
        var time = timespec()
        guard unsafe clock_getcpuclockid(pid, &clock) == 0, unsafe clock_gettime(clock, &time) == 0 else {
            throw BenchError("no accounting of process \(pid)")
        }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static var ownCPU: Double { (try? cpu(of: getpid())) ?? 0 }

    /// KiB now, and at most so far.
    static func memory(of pid: pid_t) -> (resident: Double, peak: Double)? {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else {
            return nil
        }
        func field(_ name: String) -> Double? {
            status.split(separator: "\n").first { $0.hasPrefix(name) }?
                .split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
        }
        guard let resident = field("VmRSS:"), let peak = field("VmHWM:") else { return nil }
        return (resident, peak)
    }

    /// MiB at most, of a process that runs until `body` returns.
    static func peak<Value: Sendable>(
        of pid: pid_t, during body: @escaping @Sendable () throws -> Value
    ) async throws -> (Value, Double) {
        let sampling = Task.detached {
            var peak = 0.0
            while !Task.isCancelled {
                peak = max(peak, memory(of: pid)?.peak ?? 0)
                try? await Task.sleep(for: .milliseconds(10))
            }
            return peak / 1024
        }
        let value: Value
        do { value = try await offPool(body) } catch {
            sampling.cancel()
            throw error
        }
        sampling.cancel()
        return (value, await sampling.value)
    }
}

/// Runs what blocks outside the threads that carry tasks.
func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { done in
        DispatchQueue.global().async { done.resume(with: Result(catching: body)) }
    }
}

/// Seconds on the clock that never jumps.
func seconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
