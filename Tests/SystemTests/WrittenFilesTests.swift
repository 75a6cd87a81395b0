import Foundation
import TestSupport
import Testing

/// The sources' program, watched by strace: it writes what was asked for, and nothing else anywhere.
@Suite(.timeLimit(.minutes(3))) struct WrittenFilesTests {
    private static let strace = "/usr/bin/strace"
    /// System calls that make, change or remove a name.
    private static let naming = [
        "creat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "link", "linkat", "symlink",
        "symlinkat",
        "mknod", "mknodat", "unlink", "unlinkat", "rmdir", "truncate",
    ]

    private struct Command {
        let arguments: [String]
        /// Names in the folder `out` that it may leave.
        var leaves: [String] = []
        var status: Int32 = 0
    }

    @Test func nothing_but_what_was_asked_for_is_written() async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.strace) else { try skip(needing: .strace) }
        let site = try await Site.make()
        let server = try await site.serve()
        let folder = site.folder
        try folder.write("site.link", server.link + "\n")
        try folder.write("answer.txt", "Saya melihatnya sendiri.\n")
        let report = packageFile("tools/sample/laporan.toml")
        let submitted = try await Program.source.run(
            "submit", "--site", server.link, "--from", report, "--yes", "--json")
        try folder.write("codename", try #require(try submitted.json["codename"] as? String))
        let code = ["--codename-file", folder.file("codename")]
        func out(_ name: String) -> String { folder.file("out/\(name)") }
        let commands = [
            Command(arguments: ["site", "--save-descriptor", out("descriptor")], leaves: ["descriptor"]),
            Command(
                arguments: [
                    "submit", "--from", report, "--yes", "--attach", packageFile("tools/sample/foto.png"),
                    "--save-promise", out("promise"),
                ], leaves: ["promise"]),
            Command(arguments: ["submit", "--from", report, "--exclude", "nobody", "--yes"], status: 64),
            Command(arguments: ["inbox"] + code),
            Command(arguments: ["inbox", "--save-receipt", out("receipt")] + code, leaves: ["receipt"]),
            Command(arguments: ["reply", "--to", "bkn", "--message-file", folder.file("answer.txt")] + code),
            Command(arguments: ["receipt", "--yes", "--out", out("second")] + code, leaves: ["second"]),
            Command(
                arguments: [
                    "prove", "--statement-file", folder.file("answer.txt"), "--out", out("proof"),
                ] + code, leaves: ["proof"]),
            Command(arguments: ["poster", "--out", out("poster.html")], leaves: ["poster.html"]),
            Command(arguments: ["add", "--attach", packageFile("tools/sample/foto.png")] + code),
            Command(
                arguments: ["reveal", "--to", "bkn", "--identity-file", folder.file("answer.txt"), "--yes"]
                    + code),
            Command(arguments: ["decoy"]),
        ]
        for command in commands {
            let name = command.arguments.joined(separator: " ")
            try? FileManager.default.removeItem(atPath: folder.file("out"))
            try FileManager.default.createDirectory(
                atPath: folder.file("out"), withIntermediateDirectories: true)
            let (status, written) = try await trace(
                command.arguments + ["--site", folder.file("site.link"), "--json"], folder)
            #expect(status == command.status, "\(name)")
            let kept = written.filter { !Self.isInMemory($0) }
            let strange = kept.filter { !$0.contains("\"\(folder.file("out"))/") }
            #expect(strange == [], "\(name)")
            #expect(kept.isEmpty == command.leaves.isEmpty, "\(name): \(kept)")
            #expect(try folder.names("out") == command.leaves, "\(name)")
            let made = written.count { $0.contains("mkdir(\"/dev/shm/") }
            #expect(
                written.count { $0.contains("rmdir(\"/dev/shm/") && $0.hasSuffix("= 0") } == made, "\(name)")
        }
        _ = try await server.stop()
    }

    /// Whether it is of the folder in memory where attachments are cleaned, which is erased; its tool names files without it.
    private static func isInMemory(_ call: String) -> Bool {
        call.contains("(\"/dev/shm/kentongan-") || call.contains("AT_FDCWD, \"clean.")
    }

    /// The calls that opened a file to write, or touched a name; terminals, /dev/null and the program's own memory are none.
    private func trace(_ arguments: [String], _ folder: TemporaryFolder) async throws -> (Int32, [String]) {
        let trace = folder.file("trace")
        let watched = try Running(
            path: Self.strace,
            [
                "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e",
                "trace=openat,open,openat2,\(Self.naming.joined(separator: ","))",
                "-o", trace, Program.source.path,
            ] + arguments)
        let output = try await watched.ended()
        let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
        // Else nothing was watched.
        try #require(lines.contains { $0.contains("libc.so.6") })
        let written = lines.filter { line in
            let call = line.drop { $0.isNumber || $0 == " " }.prefix { $0 != "(" }
            guard !Self.naming.contains(String(call)) else { return true }
            return ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_TMPFILE"].contains { line.contains($0) }
        }
        return (
            output.status, written.filter { !$0.contains("\"/dev/null\"") && !$0.contains("\"/dev/tty\"") }
        )
    }
}
