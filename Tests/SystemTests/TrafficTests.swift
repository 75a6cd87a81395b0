import Foundation
import TestSupport
import Testing

/// What a network sees of a source's commands: the same connections, the same bytes, at the same times.
@Suite(.timeLimit(.minutes(3))) struct TrafficTests {
    /// Bytes by which the server's handshake may differ: an ECDSA signature's length is no secret.
    private static let noise = 4
    /// Milliseconds between the cells on this machine (`VisitPace`).
    private static let step = 50

    private struct Command {
        let name: String
        let arguments: [String]
        let status: Int32
        /// It brings evidence behind the two visits, in the open.
        var brings = false
    }

    @Test func every_command_looks_the_same() async throws {
        let (site, server, relay) = try await begin()
        defer { relay.stop() }
        var seen: [(String, [Shape])] = []
        var all: [CapturedConnection] = []
        for command in try await commands(site) {
            let captured = try await run(command, site, relay)
            #expect((captured.count > 2) == command.brings, "\(command.name)")
            seen.append((command.name, captured.prefix(2).map { Shape($0) }))
            all += captured.prefix(2)
        }
        let expected = try #require(seen.first).1
        #expect(expected.count == 2)
        #expect(expected.map(\.cells.count) == [2, 4])
        for (name, shape) in seen { expect(shape, alike: expected, name) }
        // Control: a single byte more is seen at once.
        var longer = expected
        longer[1].up[longer[1].up.count - 1].length += 1
        #expect(!isAlike(longer, expected))
        try expectNothingShared(all)
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
            let shape = try await run(command, site, relay).prefix(2).map { Shape($0) }
            #expect(shape.map(\.cells.count) == [2, 4], "\(command.name)")
            for connection in shape { expectSteps(connection, command.name) }
        }
        for task in pressing { try? await task.value }
        _ = try await server.stop()
    }

    // MARK: The site and its commands

    private func begin() async throws -> (Site, Server, Capture) {
        let site = try await Site.make()
        let server = try await site.serve()
        let relay = try Capture(to: server.port)
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
            Command(
                name: "prove",
                arguments: [
                    "prove", "--codename-file", folder.file("codename"), "--statement-file",
                    folder.file("answer.txt"), "--out", folder.file("proof"),
                ], status: 0),
            Command(
                name: "reveal",
                arguments: [
                    "reveal", "--codename-file", folder.file("codename"), "--to", "bkn", "--identity-file",
                    folder.file("answer.txt"), "--yes",
                ], status: 0),
            Command(
                name: "receipt",
                arguments: [
                    "receipt", "--codename-file", folder.file("codename"), "--yes", "--out",
                    folder.file("receipt"),
                ], status: 0),
            Command(
                name: "add",
                arguments: [
                    "add", "--codename-file", folder.file("codename"), "--attach",
                    packageFile("tools/sample/foto.png"), "--keep-metadata",
                ], status: 0, brings: true),
            Command(
                name: "submit with evidence",
                arguments: [
                    "submit", "--from", report, "--yes", "--attach", packageFile("tools/sample/foto.png"),
                    "--keep-metadata",
                ], status: 0, brings: true),
            Command(name: "poster", arguments: ["poster", "--out", folder.file("poster.html")], status: 0),
            Command(name: "decoy", arguments: ["decoy"], status: 0),
        ]
    }

    private func run(
        _ command: Command, _ site: Site, _ relay: Capture
    ) async throws -> [CapturedConnection] {
        _ = try await relay.take()
        let output = try await Program.source.run(
            command.arguments + ["--site", site.folder.file("site.link"), "--json"])
        #expect(output.status == command.status, "\(command.name): \(output.error)\(output.out)")
        return try await relay.take()
    }

    // MARK: What is seen

    /// A connection as who has no keys sees it: the records of each side, and when each cell left.
    private struct Shape: CustomStringConvertible {
        struct Record: Equatable, CustomStringConvertible {
            let type: UInt8
            var length: Int
            var description: String { "\(type):\(length)" }
        }

        var up: [Record]
        var down: [Record]
        /// Milliseconds from the connection's first byte; a cell has two records of the largest length.
        let cells: [Double]

        init(_ connection: CapturedConnection) {
            let (up, down) = (connection.records(.up), connection.records(.down))
            self.up = up.map { Record(type: $0.type, length: $0.length) }
            self.down = down.map { Record(type: $0.type, length: $0.length) }
            let large = up.filter { $0.length > 16_384 }
            cells = stride(from: 0, to: large.count, by: 2).map { large[$0].time }
        }

        var description: String { "up \(up), down \(down), cells \(cells)" }
    }

    /// The same records of the same lengths; of the server's handshake, within the noise.
    private func isAlike(_ found: [Shape], _ expected: [Shape]) -> Bool {
        found.count == expected.count
            && zip(found, expected).allSatisfy { found, expected in
                found.up == expected.up && found.down.count == expected.down.count
                    && zip(found.down, expected.down).enumerated().allSatisfy { place, pair in
                        let noise = place < Self.handshake ? Self.noise : 0
                        return pair.0.type == pair.1.type && abs(pair.0.length - pair.1.length) <= noise
                    }
            }
    }

    /// Records of the server's handshake: hello, change_cipher_spec, extensions, certificate, signature, finished.
    private static let handshake = 6

    private func expect(_ found: [Shape], alike expected: [Shape], _ name: String) {
        #expect(isAlike(found, expected), "\(name): \(found), expected \(expected)")
        for connection in found { expectSteps(connection, name) }
    }

    private func expectSteps(_ connection: Shape, _ name: String) {
        for (before, after) in zip(connection.cells, connection.cells.dropFirst()) {
            #expect(after - before >= Double(Self.step) / 2, "\(name): \(connection.cells)")
        }
    }

    // MARK: What two visits share

    /// Hellos are the same but for what is drawn anew, that is never drawn twice, and no ciphertext comes twice.
    private func expectNothingShared(_ connections: [CapturedConnection]) throws {
        for side in [Relay.Side.up, .down] {
            let hellos = try connections.map { connection in
                try Hello(try #require(connection.records(side).first { $0.type == 22 }), side)
            }
            #expect(Set(hellos.map(\.fixed)).count == 1)
            let drawn = hellos.flatMap { $0.drawn }
            // Random bytes and a key at least; the session's number is the client's, and the server repeats it.
            #expect(drawn.count >= (side == .up ? 3 : 2) * hellos.count)
            #expect(Set(drawn).count == drawn.count)
            #expect(hellos.allSatisfy { $0.extensions.isDisjoint(with: Hello.telling) })
        }
        // Two full visits, of one command each, eight bytes at a time.
        let visits = connections.filter { $0.bytes(.up).count > 100_000 }
        let (first, second) = (try #require(visits.first), try #require(visits.last))
        #expect(shared(first, second) == 0)
        // Control: a connection shares all with itself.
        #expect(shared(first, first) > 15_000)
    }

    private func shared(_ one: CapturedConnection, _ other: CapturedConnection) -> Int {
        func sealed(_ connection: CapturedConnection) -> [[UInt8]] {
            connection.records(.up).filter { $0.type == 23 }.map(\.content)
        }
        var known = Set<UInt64>()
        for content in sealed(one) {
            for start in stride(from: 0, to: content.count - 7, by: 8) {
                known.insert(content[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) })
            }
        }
        var count = 0
        for content in sealed(other) {
            var word: UInt64 = 0
            for (place, byte) in content.enumerated() {
                word = word << 8 | UInt64(byte)
                if place >= 7, known.contains(word) { count += 1 }
            }
        }
        return count
    }
}
