import Foundation
import TestSupport
import Testing

/// A system call on a server's files, as `tools/crash/faults` saw it.
struct TracedCall: Equatable, Sendable {
    let name: String
    /// Below the folder of the place.
    let file: String
}

enum Fault: String, CaseIterable, Sendable {
    case inputOutput = "EIO"
    case full = "ENOSPC"
    case kill = "KILL"
    case killAfter = "KILLED-AFTER"
}

/// Follows a server from when it is made until it is ended, and puts one fault into one of its calls.
final class Tracer: @unchecked Sendable {
    private let process: Process
    private let log: String

    /// - Parameters:
    ///   - server: one that runs; its end is the tracer's too.
    ///   - place: the server's; its scratch folder gets the list of calls.
    ///   - fault: which call, from 1, and what happens to it; nil for none.
    /// - Throws: Foundation's error where `tools/crash/faults` does not start, `ExpectationFailedError` where it
    ///   cannot follow the server.
    init(_ server: CrashServer, _ place: Place, fault: (at: Int, kind: Fault)? = nil) async throws {
        log = place.scratch + "/calls.txt"
        try? FileManager.default.removeItem(atPath: log)
        let out = Pipe()
        let chosen = fault.map { ["--at", "\($0.at)", "--fault", $0.kind.rawValue] } ?? []
        process = try CrashTools.launch(
            CrashTools.faults, ["\(server.pid)", log] + chosen + [place.data, place.published], output: out)
        // Nothing else is ever written, so this waits for that line or for the end.
        let line = out.fileHandleForReading.availableData
        try #require(line == Data("attached\n".utf8), "the server cannot be followed")
    }

    deinit { CrashTools.end(process) }

    private var lines: [[Substring]] {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count >= 3 }
    }

    var calls: [TracedCall] { lines.map { TracedCall(name: String($0[1]), file: String($0[2])) } }

    /// The call that the fault came to.
    var hit: TracedCall? {
        lines.first { $0.count == 4 }.map { TracedCall(name: String($0[1]), file: String($0[2])) }
    }

    /// Waits until no call comes any more.
    func quiet(for duration: Duration) async throws {
        var (count, since) = (calls.count, ContinuousClock.now)
        try await waiting("a server that is quiet") {
            let now = calls.count
            if now != count { (count, since) = (now, .now) }
            return ContinuousClock.now - since > duration ? () : nil
        }
    }

    /// Leaves the server alone.
    func end() { CrashTools.end(process, asking: SIGTERM) }
}
