import Foundation
import TestSupport
import Testing

/// A server with few descriptors, and many connections that say nothing.
@Suite(.timeLimit(.minutes(2))) struct DescriptorTests {
    @Test func bare_connections_stop_no_close() async throws {
        let site = try await Site.make()
        let server = try await site.serve(
            descriptors: 200, ["--publish", site.folder.file("public"), "--publish-listen", "127.0.0.1:0"])
        let before = try await size(site)
        let bare = (0..<300).map { _ in RawSocket(to: server.port) }
        #expect(bare.compactMap { $0 }.count > 200)
        try await Task.sleep(for: .seconds(6))
        #expect(server.running.process.isRunning, "\(server.running.output)")
        #expect(server.running.openFiles < 200)
        #expect(try await size(site) >= before + 3 * 256, "epochs are closed meanwhile")
        // Who says nothing makes room for who comes.
        let shown = try await Program.source.run("site", "--site", server.link, "--json")
        #expect(shown.status == 0, "\(shown.error)")
        let stopped = try await server.stop()
        #expect(stopped.status == 0)
        #expect(server.running.output.contains("the system allows 200 open files"))
        _ = bare
    }

    /// What a shell sets softly is raised to what the system allows.
    @Test func a_soft_limit_is_raised() async throws {
        let site = try await Site.make()
        let ready = site.folder.file("ready.json")
        let running = try Running(
            path: "/bin/bash",
            [
                "-c", "ulimit -Sn 100; ulimit -Hn 900; exec \"$0\" \"$@\"", Program.server.path, "serve",
                "--data",
                site.data, "--ready-file", ready,
            ])
        _ = try await eventually { () -> Bool? in FileManager.default.fileExists(atPath: ready) ? true : nil }
        let limits = try String(
            contentsOfFile: "/proc/\(running.process.processIdentifier)/limits", encoding: .utf8)
        let files = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
        #expect(files.split(separator: " ").dropFirst(3).prefix(2) == ["900", "900"])
        running.signal(SIGTERM)
        #expect(try await running.ended().status == 0)
    }

    private func size(_ site: Site) async throws -> Int {
        let status = try await Program.server.run("status", "--data", site.data, "--json")
        return try #require(try status.json["size"] as? Int)
    }
}
