import Foundation
import Synchronization
import TestSupport
import Testing

/// One of the four programs, as it was built beside these tests.
enum Program: String, CaseIterable, Sendable {
    case server = "kentongand"
    case source = "kentongan"
    case review = "kentongan-review"
    case monitor = "kentongan-monitor"

    var path: String { Self.folder + "/" + rawValue }

    private static let folder: String = {
        let arguments = CommandLine.arguments.flatMap { [$0, ($0 as NSString).deletingLastPathComponent] }
        let places = [Bundle.main.bundlePath] + arguments
        return places.first { FileManager.default.isExecutableFile(atPath: "\($0)/kentongand") }
            ?? ".build/debug"
    }()

    /// Runs it to its end.
    @discardableResult
    func run(_ arguments: String..., input: String = "") async throws -> Output {
        try await run(arguments, input: input)
    }

    func run(_ arguments: [String], input: String = "") async throws -> Output {
        let running = try Running(path: path, arguments, input: input)
        return try await running.ended()
    }
}

/// What a program left behind.
struct Output: Sendable {
    let status: Int32
    let out: String
    let error: String

    /// The one object on standard output.
    var json: [String: Any] {
        get throws { try object(Data(out.utf8)) }
    }

    /// `error.code`, `error.field` and `error.message` of a failure.
    var failure: (code: String, field: String?, message: String, limit: Int?) {
        get throws {
            let failure = try #require(try json["error"] as? [String: Any])
            #expect(Set(failure.keys) == ["code", "field", "limit", "message"])
            return (
                try #require(failure["code"] as? String), failure["field"] as? String,
                try #require(failure["message"] as? String), failure["limit"] as? Int
            )
        }
    }
}

func object(_ data: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
}

/// A program that runs, and is ended by its process id when this goes.
final class Running: @unchecked Sendable {
    let process = Process()
    private let folder: TemporaryFolder
    private let ends: AsyncStream<Int32>
    private let limit: Duration
    private let isEnded = Mutex(false)

    /// Starts it, with files for its input and output.
    ///
    /// - Parameters:
    ///   - path: of the executable.
    ///   - arguments: without the program's name.
    ///   - input: all that standard input gives.
    ///   - environment: besides what every program gets here, and before it.
    ///   - limit: how long it may run once its end is waited for; longer under a sanitizer.
    /// - Throws: Foundation's error where a file cannot be written or the program cannot be started.
    init(
        path: String, _ arguments: [String], input: String = "", environment: [String: String] = [:],
        limit: Duration = .seconds(40)
    ) throws {
        self.limit = limit * slowness
        folder = try TemporaryFolder()
        for name in ["out", "error"] { try folder.write(name, "") }
        try folder.write("input", input)
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = [
            "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "HOME": folder.path, "SWIFT_BACKTRACE": "enable=no",
            "ASAN_OPTIONS": "detect_leaks=0",
        ].merging(environment) { $1 }
        process.standardInput = FileHandle(forReadingAtPath: folder.file("input"))
        process.standardOutput = FileHandle(forWritingAtPath: folder.file("out"))
        process.standardError = FileHandle(forWritingAtPath: folder.file("error"))
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        self.ends = ends
        process.terminationHandler = {
            end.yield($0.terminationStatus)
            end.finish()
        }
        try process.run()
    }

    /// Starts one of the four programs, which may have so many files open; as many as may be, where nil.
    convenience init(_ program: Program, _ arguments: [String], descriptors: Int?) throws {
        guard let descriptors else {
            try self.init(path: program.path, arguments)
            return
        }
        try self.init(
            path: "/bin/sh",
            ["-c", "ulimit -n \(descriptors) && exec \"$0\" \"$@\"", program.path] + arguments)
    }

    /// Files, sockets among them, that it has open.
    var openFiles: Int {
        let folder = "/proc/\(process.processIdentifier)/fd"
        return (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var output: String { ((try? folder.read("out")) ?? "") + ((try? folder.read("error")) ?? "") }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits for its end, then ends it.
    func ended() async throws -> Output {
        let timer = Task {
            try await Task.sleep(for: limit)
            isEnded.withLock { $0 = true }
            signal(SIGKILL)
        }
        defer { timer.cancel() }
        var status: Int32 = -1
        for await end in ends { status = end }
        // A status of 9 alone looks as if memory had run out.
        let end = isEnded.withLock { $0 } ? "\n(ended by its test after \(limit))" : ""
        return Output(status: status, out: try folder.read("out"), error: try folder.read("error") + end)
    }
}
