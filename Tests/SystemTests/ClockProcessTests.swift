import Foundation
import TestSupport
import Testing

/// `kentongand` under a clock that is not the machine's.
@Suite(.needs(.faketime, FakeTime.isPossible), .timeLimit(.minutes(2))) struct ClockProcessTests {
    private func serve(_ site: Site, _ offset: String?, _ more: String...) async throws -> Server {
        try? FileManager.default.removeItem(atPath: site.folder.file("ready.json"))
        let running = try FakeTime.run(
            .server, ["serve", "--data", site.data, "--ready-file", site.folder.file("ready.json")] + more,
            offset)
        let ready = try await eventually { () -> [String: Any]? in
            try #require(running.process.isRunning, "\(running.output)")
            return try? object(site.folder.data("ready.json"))
        }
        return Server(
            running: running, link: try #require(ready["link"] as? String),
            address: try #require(ready["address"] as? String))
    }

    private func stop(_ server: Server) async throws -> Int32 {
        try FakeTime.signal(SIGTERM, server.running)
        return try await server.running.ended().status
    }

    private func status(_ site: Site, _ offset: String?) async throws -> (code: Int32, clock: [String: Any]) {
        let output = try await FakeTime.run(.server, ["status", "--data", site.data, "--json"], offset)
            .ended()
        return (output.status, try #require(try output.json["clock"] as? [String: Any]))
    }

    @Test func a_clock_three_days_ahead_is_not_believed() async throws {
        let site = try await Site.make()
        let server = try await serve(site, nil)
        #expect(try await stop(server) == 0)

        let ahead = try await serve(site, "+3d")
        _ = try await eventually { ahead.running.output.contains("--accept-clock") ? true : nil }
        // By the source's clock, which is right, the site is on time: so it sends, and is told why nothing is taken.
        let sent = try await Program.source.run(
            "submit", "--site", ahead.link, "--from", packageFile("tools/sample/laporan.toml"), "--yes",
            "--json",
            "--lang", "en")
        #expect(sent.status == 75, "\(sent.out) \(sent.error)")
        #expect(try sent.failure.field == "clock")
        #expect(try sent.failure.message.contains("the site's clock is far ahead of its record"))
        #expect(try await status(site, "+3d").code == 2)
        #expect(try await status(site, "+3d").clock["state"] as? String == "ahead")
        #expect(try await stop(ahead) == 0)

        // Two days are not far, whatever the number of epochs of a second.
        let near = try await serve(site, "+47h")
        #expect(!near.running.output.contains("clock:"))
        #expect(try await stop(near) == 0)

        // By the right clock the newest epoch is in the future now, and is said to be.
        let back = try await serve(site, nil)
        _ = try await eventually {
            back.running.output.contains("the newest epoch is in the future") ? true : nil
        }
        #expect(try await stop(back) == 0)
        let late = try await status(site, nil)
        #expect(late.code == 1 && late.clock["state"] as? String == "behind")
    }

    /// Two epochs and an hour late, and the one witness cannot be reached: it waits, signs nothing, and ends when it is told.
    @Test func an_overdue_start_waits_for_a_witness_until_sigterm() async throws {
        let site = try await Site.make()
        let server = try await serve(site, nil)
        #expect(try await stop(server) == 0)
        let toml = try site.folder.read("data/kentongand.toml")
        // Nobody listens on the port of discarded bytes.
        let changed = toml.replacing("urls = []", with: "urls = [\"http://127.0.0.1:9\"]")
        try #require(changed != toml)
        try site.folder.write("data/kentongand.toml", changed)
        func size() async throws -> Int? {
            try await Program.server.run("status", "--data", site.data, "--json").json["size"] as? Int
        }
        let before = try await size()
        let waiting = try FakeTime.run(
            .server, ["serve", "--data", site.data, "--ready-file", site.folder.file("never.json")], "+2h")
        _ = try await eventually {
            waiting.output.contains("nothing is signed before a witness says") ? true : nil
        }
        #expect(waiting.process.isRunning && !site.folder.exists("never.json"))
        try FakeTime.signal(SIGTERM, waiting)
        let output = try await waiting.ended()
        #expect(output.status == 0, "\(output.error)")
        #expect(try await size() == before)
        // The control: on time it does not wait.
        let onTime = try await serve(site, nil)
        #expect(try await stop(onTime) == 0)
    }

    @Test func accept_clock_is_the_operators_word() async throws {
        let site = try await Site.make()
        let server = try await serve(site, "+3d", "--accept-clock")
        #expect(!server.running.output.contains("clock:"))
        let first = try await status(site, "+3d")
        #expect(first.code == 0 && first.clock["state"] as? String == "ok")
        #expect(try await stop(server) == 0)
    }
}

/// The `faketime` tool, where it is installed.
enum FakeTime {
    private static let path = "/usr/bin/faketime"

    /// It and an address sanitizer both take the place of the system's clock: a program that is built for one never starts.
    static var isPossible: Bool {
        FileManager.default.isExecutableFile(atPath: path) && !isSanitized
    }

    /// A program whose clock is this far from the machine's; nil for the machine's own.
    static func run(_ program: Program, _ arguments: [String], _ offset: String?) throws -> Running {
        guard let offset else { return try Running(path: program.path, arguments) }
        return try Running(path: path, ["--exclude-monotonic", "-f", offset, program.path] + arguments)
    }

    /// Signals the program, and not the tool, which waits for it and ends with its exit code.
    static func signal(_ number: Int32, _ running: Running) throws {
        let own = running.process.processIdentifier
        let children = try? String(contentsOfFile: "/proc/\(own)/task/\(own)/children", encoding: .utf8)
        let child = children.flatMap { Int32($0.split(separator: " ").first ?? "") }
        kill(child ?? own, number)
    }
}
