import Foundation
import TestSupport
import Testing

/// A source gives its name to one agency, where two people open it.
@Suite(.timeLimit(.minutes(2))) struct IdentityTests {
    @Test func a_name_is_opened_by_two_keys_and_the_source_sees_it() async throws {
        let site = try await Site.make()
        let folder = site.folder
        let server = try await site.serve()
        try folder.write("site.link", server.link + "\n")
        let link = folder.file("site.link")
        let submitted = try await Program.source.run(
            "submit", "--site", link, "--from", packageFile("tools/sample/laporan.toml"), "--yes", "--json")
        try #require(submitted.status == 0, "\(submitted.error)")
        let promise = try submitted.json
        try folder.write("codename", try #require(promise["codename"] as? String))
        let report = String(try #require(promise["commitment"] as? String).prefix(12))

        // A second reviewer joins the agency.
        let made = try await Program.review.run(
            "keygen", "--reviewer", "bkn", "--out", folder.file("rekan"), "--json")
        try #require(made.status == 0, "\(made.error)")
        #expect(try folder.mode("rekan/reviewer.key") == 0o600)
        let renewed = try await Program.review.run(
            "keys", "renew", "--site", link, "--key", site.key("bkn"), "--identity",
            folder.file("bkn/identity.key"), "--reviewer", folder.file("rekan/reviewer.pub"))
        try #require(renewed.status == 0, "\(renewed.error)")
        #expect(try folder.read("bkn/agency.key").contains("# known: "))

        try folder.write("identity", "Sri Contoh, Jalan Contoh 1\n")
        let given = try await Program.source.run(
            "reveal", "--site", link, "--codename-file", folder.file("codename"), "--to", "bkn",
            "--identity-file", folder.file("identity"), "--json")
        #expect(given.status == 0, "\(given.error)")
        #expect(given.error.contains("paksa"))

        func open(_ arguments: [String], out: String) async throws -> Output {
            try await Program.review.run(
                [
                    "open-identity", report, "--site", link, "--key", site.key("bkn"), "--out",
                    folder.file(out),
                    "--json",
                ] + arguments)
        }
        // One key is not enough, nor the same one twice, nor a key that nobody published.
        let alone = try await eventually { () -> Output? in
            // Until the answer is recorded (65), and the renewed keys are published (77).
            let output = try await open([], out: "name")
            return [65, 77].contains(output.status) ? nil : output
        }
        #expect(alone.status == 64, "\(alone.error) \(alone.out)")
        #expect(try await open(["--second", site.key("bkn")], out: "name").status == 77)
        #expect(try await open(["--second", site.key("bawaslu_prov")], out: "name").status == 65)
        #expect(!FileManager.default.fileExists(atPath: folder.file("name")))
        // The report and what came behind it do not show the name either.
        let opened = try await Program.review.run(
            "open", report, "--site", link, "--key", site.key("bkn"), "--out", folder.file("case"), "--json")
        #expect(opened.status == 0, "\(opened.error)")
        #expect(try opened.json["identities"] as? Int == 1)
        #expect(!(try folder.read("case/report.json").contains("Sri")))

        let second = ["--second", folder.file("rekan/reviewer.key")]
        let two = try await eventually { () -> Output? in
            // Until the renewed keys are published.
            let output = try await open(second, out: "name")
            return output.status == 77 ? nil : output
        }
        #expect(two.status == 0, "\(two.error)")
        #expect(try folder.read("name") == "Sri Contoh, Jalan Contoh 1\n")
        #expect(try folder.mode("name") == 0o600)
        #expect(!two.out.contains("Sri") && !two.error.contains("Sri"))
        // Once two have signed, it opens again, with no act anew.
        let again = try await eventually { () -> Output? in
            // Until their act is published.
            let output = try await open([], out: "name2")
            return output.status == 64 ? nil : output
        }
        #expect(again.status == 0, "\(again.error)")
        #expect(try again.json["epoch"] is NSNull)

        let seen = try await eventually { () -> Output? in
            let output = try await Program.source.run(
                "inbox", "--site", link, "--codename-file", folder.file("codename"), "--lang", "id")
            return output.out.contains("sudah membuka identitas") ? output : nil
        }
        #expect(!seen.out.contains("Sri"))
        let verified = try await Program.review.run(
            "verify", "--site", link, "--key", site.key("bkn"), "--json")
        #expect(try verified.json["failure_count"] as? Int == 0, "\(verified.out)")
        _ = try await server.stop()
    }
}
