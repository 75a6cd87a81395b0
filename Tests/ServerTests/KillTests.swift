import AuditLog
import Client
import Console
import Foundation
import Testing
import Wire

@testable import Server

/// The built `kentongand`, ended as a power cut would end it.
@Suite(.enabled(if: Executable.path != nil, "kentongand was not built"), .timeLimit(.minutes(3)))
struct KillTests {
    @Test func submit_retry_after_kill_same_promise_one_record() async throws {
        // The program has the system's clock.
        let site = try await TestSite.make(now: System.now())
        let source = try TestSource(site)

        let first = try await Executable.serve(site)
        let visit = try await SiteConnection.open(first.link, proxy: nil, now: site.clock.now)
        let submission = try source.submission(to: visit.site)
        let promised = try await visit.submit(submission)
        first.kill()

        let second = try await Executable.serve(site)
        let again = try await SiteConnection.open(second.link, proxy: nil, now: site.clock.now)
        #expect(try await again.submit(submission) == promised)
        second.kill()

        // The close, in this process and with its own clock.
        site.clock.set(site.clock.now + 2 * TestSite.epochSeconds)
        try await site.serving { daemon in
            #expect(try await daemon.visit(site).submit(submission) == promised)
            #expect(try await daemon.standing(of: source, site) == .kept)
            let openings = try await daemon.review(site, .auditor(site.auditor)).openings()
            let reports = openings.filter { $0.opening.record.body.discriminant == .reportReceived }
            #expect(reports.count == 1)
            #expect(reports.first?.opening == promised.opening)
        }
        try await site.verifyAll()
    }
}

/// `kentongand serve` as a process.
private struct Executable {
    let process: Process
    let link: SiteLink

    static let path: String? = {
        let arguments = CommandLine.arguments.flatMap { [$0, ($0 as NSString).deletingLastPathComponent] }
        return ([Bundle.main.bundlePath] + arguments + [".build/debug"]).map { "\($0)/kentongand" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    static func serve(_ site: TestSite) async throws -> Executable {
        let ready = site.folder.file("ready.json")
        try? FileManager.default.removeItem(atPath: ready)
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["serve", "--data", site.directory.path, "--ready-file", ready]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1_000 {
            if let text = try? String(contentsOfFile: ready, encoding: .utf8) {
                let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
                return Executable(
                    process: process, link: try SiteLink(try #require(object?["link"] as? String)))
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Missing()
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
