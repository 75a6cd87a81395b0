import Foundation
import TestSupport
import Testing

/// What the four programs write, run as people run them: none of it is in the language that was not asked for.
@Suite(.timeLimit(.minutes(3))) struct BothLanguagesTests {
    /// Small words that a sentence of one language has and none of the other.
    private static let english = Set(
        """
        the is are was were not of with from and or to by for at which that this than what who has have been must cannot \
        would its none but error missing unknown unexpected invalid usage overview options information default \
        please provide value
        """.split(separator: " ").map(String.init))
    private static let indonesian = Set(
        """
        yang tidak dan untuk dari dengan ini itu atau pada oleh akan sudah belum bukan bila adalah juga hanya kepada \
        harus boleh dapat kesalahan pilihan perintah pemakaian penjelasan bantuan bawaan
        """.split(separator: " ").map(String.init))

    /// Words of a text, without what is the same in every language: names, options, paths, code, and what is quoted.
    private static func words(_ text: String) -> Set<String> {
        let lines = text.split(separator: "\n").filter { line in
            // Examples of commands, and lines of files.
            line.firstMatch(of: #/^\s+kentongan|^\s+[a-z_]+ = /#) == nil
        }
        let bare = lines.joined(separator: "\n")
            .replacing(#/'[^'\n]*'|"[^"\n]*"|`[^`\n]*`|<[^>\n]*>/#, with: " ")
            // OK, WARNING, UNKNOWN: the words of monitoring plugins.
            .replacing(#/\b[A-Z]{2,}\b/#, with: " ")
            .replacing("cannot-open", with: " ")
            .replacing(#/--[\w-]+|\S*[\/_=@]\S*|\w+\.\w\S*/#, with: " ")
        return Set(bare.matches(of: #/[A-Za-z]+/#).map { $0.output.lowercased() })
    }

    private static func strangers(_ text: String, _ language: String) -> [String] {
        words(text).intersection(language == "id" ? english : indonesian).sorted()
    }

    @Test func `the judge sees the other language, and passes its own`() {
        #expect(Self.strangers("kesalahan: is not a link", "id") == ["is", "not"])
        #expect(Self.strangers("error: tautan yang keliru", "en") == ["yang"])
        #expect(
            Self.strangers("--from: 'the file' tidak ada\n  kentongan site --site not-a.link", "id") == [])
        #expect(Self.strangers("error: not a link", "en") == [])
    }

    private static let helps: [(Program, [[String]])] = [
        (
            .source,
            [
                [], ["site"], ["submit"], ["inbox"], ["reply"], ["receipt"], ["receipt", "save"],
                ["receipt", "verify"], ["promise"], ["promise", "verify"], ["decoy"],
                ["prove"], ["reveal"], ["poster"],
            ]
        ),
        (
            .server,
            [
                [], ["init"], ["serve"], ["status"], ["link"], ["config"], ["config", "check"], ["renew"],
                ["adopt"], ["recover"],
            ]
        ),
        (
            .review,
            [
                [], ["keygen"], ["keys"], ["keys", "renew"], ["list"], ["open"], ["ask"], ["verify"],
                ["attest"],
                ["verify-receipt"], ["verify-author"], ["open-identity"],
            ]
        ),
        (
            .monitor,
            [
                [], ["check"], ["check-promise"], ["witness"], ["witness", "serve"], ["witness", "keygen"],
                ["witness", "show"],
            ]
        ),
    ]

    @Test(arguments: ["id", "en"]) func `help is in one language`(_ language: String) async throws {
        for (program, commands) in Self.helps {
            for command in commands {
                let output = try await program.run(command + ["--help", "--lang", language])
                #expect(output.status == 0 && output.error.isEmpty && output.out.count > 100)
                let strangers = Self.strangers(output.out, language)
                #expect(strangers == [], "\(program.rawValue) \(command.joined(separator: " "))")
                #expect(
                    output.out.split(separator: "\n").allSatisfy {
                        $0.count <= 100 || $0.hasPrefix("  kentongan")
                    })
            }
        }
    }

    /// Mistakes of every kind, none of which needs a site.
    private static func mistakes(_ folder: TemporaryFolder) -> [(Program, [String])] {
        let fingerprint = String(repeating: "0", count: 64)
        let nowhere = "kentongan://127.0.0.1:1/#\(fingerprint)"
        let file = folder.file("text")
        let fresh = folder.file("fresh")
        let site = ["--site", nowhere]
        return [
            (.source, ["submit"]), (.source, ["bogus"]), (.source, ["site", "--sit", "x"]),
            (.source, ["site", "--site"]), (.source, ["site"] + site + ["extra"]),
            (.source, ["site"] + site + ["--json=3"]), (.source, ["site"] + site),
            (.source, ["site", "--site", "kentongan://x"]), (.source, ["site", "--site", "x"]),
            (.source, ["site", "--site", "kentongan://x:99999/#\(fingerprint)"]),
            (.source, ["site"] + site + ["--proxy", "ftp://x"]),
            (.source, ["site", "--site", "kentongan://abc.onion:1/#\(fingerprint)"]),
            (.source, ["inbox"] + site + ["--message", "abc"]),
            (.source, ["inbox"] + site + ["--message", "1", "--reason", "bkn"]),
            (.source, ["inbox"] + site + ["--codename-file", file]),
            (.source, ["inbox"] + site + ["--codename-file", fresh]), (.source, ["inbox"] + site),
            (.source, ["submit"] + site + ["--yes"]),
            (.source, ["submit"] + site + ["--yes", "--from", file]),
            (.source, ["submit"] + site + ["--yes", "--from", folder.file("field.toml")]),
            (.source, ["submit"] + site + ["--yes", "--from", folder.file("value.toml")]),
            (.source, ["submit"] + site + ["--yes", "--from", folder.file("type.toml")]),
            (.source, ["submit"] + site + ["--yes", "--from", folder.file("date.toml")]),
            (.source, ["submit"] + site + ["--yes", "--from", folder.file("bad.json")]),
            (.source, ["submit"] + site + ["--yes", "--from", folder.file("good.toml"), "--attach", fresh]),
            (
                .source,
                ["submit"] + site + ["--yes", "--from", folder.file("good.toml"), "--save-promise", file]
            ),
            (.source, ["reply"] + site + ["--to", "bkn", "--message-file", folder.file("empty")]),
            (.source, ["receipt", "verify", file, "--vkey", file]), (.source, ["receipt", "verify", file]),
            (.source, ["promise", "verify", file, "--tiles", folder.path, "--vkey", file]),
            (.source, ["promise", "verify", file]),

            (.server, ["init", "--data", fresh]), (.server, ["bogus"]),
            (
                .server,
                [
                    "init", "--data", fresh, "--origin", "x.example", "--root-key", folder.file("root"),
                    "--agency", file,
                ]
            ),
            (
                .server,
                [
                    "init", "--data", fresh, "--origin", "x.example", "--root-key", folder.file("root"),
                    "--listen", "x",
                ]
            ),
            (
                .server,
                [
                    "init", "--data", fresh, "--origin", "x.example", "--root-key", folder.file("root"),
                    "--region", "99",
                ]
            ),
            (.server, ["init", "--data", fresh, "--origin", "x.example", "--root-key", folder.file("root")]),
            (.server, ["serve", "--data", fresh]), (.server, ["status", "--data", fresh]),
            (.server, ["link", "--data", fresh]),
            (.server, ["config", "check", "--data", folder.file("settings")]),
            (.server, ["config", "check", "--data", folder.file("broken")]),
            (.server, ["renew", "--descriptor", file, "--root-key", file, "--out", fresh, "--days", "900"]),
            (.server, ["renew", "--descriptor", file, "--root-key", file, "--out", fresh]),
            (.server, ["adopt", "--data", fresh, "--descriptor", file]),
            (
                .server,
                [
                    "recover", "--data", fresh, "--out", folder.file("out"), "--origin", "y.example",
                    "--root-key",
                    file, "--cause", "x",
                ]
            ),

            (.review, ["list"]), (.review, ["bogus"]), (.review, ["list"] + site + ["--key", fresh]),
            (.review, ["list"] + site + ["--key", file]), (.review, ["keygen", "--out", fresh]),
            (.review, ["keygen", "--agency", "A_", "--name", "x", "--out", fresh]),
            (.review, ["keygen", "--agency", "x", "--name", "x", "--kind", "x", "--out", fresh]),
            (.review, ["open", "12"] + site + ["--key", file, "--out", fresh]),
            (.review, ["ask", "12345678"] + site + ["--key", file, "--message-file", folder.file("empty")]),
            (.review, ["verify"]), (.review, ["verify", "--tiles", folder.path, "--vkey", file]),
            (.review, ["verify", "--tiles", folder.path]), (.review, ["verify"] + site + ["--cosign"]),
            (.review, ["verify"] + site + ["--state", file]), (.review, ["verify", "--data", fresh]),
            (.review, ["keys", "renew"] + site + ["--key", file, "--identity", file, "--days", "0"]),
            (.review, ["attest"] + site + ["--key", file, "--state", fresh]),
            (.review, ["verify-receipt", file, "--policy", file]),

            (.monitor, ["check"]), (.monitor, ["bogus"]), (.monitor, ["check"] + site + ["--state", fresh]),
            (.monitor, ["check"] + site + ["--state", file]),
            (.monitor, ["check", "--data", fresh, "--state", fresh]),
            (.monitor, ["check-promise", file] + site), (.monitor, ["witness", "--dir", fresh]),
            (.monitor, ["witness", "--dir", fresh, "--log", file]),
            (.monitor, ["witness", "keygen", "--dir", folder.file("w"), "--name", "a b"]),
            (.monitor, ["witness", "show", "--dir", fresh]),
        ]
    }

    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = [
            ("text", "satu dua\ntiga\n"), ("empty", "\n"), ("field.toml", "bogus = 1\n"),
            ("value.toml", "category = \"bogus\"\nstory = \"x\"\n"), ("type.toml", "category = 3\n"),
            ("date.toml", "category = \"other\"\nevent_date = \"kemarin\"\n"), ("bad.json", "{\"a\": }"),
            ("good.toml", "category = \"other\"\nstory = \"Uraian yang cukup panjang untuk diterima.\"\n"),
        ]
        for (name, text) in files { try folder.write(name, text) }
        for (name, text) in [("settings", "[server]\nlisten = 3\n"), ("broken", "[server\n")] {
            try FileManager.default.createDirectory(
                atPath: folder.file(name), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try folder.write("\(name)/kentongand.toml", text)
        }
        return folder
    }

    @Test(arguments: ["id", "en"]) func `mistakes are told in one language`(_ language: String) async throws {
        let folder = try Self.folder()
        var told: Set<String> = []
        for (program, arguments) in Self.mistakes(folder) {
            let output = try await program.run(arguments + ["--lang", language])
            let text = output.out + "\n" + output.error
            #expect(output.status != 0 && text.count > 20, "\(program.rawValue) \(arguments)")
            let strangers = Self.strangers(text.replacing(folder.path, with: ""), language)
            #expect(strangers == [], "\(program.rawValue) \(arguments): \(text)")
            told.insert(output.error)
        }
        // They are not one and the same complaint.
        #expect(told.count > 50)
    }

    /// The language that the environment asks for, of each program.
    @Test func `the environment chooses, and each program has its own language else`() async throws {
        func isIndonesian(_ program: Program, _ environment: [String: String]) async throws -> Bool {
            let running = try Running(path: program.path, ["--help"], environment: environment)
            return try await running.ended().out.hasPrefix("PENJELASAN")
        }
        for program in Program.allCases {
            #expect(try await isIndonesian(program, ["LC_ALL": "id_ID.UTF-8"]))
            #expect(try await !isIndonesian(program, ["LC_ALL": "en_US.UTF-8"]))
            #expect(try await isIndonesian(program, ["LC_ALL": "C"]) == (program == .source))
            #expect(
                try await isIndonesian(program, ["LC_ALL": "", "LC_MESSAGES": "id_ID", "LANG": "en_US"]))
        }
    }

    /// A table of help is as wide as it is asked to be.
    @Test func `lines are as wide as COLUMNS says`() async throws {
        for columns in [40, 72] {
            let running = try Running(
                path: Program.source.path, ["submit", "--help", "--lang", "id"],
                environment: ["COLUMNS": "\(columns)"])
            let lines = try await running.ended().out.split(separator: "\n")
            let wide = lines.filter { $0.count > columns }
            #expect(
                wide.allSatisfy { $0.contains("kentongan ") || !$0.drop { $0 == " " }.contains(" ") },
                "\(wide)")
            #expect(lines.contains { $0.count > columns - 10 })
        }
    }
}
