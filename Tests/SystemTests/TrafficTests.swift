import Foundation
import TestSupport
import Testing

/// What a network sees of a source's commands: the same connections, the same bytes, at the same times.
@Suite(.timeLimit(.minutes(3))) struct TrafficTests {
    /// Bytes by which two connections may differ: an ECDSA signature's length is no secret.
    private static let noise = 16
    /// Milliseconds between the cells on this machine (`VisitPace`).
    private static let step = 50

    private struct Command {
        let name: String
        let arguments: [String]
        let status: Int32
    }

    @Test func every_command_looks_the_same() async throws {
        let (site, server, relay) = try await begin()
        defer { relay.stop() }
        var seen: [(String, [CountingRelay.Seen])] = []
        for command in try await commands(site) {
            seen.append((command.name, try await run(command, site, relay)))
        }
        let expected = try #require(seen.first).1
        #expect(expected.count == 2)
        #expect(expected.map(\.bursts.count) == [2, 4])
        for (name, shape) in seen { expect(shape, alike: expected, name) }
        // Control: a single cell more is seen at once.
        var longer = expected
        longer[1].up += 32_768
        #expect(!isAlike(longer, expected))
        _ = try await server.stop()
    }

    /// While others press, an answer that is late is late alike: the cells still leave at full steps.
    @Test func under_load_as_well() async throws {
        let (site, server, relay) = try await begin()
        defer { relay.stop() }
        let commands = try await commands(site)
        let pressing = (0..<4).map { _ in
            Task {
                for _ in 0..<6 {
                    _ = try await Program.source.run(
                        "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"),
                        "--yes", "--json")
                }
            }
        }
        for command in commands {
            let shape = try await run(command, site, relay)
            #expect(shape.map(\.bursts.count) == [2, 4], "\(command.name)")
            for connection in shape {
                for (before, after) in zip(connection.bursts, connection.bursts.dropFirst()) {
                    #expect(after - before >= Self.step / 2, "\(command.name): \(connection.bursts)")
                }
            }
        }
        for task in pressing { try? await task.value }
        _ = try await server.stop()
    }

    // MARK: The site and its commands

    private func begin() async throws -> (Site, Server, CountingRelay) {
        let site = try await Site.make()
        let server = try await site.serve()
        let relay = try CountingRelay(to: server.port)
        try site.folder.write(
            "site.link", server.link.replacing(":\(server.port)/", with: ":\(relay.port)/") + "\n")
        try site.folder.write("answer.txt", "Saya melihatnya sendiri.\n")
        return (site, server, relay)
    }

    /// All that a source can do, for a codename that is known, for one that is not, and for one whose report waits.
    private func commands(_ site: Site) async throws -> [Command] {
        let folder = site.folder
        let report = packageFile("tools/sample/laporan.toml")
        let submitted = try await Program.source.run(
            "submit", "--site", folder.file("site.link"), "--from", report, "--yes", "--json")
        try #require(submitted.status == 0, "\(submitted.error)")
        try folder.write("codename", try #require(try submitted.json["codename"] as? String))
        let other = try await Site.make()
        let elsewhere = try await other.serve()
        let unknown = try await Program.source.run(
            "submit", "--site", elsewhere.link, "--from", report, "--yes", "--json")
        try folder.write("unknown", try #require(try unknown.json["codename"] as? String))
        _ = try await elsewhere.stop()
        return [
            Command(name: "submit", arguments: ["submit", "--from", report, "--yes"], status: 0),
            Command(name: "site", arguments: ["site"], status: 0),
            Command(
                name: "inbox", arguments: ["inbox", "--codename-file", folder.file("codename")], status: 0),
            Command(
                name: "unknown code", arguments: ["inbox", "--codename-file", folder.file("unknown")],
                status: 77),
            Command(
                name: "reply",
                arguments: [
                    "reply", "--codename-file", folder.file("codename"), "--to", "bkn", "--message-file",
                    folder.file("answer.txt"),
                ], status: 0),
            Command(
                name: "reply, unknown code",
                arguments: [
                    "reply", "--codename-file", folder.file("unknown"), "--to", "bkn", "--message-file",
                    folder.file("answer.txt"),
                ], status: 77),
            Command(name: "decoy", arguments: ["decoy"], status: 0),
        ]
    }

    private func run(
        _ command: Command, _ site: Site, _ relay: CountingRelay
    ) async throws -> [CountingRelay.Seen] {
        _ = relay.take()
        let output = try await Program.source.run(
            command.arguments + ["--site", site.folder.file("site.link"), "--json"])
        #expect(output.status == command.status, "\(command.name): \(output.error)\(output.out)")
        // The relay counts a connection when it has ended.
        try await Task.sleep(for: .milliseconds(200))
        return relay.take()
    }

    private func isAlike(_ found: [CountingRelay.Seen], _ expected: [CountingRelay.Seen]) -> Bool {
        found.count == expected.count
            && zip(found, expected).allSatisfy {
                abs($0.up - $1.up) <= Self.noise && abs($0.down - $1.down) <= Self.noise
                    && $0.bursts.count == $1.bursts.count
            }
    }

    private func expect(
        _ found: [CountingRelay.Seen], alike expected: [CountingRelay.Seen], _ name: String
    ) {
        #expect(isAlike(found, expected), "\(name): \(found), expected \(expected)")
        for connection in found {
            for (before, after) in zip(connection.bursts, connection.bursts.dropFirst()) {
                #expect(after - before >= Self.step / 2, "\(name): \(connection.bursts)")
            }
        }
    }
}
