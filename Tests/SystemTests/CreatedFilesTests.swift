import Foundation
import TestSupport
import Testing

/// All four programs, watched by strace: what they create was not there before, and no link leads elsewhere.
@Suite(.timeLimit(.minutes(4))) struct CreatedFilesTests {
    private static let strace = "/usr/bin/strace"

    /// A call that may create a file.
    private struct Creation {
        let path: String
        let flags: Set<Substring>

        /// Nil for another call, and for what no program of ours opens: a tool's own work in the folder in memory.
        init?(_ line: String) {
            let parts = line.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[2].contains("O_CREAT") else { return nil }
            path = String(parts[1])
            flags = Set(parts[2].split { ", )=".contains($0) }.flatMap { $0.split(separator: "|") })
            guard path.hasPrefix("/") || path.contains("/") || !path.hasPrefix("clean.") else { return nil }
        }

        var name: String { String(path.split(separator: "/").last ?? "") }
        var isNew: Bool { flags.isSuperset(of: ["O_EXCL", "O_NOFOLLOW"]) }
        /// A lock outlives who holds it; the database's own files are made by SQLite, beside one that is made by us.
        var mayBeThere: Bool {
            [".lock", ".sqlite", "-wal", "-shm", "-journal"].contains { name.hasSuffix($0) }
        }
    }

    @Test func what_is_created_is_new_and_follows_no_link() async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.strace) else { try skip(needing: .strace) }
        let folder = try TemporaryFolder()
        var traces: [String] = []
        func watched(_ program: Program, _ arguments: [String]) throws -> Running {
            let trace = folder.file("trace\(traces.count)")
            traces.append(trace)
            return try Running(
                path: Self.strace,
                [
                    "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", "trace=open,openat,openat2,creat", "-o",
                    trace, program.path,
                ] + arguments)
        }
        func run(_ program: Program, _ arguments: String...) async throws -> Output {
            let output = try await watched(program, arguments).ended()
            #expect(output.status == 0, "\(arguments): \(output.error)")
            return output
        }
        for code in Site.codes {
            _ = try await run(.review, "keygen", "--agency", code, "--name", code, "--out", folder.file(code))
        }
        _ = try await run(.review, "keygen", "--auditor", "--name", "A", "--out", folder.file("auditor"))
        let made = try await watched(.server, Site.initialisation(folder, data: "data")).ended()
        try #require(made.status == 0, "\(made.error)")
        let server = try watched(
            .server,
            [
                "serve", "--data", folder.file("data"), "--ready-file", folder.file("ready.json"),
                "--publish", folder.file("public"),
            ])
        let link = try await eventually { () -> String? in
            try? object(folder.data("ready.json"))["link"] as? String
        }
        let submitted = try await run(
            .source, "submit", "--site", link, "--from", packageFile("tools/sample/laporan.toml"), "--attach",
            packageFile("tools/sample/foto.png"), "--yes", "--json", "--save-promise", folder.file("promise"))
        let report = try #require(try submitted.json["commitment"] as? String)
        let key = folder.file("bkn/agency.key")
        _ = try await eventually { () -> Bool? in
            let synced = try await run(
                .review, "sync", "--site", link, "--key", key, "--store", folder.file("store"), "--json")
            return try (synced.json["records"] as? Int ?? 0) > 0 ? true : nil
        }
        _ = try await run(
            .review, "open", report, "--store", folder.file("store"), "--out", folder.file("opened"))
        _ = try await run(
            .review, "verify", "--site", link, "--key", key, "--state", folder.file("verify.state"))
        _ = try await watched(
            .monitor, ["check", "--site", link, "--state", folder.file("monitor.state")]
        ).ended()
        let pid = try #require(try object(folder.data("ready.json"))["pid"] as? Int)
        kill(pid_t(pid), SIGTERM)
        #expect(try await server.ended().status == 0)

        let creations = try traces.flatMap {
            try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").compactMap {
                Creation(String($0))
            }
        }.filter { !$0.path.hasPrefix("/dev/null") }
        let new = Set(creations.filter(\.isNew).map(\.name))
        // Of every program something, else nothing was watched.
        for name in ["agency.key", "log.sqlite", "payload.sqlite", "promise", "report.json"] {
            #expect(new.contains { $0.hasPrefix(name) }, "\(name) is not among \(new)")
        }
        #expect(new.contains { $0.hasPrefix("monitor.") } && new.contains(".new"), "\(new)")
        for creation in creations where !creation.isNew {
            #expect(creation.flags.contains("O_NOFOLLOW"), "\(creation.path)")
            #expect(creation.mayBeThere, "\(creation.path)")
            if creation.name.hasSuffix(".sqlite") { #expect(new.contains(creation.name)) }
        }
    }
}
