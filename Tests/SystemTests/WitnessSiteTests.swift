import Foundation
import HTTP
import TestSupport
import Testing
import Wire

/// A real site with three real witnesses, two of which must agree.
@Suite(.timeLimit(.minutes(3))) struct WitnessSiteTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A port that nothing listens on, so that a witness can come back to the same address.
    private func freePort() async throws -> Int {
        let listener = try await HTTPListener.bind(HTTPListenerOptions()) { _ in .plain(404) }
        let port = listener.port
        await listener.close(within: .zero)
        return port
    }

    private func witness(_ name: String, port: Int) async throws -> Running {
        try? FileManager.default.removeItem(atPath: folder.file("\(name).ready"))
        let running = try Running(
            path: Program.monitor.path,
            [
                "witness", "--dir", folder.file(name), "--log", folder.file("data/log.vkey"), "--listen",
                "127.0.0.1:\(port)", "--ready-file", folder.file("\(name).ready"),
            ])
        _ = try await eventually { () -> Bool? in
            try #require(running.process.isRunning, "\(running.output)")
            return folder.exists("\(name).ready") ? true : nil
        }
        return running
    }

    private func status() async throws -> [String: Any] {
        try await Program.server.run("status", "--data", folder.file("data"), "--json").json
    }

    /// What a verification from the files says, and how many witnesses the newest checkpoint has.
    private func verified() async throws -> Bool {
        let output = try await Program.review.run("verify", "--data", folder.file("data"), "--json")
        #expect(output.status == 0, "\(output.out)")
        let answer = try output.json
        return try #require(answer["witnessed"] as? Bool)
    }

    @Test func quorum_of_two_lives_through_one_death_and_tells_of_two() async throws {
        let names = ["saksi1", "saksi2", "saksi3"]
        var ports: [Int] = []
        var arguments = [
            "init", "--data", folder.file("data"), "--origin", Site.origin, "--epoch-seconds", "1",
            "--answer-delay-ms", "20", "--listen", "127.0.0.1:0", "--root-key", folder.file("root.key"),
            "--quorum", "2", "--json", "--agency", folder.file("bkn/agency.card"),
        ]
        let made = try await Program.review.run(
            "keygen", "--agency", "bkn", "--name", "BKN", "--out", folder.file("bkn"))
        try #require(made.status == 0)
        for name in names {
            let key = try await Program.monitor.run(
                "witness", "keygen", "--name", "\(name).example/w", "--dir", folder.file(name), "--json")
            arguments += ["--witness", try #require(try key.json["vkey"] as? String)]
            ports.append(try await freePort())
        }
        let initialised = try await Program.server.run(arguments)
        try #require(initialised.status == 0, "\(initialised.error)")
        let toml = try folder.read("data/kentongand.toml")
        let urls = ports.map { "\"http://127.0.0.1:\($0)\"" }.joined(separator: ", ")
        try folder.write("data/kentongand.toml", toml.replacing("urls = []", with: "urls = [\(urls)]"))
        var witnesses: [Running] = []
        for (name, port) in zip(names, ports) { witnesses.append(try await witness(name, port: port)) }

        let site = Site(folder: folder, link: try #require(try initialised.json["link"] as? String))
        let server = try await site.serve()
        func outcomes() async throws -> [String] {
            try #require(try await status()["submissions"] as? [[String: Any]]).compactMap {
                $0["outcome"] as? String
            }
        }
        _ = try await eventually {
            try await outcomes() == ["cosigned", "cosigned", "cosigned"] ? true : nil
        }

        witnesses[2].signal(SIGKILL)
        _ = try await eventually {
            try await outcomes() == ["cosigned", "cosigned", "unreachable"] ? true : nil
        }
        _ = try await eventually { try await verified() ? true : nil }

        witnesses[1].signal(SIGKILL)
        _ = try await eventually {
            try await outcomes() == ["cosigned", "unreachable", "unreachable"] ? true : nil
        }
        let view = try await Program.source.run("site", "--site", server.link, "--lang", "en")
        #expect(view.status == 0)
        _ = try await eventually { try await verified() ? nil : true }
        let before = try #require(try await status()["size"] as? Int)
        _ = try await eventually { try await status()["size"] as? Int ?? 0 > before ? true : nil }

        // Back again, some epochs behind: the witness says 409, and gets the proof from there.
        for index in [1, 2] { witnesses[index] = try await witness(names[index], port: ports[index]) }
        _ = try await eventually {
            try await outcomes() == ["cosigned", "cosigned", "cosigned"] ? true : nil
        }
        _ = try await eventually { try await verified() ? true : nil }
        #expect(try await server.stop().status == 0)
        let said = server.running.output
        for port in ports[1...] {
            #expect(
                said.components(separatedBy: "witness http://127.0.0.1:\(port): cannot be reached").count == 2
            )
            #expect(said.contains("witness http://127.0.0.1:\(port): is back"))
        }
        for witness in witnesses { witness.signal(SIGTERM) }
    }

    /// The database and the guard of yesterday, a witness of today: refused; then the honest way out.
    @Test func a_site_put_back_in_time_is_refused_and_recovered() async throws {
        let site = try await Site.make()
        let first = try await site.serve()
        let state = site.folder.file("state")
        _ = try await eventually {
            try await Program.monitor.run("check", "--data", site.data, "--state", state).status == 0
                ? true : nil
        }
        #expect(try await first.stop().status == 0)
        try FileManager.default.copyItem(atPath: site.data, toPath: site.folder.file("yesterday"))
        let second = try await site.serve()
        try await Task.sleep(for: .milliseconds(2_200))
        #expect(try await second.stop().status == 0)
        let known = try await Program.monitor.run(
            "check", "--data", site.data, "--state", state, "--max-age", "60", "--json")
        let size = try #require(try known.json["size"] as? Int)
        let root = try #require(try known.json["root"] as? String)
        for file in ["log.sqlite", "payload.sqlite"] {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: "\(site.data)/\(file)\(suffix)")
            }
            try FileManager.default.copyItem(
                atPath: site.folder.file("yesterday/\(file)"), toPath: "\(site.data)/\(file)")
        }
        let refused = try await Program.server.run("serve", "--data", site.data, "--json")
        #expect(refused.status == 78)
        #expect(try refused.failure.message.contains("kentongand recover"))

        let recover = [
            "recover", "--data", site.data, "--out", site.folder.file("new"), "--origin", "\(Site.origin)/2",
            "--root-key", site.folder.file("data.root.key"), "--json",
        ]
        let unasked = try await Program.server.run(recover)
        #expect(unasked.status == 64)
        #expect(!site.folder.exists("new") && !site.folder.exists("data/continued"))
        let recovered = try await Program.server.run(recover + ["--yes", "--cause", "guard_lost"])
        #expect(recovered.status == 0, "\(recovered.error)")
        let json = try recovered.json
        #expect(Set(json.keys) == ["origin", "link", "log_vkey", "previous"])
        let previous = try #require(json["previous"] as? [String: Any])
        #expect(previous["size"] as? Int == size && previous["root"] as? String == root)
        #expect(recovered.error.contains("BROKEN"))
        #expect(try await Program.server.run("serve", "--data", site.data).status == 78)
        let again = try await Program.server.run(recover + ["--yes", "--cause", "other"])
        #expect(again.status == 78)

        let server = try await site.serve("new")
        let verify = try await Program.review.run("verify", "--site", server.link, "--json")
        #expect(verify.status == 0, "\(verify.out)")
        let follows = try await Program.monitor.run("check", "--site", server.link, "--state", state)
        #expect(follows.status == 1)
        #expect(
            follows.out.contains("ended at \(size) entries") && follows.out.contains("exactly what was kept"))
        #expect(try await Program.monitor.run("check", "--site", server.link, "--state", state).status == 0)
        // A codename of before: eight words that the site does not know.
        try site.folder.write("code", Self.codename() + "\n")
        for (language, words) in [("en", "in the old record"), ("id", "catatan lama")] {
            let inbox = try await Program.source.run(
                "inbox", "--site", server.link, "--codename-file", site.folder.file("code"), "--lang",
                language,
                "--json")
            #expect(inbox.status == 77)
            #expect(try inbox.failure.message.contains(words))
        }
        #expect(try await server.stop().status == 0)
    }

    /// Ten bytes and their checksum, as eight words.
    private static func codename() throws -> String {
        let random = [UInt8](1...10)
        let bits = (random + [Checksum.of(random)]).flatMap { byte in
            (0..<8).reversed().map { Int(byte >> $0) & 1 }
        }
        let words = try String(contentsOfFile: packageFile("Protocol/codename-words.txt"), encoding: .utf8)
            .split(separator: "\n")
        return (0..<8).map { words[bits[11 * $0..<11 * $0 + 11].reduce(0) { 2 * $0 + $1 }] }.joined(
            separator: " ")
    }
}
