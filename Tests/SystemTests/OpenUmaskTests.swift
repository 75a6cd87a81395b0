import Foundation
import TestSupport
import Testing

/// Programs whose user has an umask of 0: what they write is for its owner alone, but for what is public.
@Suite(.timeLimit(.minutes(3))) struct OpenUmaskTests {
    /// What anybody may read: what is handed out, and what names a log.
    private static let published = [
        ".card", ".vkey", "site.link", "site.descriptor", "ready.json", ".json.new",
    ]

    private func run(_ program: Program, _ arguments: String...) async throws -> Output {
        let output = try await start(program, arguments).ended()
        #expect(output.status == 0, "\(arguments): \(output.error)")
        return output
    }

    private func start(_ program: Program, _ arguments: [String]) throws -> Running {
        try Running(
            path: "/bin/bash", ["-c", "umask 000; exec \"$0\" \"$@\"", program.path] + arguments)
    }

    /// Files and folders below a folder that others may do anything with.
    private func open(in folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            try folder.mode(name) & 0o077 != 0 && !Self.published.contains { name.hasSuffix($0) }
        }
    }

    @Test func nothing_is_open_to_others_that_is_not_public() async throws {
        let folder = try TemporaryFolder()
        for code in Site.codes {
            _ = try await run(.review, "keygen", "--agency", code, "--name", code, "--out", folder.file(code))
        }
        _ = try await run(
            .review, "keygen", "--auditor", "--name", "Auditor", "--out", folder.file("auditor"))
        _ = try await run(
            .monitor, "witness", "keygen", "--name", "saksi.example/w1", "--dir", folder.file("saksi"))
        let made = try await start(.server, Site.initialisation(folder, data: "data")).ended()
        #expect(made.status == 0, "\(made.error)")
        let server = try start(
            .server, ["serve", "--data", folder.file("data"), "--ready-file", folder.file("ready.json")])
        let link = try await eventually { () -> String? in
            guard let ready = try? object(folder.data("ready.json")) else { return nil }
            return ready["link"] as? String
        }
        let submitted = try await run(
            .source, "submit", "--site", link, "--from", packageFile("tools/sample/laporan.toml"), "--attach",
            packageFile("tools/sample/foto.png"), "--keep-metadata", "--yes", "--save-promise",
            folder.file("promise"), "--json")
        let promise = try submitted.json
        let report = try #require(promise["commitment"] as? String)
        try folder.write("codename", try #require(promise["codename"] as? String))
        _ = try await run(.source, "site", "--site", link, "--save-descriptor", folder.file("descriptor"))
        let key = folder.file("bkn/agency.key")
        _ = try await eventually { () -> Bool? in
            let list = try await Program.review.run("list", "--site", link, "--key", key, "--json")
            return (try list.json["reports"] as? [Any])?.isEmpty == false ? true : nil
        }
        _ = try await run(
            .source, "receipt", "--site", link, "--codename-file", folder.file("codename"), "--out",
            folder.file("receipt"))
        _ = try await run(
            .review, "open", String(report.prefix(10)), "--site", link, "--key", key, "--out",
            folder.file("out"))
        _ = try await run(
            .review, "verify", "--site", link, "--key", key, "--state", folder.file("agency.state"))
        let left = try open(in: folder)
        #expect(left == [])
        // Databases that are open have more files, and the judge sees what is open.
        #expect(folder.exists("data/log.sqlite-wal") && folder.exists("out/report.json"))
        try #require(chmod(folder.file("promise"), 0o640) == 0)
        #expect(try open(in: folder) == ["promise"])
        server.signal(SIGTERM)
        _ = try await server.ended()
    }

    /// The mends that the words name are the right ones.
    @Test func what_is_open_is_refused_until_it_is_closed() async throws {
        let site = try await Site.make()
        let link = "kentongan://127.0.0.1:9/#\(site.link.suffix(64))"
        let runs: [(path: String, mode: mode_t, Program, [String])] = [
            (site.key("bkn"), 0o640, .review, ["list", "--site", link, "--key", site.key("bkn"), "--json"]),
            (site.data, 0o755, .server, ["config", "check", "--data", site.data, "--json"]),
            (
                "\(site.data)/keys/promise.key", 0o604, .server,
                ["serve", "--data", site.data, "--ready-file", site.folder.file("ready.json"), "--json"]
            ),
        ]
        // An agency's key is taken behind a closed folder.
        try #require(chmod((site.key("bkn") as NSString).deletingLastPathComponent, 0o755) == 0)
        for (path, mode, program, arguments) in runs {
            try #require(chmod(path, mode) == 0)
            let refused = try await program.run(arguments)
            #expect(refused.status == 78, "\(refused.error)")
            let failure = try refused.failure
            #expect(
                failure.code == "configuration"
                    && failure.message.contains("(mode \(String(mode, radix: 8)))"))
            let mend = try #require(failure.message.components(separatedBy: "chmod ").last)
            let mended = try await Running(path: "/bin/bash", ["-c", "chmod \(mend)"]).ended()
            #expect(mended.status == 0, "\(mend)")
            guard arguments[0] != "serve" else { continue }
            #expect(try await program.run(arguments).status != 78)
        }
        let server = try await site.serve()
        #expect(try await server.stop().status == 0)
    }
}
