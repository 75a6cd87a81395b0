import Foundation
import TestSupport
import Testing

/// What the crash tests put beside a server: `tools/crash`, built once for all tests.
enum CrashTools {
    /// `kentongand` and its siblings, as they were built beside these tests; nil where they were not.
    static let server: String? = {
        let arguments = CommandLine.arguments.flatMap { [$0, ($0 as NSString).deletingLastPathComponent] }
        return ([Bundle.main.bundlePath] + arguments + [".build/debug"]).map { "\($0)/kentongand" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    static var review: String? {
        server.map { ($0 as NSString).deletingLastPathComponent + "/kentongan-review" }
    }

    /// Debian's, for which `fusepy` is packaged.
    static let python = "/usr/bin/python3"

    static func source(_ name: String) -> String {
        packageFile("tools/crash/\(name)")
    }

    /// The folder of the built tools; nil where no C compiler is.
    static let built: String? = {
        let folder = NSTemporaryDirectory() + "kentongan-crash-\(ProcessInfo.processInfo.processIdentifier)"
        guard (try? run(source("build"), [folder]))?.status == 0 else { return nil }
        atexit { if let folder = CrashTools.built { try? FileManager.default.removeItem(atPath: folder) } }
        return folder
    }()

    static var faults: String { (built ?? "") + "/faults" }
    static var clock: String { (built ?? "") + "/clock.so" }

    static let canRun =
        server != nil && built != nil && (try? run(python, ["-c", "import sqlite3"]))?.status == 0

    /// Whether this process may follow another one.
    ///
    /// - Throws: where nothing answers in a minute: a busy machine is no reason to skip a test.
    static func canTrace() throws -> Bool { try tracing.get() }

    /// Whether a file system of this process's own can be mounted.
    ///
    /// - Throws: where nothing answers in a minute.
    static func canMount() throws -> Bool { try mounting.get() }

    private static let tracing = Result<Bool, any Error> {
        guard canRun else { return false }
        let child = try launch("/bin/sleep", ["120"])
        defer { end(child) }
        let tracer = try launch(faults, ["\(child.processIdentifier)", "/dev/null", "/nonexistent"])
        defer { end(tracer) }
        // It follows, as the kernel says, or it ended because it may not.
        return try answer(to: "whether a process can be followed") {
            if followers(of: child.processIdentifier).contains(tracer.processIdentifier) { return true }
            return tracer.isRunning ? nil : false
        }
    }

    private static let mounting = Result<Bool, any Error> {
        guard canRun, FileManager.default.isReadableFile(atPath: "/dev/fuse"),
            try run(python, ["-c", "import fusepy"]).status == 0
        else { return false }
        let folder = try TemporaryFolder()
        // It ends a second behind the end of its input, which comes a second behind its beginning.
        let (status, out) = try run(
            "/bin/sh",
            [
                "-c", "sleep 1 | exec /usr/bin/timeout 60 \"$0\" \"$1\" \"$2\"", python, source("powerfs.py"),
                folder.path,
            ])
        guard status != 124 else { throw NoAnswer(question: "whether a disk can be mounted") }
        return out.contains("mounted")
    }

    /// The processes that trace one.
    private static func followers(of process: Int32) -> [Int32] {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        return status.split(separator: "\n").filter { $0.hasPrefix("TracerPid:") }
            .compactMap { Int32($0.dropFirst(10).filter(\.isNumber)) }.filter { $0 > 0 }
    }

    /// Asks until something is found out.
    private static func answer(to question: String, _ body: () -> Bool?) throws -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if let found = body() { return found }
            usleep(10_000)
        }
        throw NoAnswer(question: question)
    }

    struct NoAnswer: Error { let question: String }

    static let hasStrace = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")

    /// Runs a program with no input to its end.
    static func run(
        _ path: String, _ arguments: [String], environment: [String: String]? = nil
    ) throws -> (status: Int32, out: String) {
        let out = Pipe()
        let process = try launch(path, arguments, output: out, environment: environment)
        let bytes = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    static func launch(
        _ path: String, _ arguments: [String], output: Any? = nil, environment: [String: String]? = nil
    ) throws -> Process {
        let process = Process()
        if let environment { process.environment = environment }
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Ends a process, with SIGKILL unless it does as it is asked to.
    static func end(_ process: Process, asking signal: Int32 = SIGKILL) {
        guard process.isRunning else { return }
        kill(process.processIdentifier, signal)
        for _ in 0..<2_000 where process.isRunning { usleep(5_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }
}

/// What a run draws from: printed, and repeated with KENTONGAN_SEED.
struct SeededRandom: RandomNumberGenerator {
    let seed: UInt64
    private var generator: SeededGenerator

    init(_ name: String) {
        let given = ProcessInfo.processInfo.environment["KENTONGAN_SEED"].flatMap { UInt64($0) }
        self.init(seed: given ?? .random(in: 0...9_999_999))
        print("\(name): KENTONGAN_SEED=\(seed)")
    }

    init(seed: UInt64) {
        self.seed = seed
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> UInt64 { generator.next() }
}

let isLongRun = ProcessInfo.processInfo.environment["KENTONGAN_LONG"] != nil
