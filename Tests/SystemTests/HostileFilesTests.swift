import Foundation
import TestSupport
import Testing

/// Files that nobody means, for every argument that names one: said with the file, and never an end by a signal.
@Suite(.timeLimit(.minutes(4))) struct HostileFilesTests {
    private static let texts: [(name: String, bytes: [UInt8])] = [
        ("empty", []),
        ("zeros", [UInt8](repeating: 0, count: 3_000)), ("ones", [UInt8](repeating: 255, count: 100)),
        ("brackets", [UInt8](repeating: UInt8(ascii: "["), count: 50_000)),
        ("braces", [UInt8](String(repeating: "{\"a\":", count: 12_000).utf8)),
        ("dots", [UInt8]("a\(String(repeating: ".a", count: 25_000)) = 1".utf8)),
        ("envelope", [UInt8]("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n---\n".utf8)),
    ]

    /// A command and the argument that names the file, which comes last.
    private func commands(_ site: Site) throws -> [(program: Program, arguments: [String])] {
        let folder = site.folder
        try folder.write("codename", try CodenameWords.valid())
        // Nobody listens there: what is read behind a connection is read elsewhere.
        let link = "kentongan://127.0.0.1:9/#\(site.link.suffix(64))"
        let back = ["--site", link, "--codename-file"]
        return [
            (.source, ["site", "--site"]), (.source, ["submit", "--site", link, "--yes", "--from"]),
            (.source, ["inbox"] + back), (.source, ["receipt", "verify"]),
            (.source, ["promise", "verify", "--site", link]),
            (.review, ["list", "--site", link, "--key"]), (.review, ["verify", "--site", link, "--state"]),
            (.review, ["verify", "--data", site.data, "--state"]),
            (.review, ["verify", "--data", site.data, "--key"]),
            (.review, ["verify-receipt"]),
            (.review, ["keys", "recover", "--key", site.key("bkn"), "--out", folder.file("recovered")]),
            (.review, ["root", "sign", "--root-key", folder.file("data.root.key")]),
            (.monitor, ["check", "--data", site.data, "--state"]),
            (.server, ["site", "publish", "--data", site.data]),
            (.server, ["site", "draft", "--data", site.data, "--out", folder.file("draft"), "--add"]),
            (.server, ["restore", "--data", folder.file("restored"), "--key", site.key("bkn")]),
        ]
    }

    @Test func no_file_ends_a_program_by_a_signal() async throws {
        let site = try await Site.make()
        for (program, arguments) in try commands(site) {
            for (name, bytes) in Self.texts {
                let file = site.folder.file(name)
                try Data(bytes).write(to: URL(filePath: file))
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
                let running = try Running(path: program.path, arguments + [file])
                let output = try await running.ended()
                let said =
                    "\(arguments) \(name): \(output.status) \(output.out.prefix(300))\(output.error.prefix(300))"
                #expect(running.process.terminationReason == .exit, "\(said)")
                // Nothing of it is right, and no program's own fault is told.
                #expect(output.status != 0 && output.status != 70, "\(said)")
            }
        }
    }

    /// A setting that is no TOML, too: what stands in the data directory is a file that people touch.
    @Test func no_configuration_ends_the_server_by_a_signal() async throws {
        let site = try await Site.make()
        for (name, bytes) in Self.texts where name != "empty" {
            try Data(bytes).write(to: URL(filePath: "\(site.data)/kentongand.toml"))
            for language in ["id", "en"] {
                let running = try Running(
                    path: Program.server.path, ["config", "check", "--data", site.data, "--lang", language])
                let output = try await running.ended()
                #expect(
                    running.process.terminationReason == .exit && output.status == 78,
                    "\(name): \(output.error)")
            }
        }
    }
}
