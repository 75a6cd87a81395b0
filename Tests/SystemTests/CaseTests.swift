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

    /// Two agencies close the same case at the same moment, each with an outcome of its own: both stand, for both and for the source.
    @Test func two_agencies_close_a_case_at_once() async throws {
        let scene = try await Scene()
        let outcomes = ["bkn": "no_violation", "bawaslu_prov": "out_of_scope"]
        func close(_ code: String) async throws -> Output {
            try await scene.act(
                "--state", "closed", "--outcome", outcomes[code] ?? "", "--reason-file", "-", by: code,
                input: "Alasan \(code).\n")
        }
        async let first = close("bkn")
        async let second = close("bawaslu_prov")
        for closed in [try await first, try await second] {
            #expect(closed.status == 0, "\(closed.error)\(closed.out)")
            #expect(try closed.json["state"] as? String == "closed")
        }
        let seen = try await scene.inbox { inbox in
            try outcomes.keys.allSatisfy { try self.agency($0, of: inbox)["state"] as? String == "closed" }
        }
        for (code, outcome) in outcomes {
            let own = try agency(code, of: seen)
            #expect(own["outcome"] as? String == outcome && own["breaks"] is NSNull, "\(own)")
            let reason = try await scene.inbox("--reason", code) { $0["reason"] is [String: Any] }
            #expect((reason["reason"] as? [String: Any])?["text"] as? String == "Alasan \(code).")
            // Each reads the same of both.
            let shown = try await scene.review("show", [scene.reports[0]], by: code)
            let timeline = try #require(try shown.json["timeline"] as? [[String: Any]], "\(shown.out)")
            let closings = timeline.filter {
                $0["state"] as? String == "closed" && $0["kind"] as? String == "state"
            }
            #expect(Set(closings.compactMap { $0["agency"] as? String }) == Set(outcomes.keys))
            #expect(closings.count == 2 && closings.allSatisfy { $0["proven"] as? Bool == true })
            for closing in closings {
                #expect(closing["outcome"] as? String == outcomes[closing["agency"] as? String ?? ""])
            }
            let verified = try await Program.review.run(
                "verify", "--site", scene.link, "--key", scene.site.key(code), "--json")
            #expect(try verified.json["failure_count"] as? Int == 0, "\(verified.out)")
        }
        _ = try await scene.server.stop()
    }

    /// Two people of one agency, each with an act key, close it while neither sees the other's act: the second is told, and the case
    /// stands as the first left it.
    @Test func two_people_of_one_agency_close_a_case_at_once() async throws {
        let scene = try await Scene()
        let (folder, server) = (scene.site.folder, scene.server)
        #expect(
            try await Program.review.run("keygen", "--reviewer", "bkn", "--out", folder.file("rekan")).status
                == 0)
        let renewed = try await Program.review.run(
            "keys", "renew", "--site", scene.link, "--key", scene.site.key("bkn"), "--identity",
            folder.file("bkn/identity.key"), "--reviewer", folder.file("rekan/reviewer.pub"))
        try #require(renewed.status == 0, "\(renewed.error)")
        // The colleague's own file: what the agency opens with, and the colleague's act key behind it.
        let act = try folder.read("rekan/reviewer.key").split(separator: "\n").last { $0.contains("act: ") }
        try folder.write("rekan/agency.key", try folder.read("bkn/agency.key") + (try #require(act)) + "\n")
        let keys = ["bkn/agency.key", "rekan/agency.key"].map(folder.file)
        let stores = ["bkn/store", "rekan/store"].map(folder.file)
        func sync(_ number: Int) async throws -> Output {
            try await Program.review.run(
                "sync", "--site", scene.link, "--key", keys[number], "--store", stores[number], "--json",
                "--lang", "en")
        }
        for number in 0..<2 {
            _ = try await eventually { () -> Bool? in
                let synced = try await sync(number)
                let reports = try synced.json["records"] as? Int ?? 0
                guard synced.status == 0 || synced.status == 3, reports >= 2 else { return nil }
                // Both people's words of receipt are in the log, and the renewed keys.
                let waiting = try await Program.review.run(
                    "show", scene.reports[0], "--store", stores[number], "--json")
                let timeline = try waiting.json["timeline"] as? [[String: Any]] ?? []
                return timeline.contains { $0["agency"] as? String == "bkn" && $0["proven"] as? Bool == true }
                    ? true : nil
            }
        }
        // Nobody has a network: both decide the same case.
        _ = try await server.stop()
        let outcomes = ["no_violation", "out_of_scope"]
        for number in 0..<2 {
            let kept = try await Program.review.run(
                [
                    "act", scene.reports[0], "--state", "closed", "--outcome", outcomes[number],
                    "--reason-file", "-", "--store", stores[number], "--json",
                ], input: "Alasan \(number).\n")
            #expect([0, 69, 75].contains(kept.status), "\(kept.status) \(kept.error)\(kept.out)")
        }
        let again = try await scene.site.serve()
        try folder.write("site.link", again.link + "\n")
        let first = try await sync(0)
        #expect(first.status == 0 || first.status == 3, "\(first.error)\(first.out)")
        #expect(try (first.json["outbox"] as? [String: Any])?["promised"] as? Int == 1)
        let second = try await sync(1)
        let outbox = try #require(try second.json["outbox"] as? [String: Any])
        #expect(outbox["promised"] as? Int == 0 && outbox["refused"] as? Int == 1, "\(second.out)")
        #expect(second.error.contains("a colleague acted"), "\(second.error)")
        let seen = try await scene.inbox { inbox in
            try self.agency("bkn", of: inbox)["state"] as? String == "closed"
        }
        #expect(try agency("bkn", of: seen)["outcome"] as? String == "no_violation")
        #expect(try agency("bkn", of: seen)["breaks"] is NSNull)
        let reason = try await scene.inbox("--reason", "bkn") { $0["reason"] is [String: Any] }
        #expect((reason["reason"] as? [String: Any])?["text"] as? String == "Alasan 0.")
        // What the second one wrote is not lost: it is there to be read, until it is decided again.
        let shown = try await Program.review.run(
            "show", scene.reports[0], "--store", stores[1], "--lang", "en")
        #expect(shown.out.contains("Alasan 1."), "\(shown.out)")
        // Both stores agree with the log.
        for number in 0..<2 {
            let synced = try await sync(number)
            #expect(synced.status == 0 || synced.status == 3, "\(synced.out)")
            let list = try await Program.review.run(
                "list", "--store", stores[number], "--state", "closed", "--json")
            #expect((try list.json["reports"] as? [Any])?.count == 1, "\(list.out)")
        }
        _ = try await again.stop()
    }

    /// Whoever decides without a network seals to as many as the site had: the same bytes are taken when another agency has joined since.
    @Test func what_was_written_before_an_agency_joined_is_taken() async throws {
        let scene = try await Scene()
        let (folder, site) = (scene.site.folder, scene.site)
        let store = folder.file("store")
        _ = try await eventually { () -> Bool? in
            let synced = try await Program.review.run(
                "sync", "--site", scene.link, "--key", site.key("bkn"), "--store", store, "--json")
            let shown = try await Program.review.run(
                "show", scene.reports[0], "--store", store, "--json")
            let timeline = try shown.json["timeline"] as? [[String: Any]] ?? []
            return synced.status == 0 && timeline.contains { $0["agency"] as? String == "bkn" } ? true : nil
        }
        _ = try await scene.server.stop()
        for (arguments, input) in [
            (
                ["act", "--state", "closed", "--outcome", "out_of_scope", "--reason-file", "-"],
                "Bukan wewenang."
            ),
            (["note", "--message-file", "-"], "Sudah kami tutup."),
        ] {
            let kept = try await Program.review.run(
                arguments + [scene.reports[0], "--store", store, "--json"], input: input)
            #expect([0, 69, 75].contains(kept.status), "\(kept.error)\(kept.out)")
        }
        let (draft, card) = (folder.file("draft"), folder.file("inspektorat/agency.card"))
        for (program, arguments) in [
            (
                Program.review,
                ["keygen", "--agency", "inspektorat", "--name", "I", "--out", folder.file("inspektorat")]
            ),
            (Program.server, ["site", "draft", "--data", site.data, "--add", card, "--out", draft]),
            (Program.review, ["root", "sign", draft, "--root-key", folder.file("data.root.key"), "--yes"]),
            (Program.server, ["site", "publish", "--data", site.data, draft]),
        ] {
            let done = try await program.run(arguments)
            try #require(done.status == 0, "\(done.error)")
        }
        let server = try await site.serve()
        try folder.write("site.link", server.link + "\n")
        _ = try await eventually { () -> Bool? in
            let shown = try await Program.source.run("site", "--site", scene.link, "--json")
            return shown.out.contains("\"inspektorat\"") ? true : nil
        }
        let synced = try await Program.review.run(
            "sync", "--site", scene.link, "--key", site.key("bkn"), "--store", store, "--json", "--lang", "en"
        )
        let outbox = try #require(try synced.json["outbox"] as? [String: Any])
        #expect(outbox["promised"] as? Int == 2 && outbox["refused"] as? Int == 0, "\(synced.error)")
        _ = try await scene.inbox { inbox in
            try self.agency("bkn", of: inbox)["state"] as? String == "closed"
        }
        let reason = try await scene.inbox("--reason", "bkn") { $0["reason"] is [String: Any] }
        #expect((reason["reason"] as? [String: Any])?["text"] as? String == "Bukan wewenang.")
        let read = try await eventually { () -> Output? in
            let shown = try await scene.review("show", [scene.reports[0]], by: "bawaslu_prov")
            return shown.out.contains("Sudah kami tutup.") ? shown : nil
        }
        #expect(read.status == 0, "\(read.out)")
        for code in Site.codes {
            let verified = try await Program.review.run(
                "verify", "--site", scene.link, "--key", site.key(code), "--json")
            #expect(try verified.json["failure_count"] as? Int == 0, "\(verified.out)")
        }
        _ = try await server.stop()
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
