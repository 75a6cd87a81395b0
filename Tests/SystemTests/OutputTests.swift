import Foundation
import TestSupport
import Testing

/// An answer that cannot be written is exit 74, and nothing is sent whose code nobody would see.
@Suite(.serialized, .timeLimit(.minutes(2))) struct OutputTests {
    /// Runs a program with its output somewhere that takes none.
    private func run(_ program: Program, _ arguments: [String], to place: String) async throws -> Output {
        let shell = try Running(
            path: "/bin/sh", ["-c", "exec \"$0\" \"$@\" \(place)", program.path] + arguments)
        return try await shell.ended()
    }

    @Test(arguments: Program.allCases, [">/dev/full", ">&-", "1</dev/null"])
    func help_that_nobody_reads_is_an_error(_ program: Program, _ place: String) async throws {
        let status: Int32 = program == .monitor ? 3 : 74
        for argument in ["--help", "--version"] {
            let output = try await run(program, [argument, "--lang", "en"], to: place)
            #expect(output.status == status, "\(argument)")
            #expect(output.error.contains("cannot be written"), "\(output.error)")
        }
        // A control.
        #expect(try await run(program, ["--help"], to: ">/dev/null").status == 0)
    }

    @Test func a_report_whose_code_nobody_would_see_is_not_sent() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let report = packageFile("tools/sample/laporan.toml")
        let submit = ["submit", "--site", server.link, "--from", report, "--yes", "--lang", "en"]
        for place in [">/dev/full", ">&-", "| exit"] {
            for json in [[], ["--json"]] {
                let output = try await run(.source, submit + json, to: place)
                // Of a pipeline the shell says what its last command did.
                if place != "| exit" { #expect(output.status == 74, "\(place) \(json) \(output.error)") }
                #expect(!output.error.contains("has been received"))
            }
        }
        for place in ["site.link/x", "none/promise"] {
            let output = try await Program.source.run(submit + ["--save-promise", site.folder.file(place)])
            #expect(output.status == 74, "\(output.error)")
        }
        for (option, command) in [
            ("--save-descriptor", ["site"]), ("--save-receipt", ["inbox", "--codename-file", "-"]),
            ("--out", ["receipt", "--codename-file", "-", "--yes"]),
            ("--page", ["receipt", "--codename-file", "-", "--yes", "--out", site.folder.file("receipt")]),
            ("--out", ["prove", "--codename-file", "-", "--statement-file", report]), ("--out", ["poster"]),
        ] {
            let output = try await Program.source.run(
                command + ["--site", server.link, option, site.folder.file("none/x"), "--lang", "en"])
            #expect(output.status == 74)
            #expect(output.error.contains("does not exist"), "\(output.error)")
            #expect(!output.error.contains("network"), "said before anything is sent: \(output.error)")
        }
        let pending = try await Program.server.run("status", "--data", site.data, "--json").json["pending"]
        #expect(pending as? Int == 0)
        // A control: the same command, with somebody who reads.
        #expect(try await Program.source.run(submit).status == 0)
        _ = try await server.stop()
    }

    @Test func what_is_no_file_is_not_attached_and_any_name_is() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let folder = site.folder
        let report = packageFile("tools/sample/laporan.toml")
        try #require(mkfifo(folder.file("pipa"), 0o600) == 0)
        for (path, reason) in [
            (folder.file("pipa"), "a pipe"), ("-", "a pipe"), (folder.path, "a folder"),
            ("/dev/zero", "a device"),
        ] {
            let output = try await Program.source.run(
                "submit", "--site", server.link, "--from", report, "--attach", path, "--yes", "--lang", "en")
            #expect(output.status == 65)
            #expect(output.error.contains(reason), "\(output.error)")
            #expect(!output.error.contains("has been received"))
        }
        // Names of other bytes than UTF-8, and without a letter of ours.
        let names = ["foto-b\\351.jpg", "\\321\\204.png"]
        let made = try Running(
            path: "/bin/sh",
            [
                "-c",
                """
                cd "$1" && for n in "$2" "$3"; do echo isi >"$(printf "$n")"; done
                exec "$0" submit --site "$4" --from "$5" --attach "$(printf "$2")" --attach "$(printf "$3")" \
                    --keep-metadata --keep-names --yes --json
                """, Program.source.path, folder.path, names[0], names[1], server.link, report,
            ])
        let sent = try await made.ended()
        #expect(sent.status == 0, "\(sent.error)")
        let id = try #require(try sent.json["commitment"] as? String)
        _ = try await eventually { () -> Bool? in
            let opened = try await Program.review.run(
                "open", id, "--site", server.link, "--key", site.key("bkn"), "--out", folder.file("opened"))
            // The evidence comes with the epoch behind the report's.
            let files = try? FileManager.default.contentsOfDirectory(atPath: folder.file("opened/evidence"))
            if opened.status == 0, files?.count == names.count { return true }
            try? FileManager.default.removeItem(atPath: folder.file("opened"))
            return nil
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.file("opened/evidence"))
            .sorted()
        #expect(kept == ["01-foto-b_.jpg", "02-file.png"])
        _ = try await server.stop()
    }
}
