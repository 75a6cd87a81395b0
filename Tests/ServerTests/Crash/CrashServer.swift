import AuditLog
import Foundation
import TestSupport
import TransparencyLog

/// The wall clock of a server process, which only the test moves; one epoch at a time.
final class MovedClock: Sendable {
    let path: String
    private let clock: TestClock
    private let site: TestSite

    /// Stands one second before `epoch` is due.
    init(_ path: String, before epoch: UInt64, of site: TestSite) throws {
        (self.path, self.site) = (path, site)
        clock = TestClock(0)
        _ = FileManager.default.createFile(atPath: path, contents: Data(count: 8))
        try set(before: epoch)
    }

    var now: UInt64 { clock.now }

    /// In which a program has this clock.
    var environment: [String: String] {
        [
            "LD_PRELOAD": CrashTools.clock, "KENTONGAN_CLOCK": path, "LC_ALL": "C.UTF-8",
            "SWIFT_BACKTRACE": "enable=no",
            "ASAN_OPTIONS": "detect_leaks=0",
        ]
    }

    /// The newest epoch that is due.
    var epoch: UInt64 { (now - site.t0) / TestSite.epochSeconds }

    /// Makes the next epoch due: to one second before the one after it, so that the server looks often.
    func tick() throws { try set(before: epoch + 2) }

    func set(before epoch: UInt64) throws {
        clock.set(site.due(epoch) - 1)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? handle.close() }
        try handle.write(contentsOf: withUnsafeBytes(of: clock.now) { Data($0) })
    }
}

/// A data directory, and the folder that its log is published in.
struct Place: Sendable {
    let folder: String
    /// Where a test puts what is not the server's.
    let scratch: String

    init(folder: String, scratch: String? = nil) {
        (self.folder, self.scratch) = (folder, scratch ?? folder)
    }

    var data: String { folder + "/data" }
    var published: String { folder + "/public" }

    /// The checkpoint that a reader of the published files sees now.
    func publicCheckpoint() throws -> Checkpoint? {
        guard let bytes = FileManager.default.contents(atPath: published + "/checkpoint") else { return nil }
        return try Checkpoint(text: try SignedNote([UInt8](bytes)).text)
    }

    /// Whether nothing waits in a write-ahead log: a server that was started has settled.
    var isSettled: Bool {
        ["log", "payload"].allSatisfy {
            // Of the WAL's header, bytes 8 to 12; then frames of 24 bytes and a page.
            guard let wal = try? Data(contentsOf: URL(filePath: "\(data)/\($0).sqlite-wal")), wal.count > 32
            else { return false }
            return wal.count == 32 + 24 + wal[8..<12].reduce(0) { $0 << 8 | Int($1) }
        }
    }
}

/// The real `kentongand serve`, with a clock of the test's.
final class CrashServer: @unchecked Sendable {
    let link: SiteLink
    private let process: Process

    struct Ended: Error { let status: Int32, text: String }

    /// Starts it; returns when it is ready.
    static func start(_ place: Place, clock: MovedClock) async throws -> CrashServer {
        let starting = try Starting(place, clock: clock)
        return try await starting.ready()
    }

    fileprivate init(link: SiteLink, process: Process) {
        (self.link, self.process) = (link, process)
    }

    deinit { CrashTools.end(process) }

    var pid: pid_t { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    func kill() { CrashTools.end(process) }

    /// SIGTERM: the exit code.
    func stop() async throws -> Int32 {
        Foundation.kill(pid, SIGTERM)
        try await waiting("the server's end") { process.isRunning ? nil : () }
        return process.terminationStatus
    }

    /// A server that is not ready yet, and may be killed before it is.
    final class Starting: @unchecked Sendable {
        private let process = Process()
        private let ready: String
        private let errors: String

        init(_ place: Place, clock: MovedClock) throws {
            (ready, errors) = (place.scratch + "/ready.json", place.scratch + "/errors.txt")
            try? FileManager.default.removeItem(atPath: ready)
            _ = FileManager.default.createFile(atPath: errors, contents: nil)
            process.executableURL = URL(filePath: CrashTools.server ?? "")
            process.arguments = [
                "serve", "--data", place.data, "--publish", place.published, "--ready-file", ready,
            ]
            process.environment = clock.environment
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle(forWritingAtPath: errors)
            try process.run()
        }

        func kill() { CrashTools.end(process) }

        func ready() async throws -> CrashServer {
            let (process, ready, errors) = (process, ready, errors)
            let link = try await waiting("a server that is ready") { () throws -> String? in
                if let bytes = FileManager.default.contents(atPath: ready) {
                    return (try JSONSerialization.jsonObject(with: bytes) as? [String: Any])?["link"]
                        as? String
                }
                guard process.isRunning else {
                    let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
                    throw Ended(status: process.terminationStatus, text: text)
                }
                return nil
            }
            return CrashServer(link: try SiteLink(link), process: process)
        }
    }
}
