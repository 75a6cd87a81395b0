import Foundation
@testable import Server
import TestSupport
import Testing

/// The built `kentongand`, and what signals do to it.
@Suite(.needs(.crashTools, CrashTools.server != nil), .timeLimit(.minutes(1))) struct SignalTests {
    /// The server's process, once its ready-file is there.
    private func start(_ site: TestSite) async throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: try #require(CrashTools.server))
        let ready = site.folder.file("ready")
        process.arguments = [
            "serve", "--data", site.directory.path, "--listen", "127.0.0.1:0", "--ready-file", ready,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try await until { FileManager.default.fileExists(atPath: ready) || !process.isRunning }
        return process
    }

    @Test(arguments: [SIGTERM, SIGINT]) func an_end_that_was_asked_for_is_0(_ signal: Int32) async throws {
        let site = try await TestSite.make()
        let process = try await start(site)
        #expect(process.isRunning)
        // A terminal that goes away ends nothing.
        kill(process.processIdentifier, SIGHUP)
        try await Task.sleep(for: .milliseconds(300))
        #expect(process.isRunning)
        kill(process.processIdentifier, signal)
        let asked = ContinuousClock.now
        try await until { !process.isRunning }
        #expect(ContinuousClock.now - asked < .seconds(10))
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
    }
}
