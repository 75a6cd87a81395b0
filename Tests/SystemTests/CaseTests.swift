import Foundation
import TestSupport
import Testing

/// A case is handled with the programs: acts, reasons, notes, and what its source reads of them.
@Suite(.timeLimit(.minutes(3))) struct CaseTests {
    /// A site with two reports, which one agency has seen.
    private struct Scene {
        let site: Site
        let server: Server
        let link: String
        var reports: [String] = []

        init() async throws {
            site = try await Site.make()
            server = try await site.serve()
            try site.folder.write("site.link", server.link + "\n")
            link = site.folder.file("site.link")
            for number in 0..<2 {
                let submitted = try await Program.source.run(
                    "submit", "--site", link, "--from", packageFile("tools/sample/laporan.toml"), "--yes",
                    "--json")
                try #require(submitted.status == 0, "\(submitted.error)")
                let promise = try submitted.json
                try site.folder.write("codename\(number)", try #require(promise["codename"] as? String))
                reports.append(String(try #require(promise["commitment"] as? String).prefix(12)))
            }
            for code in Site.codes {
                _ = try await eventually { () -> Output? in
                    let listed = try await Program.review.run(
                        "list", "--site", link, "--key", site.key(code), "--json")
                    return (try listed.json["reports"] as? [Any])?.count == 2 ? listed : nil
                }
            }
        }

        func review(_ command: String, _ more: [String], by code: String = "bkn", input: String = "")
            async throws
            -> Output
        {
            try await Program.review.run(
                [command] + more + ["--site", link, "--key", site.key(code), "--json"], input: input)
        }

        func act(_ more: String..., by code: String = "bkn", input: String = "") async throws -> Output {
            try await review("act", [reports[0]] + more, by: code, input: input)
        }

        /// What the source reads, once `isWanted` says so.
        func inbox(
            _ more: String..., until isWanted: ([String: Any]) throws -> Bool
        ) async throws -> [String: Any] {
            try await eventually { () -> [String: Any]? in
                let output = try await Program.source.run(
                    ["inbox", "--site", link, "--codename-file", site.folder.file("codename0"), "--json"]
                        + more)
                let json = try output.json
                return try isWanted(json) ? json : nil
            }
        }
    }

    private func agency(_ code: String, of inbox: [String: Any]) throws -> [String: Any] {
        try #require((inbox["agencies"] as? [[String: Any]])?.first { $0["code"] as? String == code })
    }

    @Test func a_case_is_decided_and_its_source_reads_why() async throws {
        let scene = try await Scene()
        let triage = try await scene.act("--state", "triage")
        try #require(triage.status == 0, "\(triage.error)")
        let done = try triage.json
        #expect(done["state"] as? String == "triage" && done["due"] as? String == "acknowledge")
        #expect(done["repeated"] as? Bool == false && done["due_date"] is String)

        // What breaks the rules is refused before anything is sent.
        let refusals: [([String], Int32, String)] = [
            (["--state", "somewhere"], 64, "none of received, triage"),
            (["--state", "decided", "--outcome", "guilty"], 64, "none of none, no_violation"),
            (["--state", "closed"], 64, "needs an outcome"),
            (["--state", "closed", "--outcome", "no_violation"], 64, "needs a reason"),
            (
                ["--state", "decided", "--outcome", "light_oral", "--reason-file", "-"], 65,
                "needs an examination"
            ),
            (["--state", "recommended"], 65, "cannot go from"),
            (["--state", "triage", "--due", "appeal"], 65, "none of"),
        ]
        for (arguments, status, words) in refusals {
            let output = try await scene.review("act", [scene.reports[0]] + arguments, input: "Alasan.")
            #expect(output.status == status, "\(arguments): \(output.error) \(output.out)")
            #expect((output.out + output.error).contains(words), "\(arguments): \(output.out)")
        }

        #expect(try await scene.act("--state", "examination").status == 0)
        let decided = try await scene.act(
            "--state", "decided", "--outcome", "light_written", "--reason-file", "-",
            input: "Terbukti: spanduk dipasang pada jam kerja.\n")
        #expect(decided.status == 0, "\(decided.error)")
        let seen = try await scene.inbox { try self.agency("bkn", of: $0)["state"] as? String == "decided" }
        let own = try agency("bkn", of: seen)
        #expect(own["outcome"] as? String == "light_written" && own["reason"] as? Bool == true)
        #expect(own["breaks"] is NSNull && own["due"] as? String == "acknowledge")
        let reason = try #require(seen["reason"] as? [String: Any])
        #expect(reason["agency"] as? String == "bkn")
        #expect(reason["text"] as? String == "Terbukti: spanduk dipasang pada jam kerja.")
        let text = try await Program.source.run(
            "inbox", "--site", scene.link, "--codename-file", scene.site.folder.file("codename0"), "--lang",
            "id")
        #expect(
            text.out.contains("Diputuskan") && text.out.contains("Hasil: Teguran tertulis"), "\(text.out)")
        #expect(text.out.contains("    Terbukti: spanduk dipasang pada jam kerja."))
        #expect(text.out.contains("hari kerja"))
        // Whoever signed is nobody to a source: no key, no name.
        let key = try scene.site.folder.read("bkn/agency.key")
        for line in key.split(separator: "\n") where line.contains("act") {
            let value = line.split(separator: " ").last.map(String.init) ?? ""
            #expect(value.count < 20 || !text.out.contains(value))
        }

        // Each agency keeps its own.
        #expect(
            try await scene.act(
                "--state", "closed", "--outcome", "out_of_scope", "--reason-file", "-", by: "bawaslu_prov",
                input: "Bukan wewenang."
            ).status == 0)
        let both = try await scene.inbox {
            try self.agency("bawaslu_prov", of: $0)["state"] as? String == "closed"
        }
        #expect(try agency("bkn", of: both)["state"] as? String == "decided")
        let other = try await scene.inbox("--reason", "bawaslu_prov") { $0["reason"] is [String: Any] }
        #expect((other["reason"] as? [String: Any])?["text"] as? String == "Bukan wewenang.")

        for code in Site.codes {
            let verified = try await Program.review.run(
                "verify", "--site", scene.link, "--key", scene.site.key(code), "--json")
            #expect(try verified.json["failure_count"] as? Int == 0, "\(verified.out)")
        }
        _ = try await scene.server.stop()
    }

    @Test func notes_mergers_forwardings_and_what_cannot_be_opened() async throws {
        let scene = try await Scene()
        let (first, second) = (scene.reports[0], scene.reports[1])
        let note = try await scene.review(
            "note", [first, "--message-file", "-"], input: "Kami memeriksa lebih dahulu.\n")
        #expect(note.status == 0, "\(note.error)")
        #expect(try note.json["agencies"] as? [String] == Site.codes)
        let assigned = try await scene.review("assign", [first])
        #expect(assigned.status == 0 && !assigned.out.contains("name"))
        let forwarded = try await scene.review("forward", [first, "--to", "bawaslu_prov"])
        #expect(forwarded.status == 0, "\(forwarded.error)")
        #expect(try forwarded.json["content"] as? String == "reads_it")
        #expect(try await scene.review("forward", [first, "--to", "bkn"]).status == 65)
        #expect(try await scene.review("forward", [first, "--to", "kemendagri"]).status == 65)
        #expect(
            try await scene.review(
                "cannot-open", [first, "--reason-file", "-"], by: "bawaslu_prov", input: "Kunci hilang."
            )
            .status == 0)
        let seen = try await scene.inbox { inbox in
            try self.agency("bawaslu_prov", of: inbox)["kind"] as? String == "cannot_open"
                && self.agency("bkn", of: inbox)["state"] as? String == "forwarded"
        }
        #expect(try agency("bkn", of: seen)["other"] as? String == "bawaslu_prov")
        let text = try await Program.source.run(
            "inbox", "--site", scene.link, "--codename-file", scene.site.folder.file("codename0"), "--lang",
            "id")
        #expect(text.out.contains("Perkara diteruskan ke Kantor bawaslu_prov (bawaslu_prov)."), "\(text.out)")
        #expect(text.out.contains("menyatakan tidak dapat membuka laporan Anda"))

        let merged = try await scene.review("merge", [first, "--into", second])
        #expect(merged.status == 0, "\(merged.error)")
        #expect(try merged.json["outcome"] as? String == "duplicate")
        #expect(try await scene.review("merge", [second, "--into", second]).status == 65)
        // Nothing but reopening leads on from there.
        #expect(try await scene.act("--state", "triage").status == 65)
        #expect(
            try await scene.act("--state", "reopened", "--reason-file", "-", input: "Keliru.").status == 0)
        _ = try await scene.server.stop()
    }
}
