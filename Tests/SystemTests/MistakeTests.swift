import Foundation
import TestSupport
import Testing

/// Wrong input at the command line: the exit code, and the field and limit that the error names.
@Suite(.timeLimit(.minutes(2))) struct MistakeTests {
    private static let story =
        "category = \"money_politics\"\nstory = \"Amplop dibagikan kepada pegawai di pendopo.\"\n"

    @Test func a_source_is_told_what_is_wrong() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let (folder, link) = (site.folder, server.link)
        try folder.write("good.toml", Self.story)
        func submit(_ arguments: String...) async throws -> Output {
            try await Program.source.run(["submit", "--yes", "--json"] + arguments)
        }

        let unknown = try await Program.source.run(
            "inbox", "--site", link, "--codename-file", "-", "--json", input: try codename(0))
        #expect(unknown.status == 77)
        #expect(try unknown.failure.code == "unauthorised")
        for typo in [try codename(0, swapped: true), "satu dua", try codename(0) + " lagi"] {
            let typed = try await Program.source.run(
                "inbox", "--site", link, "--codename-file", "-", "--json", input: typo)
            #expect(typed.status == 65)
            for word in typo.split(separator: " ") where word.count > 4 {
                #expect(!typed.error.contains(word))
            }
        }

        let last = try #require(link.last)
        let other = String(link.dropLast()) + (last == "0" ? "1" : "0")
        for program in [
            ["site"], ["submit", "--from", folder.file("good.toml"), "--yes"],
            ["inbox", "--codename-file", "-"],
        ] {
            let output = try await Program.source.run(
                program + ["--site", other, "--json"], input: try codename(0))
            #expect(output.status == 76)
            #expect(try output.failure.code == "untrusted")
        }
        for (bad, status) in [
            ("kentongan://x", Int32(65)), ("kentongan://127.0.0.1:1/#" + link.suffix(64), 69),
        ] {
            #expect(try await Program.source.run("site", "--site", bad, "--json").status == status)
        }

        let files: [(String, String, String)] = [
            ("category = \"money_politics\"\n", "story", ""),
            (Self.story + "suspect = 1\n", "suspect", ""),
            (
                "category = \"money_politics\"\nstory = \"\(String(repeating: "a", count: 8_001))\"\n",
                "story", "8000"
            ),
        ]
        for (text, field, limit) in files {
            try folder.write("bad.toml", text)
            let output = try await submit("--site", link, "--from", folder.file("bad.toml"))
            #expect(output.status == 65)
            let failure = try output.failure
            #expect(failure.field?.lowercased().contains(field) == true, "\(failure)")
            #expect(limit.isEmpty || failure.limit == Int(limit))
        }
        let good = folder.file("good.toml")
        #expect(try await submit("--site", link, "--from", folder.file("nothing.toml")).status == 66)
        #expect(
            try await submit("--site", link, "--from", good, "--attach", folder.file("gone.png")).status == 66
        )
        #expect(try await submit("--site", link).status == 64)
        #expect(
            try await submit("--site", link, "--from", good, "--exclude", "kpk").failure.field == "--exclude")
        #expect(try await submit("--site", link, "--from", good, "--save-promise", good).status == 73)
        let all = try await submit(
            "--site", link, "--from", good, "--exclude", "bkn", "--exclude", "bawaslu_prov")
        #expect(all.status == 64 || all.status == 65)
        // None of it was kept.
        #expect(try await server.stop().status == 0)
        let status = try await Program.server.run("status", "--data", site.data, "--json")
        #expect(try status.json["pending"] as? Int == 0)
        let verified = try await Program.review.run(
            "verify", "--data", site.data, "--key", site.auditorKey, "--json")
        let checked = try #require(try verified.json["checked"] as? [String: Int])
        #expect(checked["filler"] == checked["sealed"])
    }

    /// Eight words of which the checksum holds, and not when two are exchanged.
    private func codename(_ seed: Int, swapped: Bool = false) throws -> String {
        guard swapped else { return try CodenameWords.valid() }
        let list = try CodenameWords.list()
        return (Array(list[100..<107]) + [list[3]]).joined(separator: " ")
    }

    @Test func a_reviewer_is_told_what_is_wrong() async throws {
        let (site, another) = (try await Site.make(), try await Site.make())
        let server = try await site.serve()
        let foreign = try await Program.review.run(
            "list", "--site", server.link, "--key", another.key("bkn"), "--json")
        #expect(foreign.status == 77)
        #expect(try foreign.failure.field == "--key")
        let auditor = try await Program.review.run(
            "list", "--site", server.link, "--key", site.auditorKey, "--json")
        #expect(auditor.status == 77)
        for (id, status) in [("abc", [Int32(64), 65]), ("0123456789", [65])] {
            let output = try await Program.review.run(
                "open", id, "--site", server.link, "--key", site.key("bkn"), "--out", site.folder.file("o"),
                "--json")
            #expect(status.contains(output.status))
            #expect(!site.folder.exists("o/envelope.age"))
        }
        #expect(try await Program.review.run("verify", "--json").status == 64)
        #expect(
            try await Program.review.run("verify", "--data", site.folder.file("nowhere"), "--json").status
                == 66)
        let taken = try await Program.review.run(
            "keygen", "--agency", "bkn", "--name", "BKN", "--out", site.folder.file("bkn"), "--json")
        #expect(taken.status == 73)
        // Another site's link beside this one's files.
        let mixed = try await Program.review.run(
            "verify", "--data", site.data, "--link", another.link, "--json")
        #expect(mixed.status == 1)
        #expect(try await server.stop().status == 0)
        for arguments in [["check"], ["check", "--site", server.link, "--state", "/nowhere/x/y"]] {
            #expect([2, 3].contains(try await Program.monitor.run(arguments).status))
        }
        let both = try await Program.review.run(
            "verify", "--site", server.link, "--link", server.link, "--json")
        #expect(both.status == 64)
        #expect(try both.failure.field == "--link")
        // Nobody is asked behind a proxy's back, and no name of Tor's elsewhere.
        let vkey = site.data + "/log.vkey"
        for (place, proxy) in [
            (site.folder.path, ["--proxy", "socks5://127.0.0.1:1"]), ("http://kentongan.onion", []),
            ("http://127.0.0.1:1", ["--proxy", "http://127.0.0.1:1"]),
        ] {
            let output = try await Program.review.run(
                ["verify", "--tiles", place, "--vkey", vkey, "--json"] + proxy)
            #expect(output.status == 64)
            #expect(try output.failure.field == "--proxy")
        }
        let down = try await Program.monitor.run(
            "check", "--site", server.link, "--state", site.folder.file("state"))
        #expect(down.status == 2)
    }

    @Test(arguments: Program.allCases) func every_program_teaches(_ program: Program) async throws {
        let help = try await program.run("--help")
        #expect(help.status == 0)
        #expect(help.out.contains(program.rawValue))
        #expect(try await program.run("--version").status == 0)
        #expect(
            try await program.run("--lang", "id", "--help").out != program.run("--lang", "en", "--help").out)
        let wrong = try await program.run("--nonsense")
        #expect(wrong.status == (program == .monitor ? 3 : 64))
    }
}
