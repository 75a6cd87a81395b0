import Foundation

/// What a whole run of a program took.
struct Measured {
    let output: String
    /// Seconds from before its start to its end.
    let wall: Double
    /// Seconds of CPU, user and system, of all threads.
    let cpu: Double
    /// MiB of resident memory at most (VmHWM).
    let peak: Double

    /// Busy cores, on average.
    var cores: Double { cpu / wall }

    /// Runs a program to its end, which must be a good one.
    static func run(_ program: String, _ arguments: [String]) async throws -> Measured {
        let started = seconds()
        let child = try Child(program, arguments, quiet: true)
        let (ended, peak) = try await Usage.peak(of: child.pid) { try child.finishCounting() }
        return Measured(output: ended.output, wall: seconds() - started, cpu: ended.cpu, peak: peak)
    }
}

/// Several runs of one program.
struct MeasuredRuns {
    private(set) var runs: [Measured] = []

    mutating func add(_ run: Measured) { runs.append(run) }

    var wall: Double { median(runs.map(\.wall)) }
    var cpu: Double { median(runs.map(\.cpu)) }
    var cores: Double { median(runs.map(\.cores)) }
    var peak: Double { runs.map(\.peak).max() ?? 0 }
}

/// Files below a directory: how many, and their bytes.
struct Directory {
    private(set) var files = 0
    private(set) var directories = 1
    private(set) var bytes = 0
    /// Bytes of the blocks that they take.
    private(set) var allocated = 0

    init(_ path: String) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            var status = stat()
            guard unsafe lstat("\(path)/\(name)", &status) == 0 else { continue }
            allocated += Int(status.st_blocks) * 512
            if status.st_mode & S_IFMT == S_IFDIR {
                directories += 1
            } else {
                files += 1
                bytes += Int(status.st_size)
            }
        }
    }
}
