import Foundation
import TestSupport
import Testing

/// Receipts and promises through the programs, and a site that breaks a promise.
@Suite(.timeLimit(.minutes(2))) struct PromiseTests {
    @Test func kept_receipted_and_broken() async throws {
        let site = try await Site.make()
        let folder = site.folder
        var server = try await site.serve()
        try folder.write("site.link", server.link + "\n")
        let link = folder.file("site.link")
        let saved = try await Program.source.run(
            "site", "--site", link, "--save-descriptor", folder.file("descriptor"), "--json")
        #expect(saved.status == 0, "\(saved.error)")
        #expect(try folder.data("descriptor") == folder.data("data/site.descriptor"))

        let first = try await submit(site, promise: "kept")
        try folder.write("codename", try #require(first["codename"] as? String))
        let kept = try await eventually { () -> Output? in
            let output = try await promise("kept", site, ["--site", link])
            return try output.json["result"] as? String == "kept" ? output : nil
        }
        #expect(kept.status == 0)
        // Who does not know whether it is a promise or evidence gives both.
        #expect(try await promise("kept", site, ["--site", link, "--link", link]).status == 0)
        #expect(try kept.json["commitment"] as? String == first["commitment"] as? String)
        try await receipt(site, link: link)

        // The report is gone before its epoch closes: as after a restored backup, or on purpose.
        _ = try await server.stop()
        try await breakPromise(site)
        server = try await site.serve()
        try folder.write("site.link", server.link + "\n")
        let broken = try await eventually { () -> Output? in
            let output = try await promise("lost", site, ["--site", link])
            return try output.json["result"] as? String == "pending" ? nil : output
        }
        #expect(broken.status == 1)
        #expect(try broken.json["result"] as? String == "broken")
        #expect(try broken.json["evidence"] as? String == folder.file("lost.evidence"))
        let check = try await Program.monitor.run(
            "check-promise", folder.file("lost"), "--site", link, "--lang", "en")
        #expect(check.status == 2)
        #expect(check.out.hasPrefix("KENTONGAN CRITICAL - PROMISE BROKEN"))
        let healthy = try await Program.monitor.run(
            "check-promise", folder.file("kept"), "--data", site.data, "--json")
        #expect(healthy.status == 0, "\(healthy.out)")
        #expect(try healthy.json["result"] as? String == "kept")
        _ = try await server.stop()
        try await evidence(site, link: link)
    }

    /// An operator drops what an agency did, promised and not yet in the log: `sync` finds it, and leaves what shows it to others.
    @Test(.needs(.sqlite3, FileManager.default.isExecutableFile(atPath: SQLite.path)))
    func an_act_that_the_operator_drops_leaves_evidence() async throws {
        let site = try await Site.make()
        let folder = site.folder
        var server = try await site.serve()
        try folder.write("site.link", server.link + "\n")
        let link = folder.file("site.link")
        let report = try #require(try await submit(site, promise: "kept")["commitment"] as? String)
        let store = folder.file("store")
        func sync() async throws -> Output {
            try await Program.review.run("sync", "--store", store, "--json", "--lang", "en")
        }
        _ = try await eventually { () -> Bool? in
            let synced = try await Program.review.run(
                "sync", "--site", link, "--key", site.key("bkn"), "--store", store, "--json")
            return try synced.json["records"] as? Int ?? 0 > 0 ? true : nil
        }
        // Until the server is killed before an act is published.
        var dropped = false
        for state in ["triage", "examination", "triage"] where !dropped {
            let act = try await Program.review.run(
                "act", report, "--state", state, "--store", store, "--json")
            try #require(act.status == 0, "\(act.error)\(act.out)")
            server.running.signal(SIGKILL)
            _ = try await server.running.ended()
            dropped = try await SQLite.count(folder.file("data/log.sqlite"), "staged_act") > 0
            if dropped {
                try await SQLite.run(
                    folder.file("data/log.sqlite"), "DELETE FROM staged_act; DELETE FROM staged_record;")
            }
            server = try await site.serve()
            try folder.write("site.link", server.link + "\n")
        }
        try #require(dropped, "every act was published before the server could be stopped")
        let broken = try await eventually { () -> Output? in
            let synced = try await Program.review.run(
                "sync", "--site", link, "--key", site.key("bkn"), "--store", store, "--json", "--lang", "en")
            return synced.out.contains("\"evidence\":\"") ? synced : nil
        }
        #expect(broken.status == 1)
        let outbox = try #require(try broken.json["outbox"] as? [String: Any])
        let told = try #require(
            (outbox["promise_broken"] as? [[String: Any]])?.first { $0["evidence"] is String })
        let evidence = try #require(told["evidence"] as? String)
        #expect(told["report"] as? String == report && told["late"] as? Bool == false)
        #expect(broken.error.contains("PROMISE BROKEN") && broken.error.contains(evidence), "\(broken.error)")
        #expect(evidence.hasPrefix(store + "/broken-promises/"))
        #expect(
            try FileManager.default.attributesOfItem(atPath: evidence)[.posixPermissions] as? Int == 0o600)
        // It is told again, and the file stays the same.
        let before = try Data(contentsOf: URL(filePath: evidence))
        let again = try await sync()
        #expect(again.status == 1 && again.error.contains(evidence))
        #expect(try Data(contentsOf: URL(filePath: evidence)) == before)
        // Nothing of the case is in it.
        #expect(!String(decoding: before, as: UTF8.self).contains(report))
        _ = try await server.stop()
        // A third person, without site, store or key.
        for arguments in [["promise", "verify", evidence, "--link", link, "--json"]] {
            let third = try await Program.source.run(arguments)
            #expect(third.status == 0, "\(third.out)")
            #expect(try third.json["result"] as? String == "broken")
            #expect(try third.json["root_checked"] as? Bool == true)
        }
        #expect(try await Program.monitor.run("check-promise", evidence, "--link", link).status == 2)
        // Of another site's link it is no evidence, nor with a byte changed.
        let other = try await Site.make()
        #expect(try await Program.source.run("promise", "verify", evidence, "--link", other.link).status != 0)
        var text = String(decoding: before, as: UTF8.self).split(separator: "\n").map(String.init)
        text[8] = String(text[8].reversed())
        try folder.write("changed", text.joined(separator: "\n") + "\n")
        let changed = try await Program.source.run(
            "promise", "verify", folder.file("changed"), "--link", link)
        #expect([1, 65].contains(changed.status))
    }

    private func submit(_ site: Site, promise: String) async throws -> [String: Any] {
        let output = try await Program.source.run(
            "submit", "--site", site.folder.file("site.link"), "--from",
            packageFile("tools/sample/laporan.toml"), "--yes", "--save-promise", site.folder.file(promise),
            "--json")
        try #require(output.status == 0, "\(output.error)")
        return try output.json
    }

    private func promise(_ file: String, _ site: Site, _ arguments: [String]) async throws -> Output {
        try await Program.source.run(
            ["promise", "verify", site.folder.file(file), "--json"] + arguments)
    }

    private func receipt(_ site: Site, link: String) async throws {
        let folder = site.folder
        let arguments = [
            "receipt", "--site", link, "--codename-file", folder.file("codename"), "--out",
            folder.file("proof"), "--page", folder.file("page.html"), "--json",
        ]
        let saved = try await Program.source.run(arguments)
        #expect(saved.status == 0, "\(saved.error)")
        #expect(saved.error.contains("PERINGATAN") && saved.error.contains("WARNING"))
        #expect(try folder.mode("proof") == 0o600)
        #expect(try await Program.source.run(arguments).status == 73)
        for (program, verb) in [(Program.source, ["receipt", "verify"]), (.review, ["verify-receipt"])] {
            let output = try await program.run(
                verb + [
                    folder.file("proof"), "--site-descriptor", folder.file("descriptor"), "--link", link,
                    "--json",
                ])
            // Nobody witnesses this site.
            #expect(output.status == 3, "\(output.error)")
            let json = try output.json
            #expect(json["recorded"] as? Bool == true)
            #expect(json["envelope"] as? String == (try saved.json["envelope"] as? String))
            let checks = try #require(json["checks"] as? [[String: Any]])
            #expect(checks.count == 8)
            #expect(checks.allSatisfy { $0["ok"] as? Bool != false })
        }
        try await page(site, link: link)
    }

    /// What a telephone reads off the paper is the receipt.
    private func page(_ site: Site, link: String) async throws {
        let folder = site.folder
        let page = try folder.read("page.html")
        #expect(try folder.mode("page.html") == 0o600)
        #expect(page.contains("PERINGATAN"))
        guard QRDecoder.isThere else { return tellSkipped(needing: .zbar) }
        let codes = try QRDecoder.drawings(in: page).map { try QRDecoder.text(of: $0) }
        #expect(codes.count > 1)
        func verify(_ codes: [String]) async throws -> Output {
            try folder.write("codes", codes.joined(separator: "\n") + "\n")
            return try await Program.review.run(
                "verify-receipt", folder.file("codes"), "--site-descriptor", folder.file("descriptor"),
                "--link",
                link, "--json")
        }
        let whole = try await verify(codes.reversed())
        #expect(whole.status == 3, "\(whole.error)")
        #expect(try whole.json["recorded"] as? Bool == true)
        #expect(try await verify(Array(codes.dropFirst())).status == 65)
    }

    /// Replaces the staged rows of one report by none, while the server is down.
    private func breakPromise(_ site: Site) async throws {
        let folder = site.folder
        for _ in 0..<10 {
            let server = try await site.serve()
            try folder.write("site.link", server.link + "\n")
            try? FileManager.default.removeItem(atPath: folder.file("lost"))
            _ = try await submit(site, promise: "lost")
            server.running.signal(SIGKILL)
            _ = try await server.running.ended()
            let before = try await SQLite.count(folder.file("data/log.sqlite"), "staged_record")
            guard before > 0 else { continue }
            let tables = ["record", "report", "envelope", "mailbox"]
            try await SQLite.run(
                folder.file("data/log.sqlite"), tables.map { "DELETE FROM staged_\($0);" }.joined())
            return
        }
        Issue.record("every report was published before the server could be stopped")
    }

    /// Whoever is handed it, without a site, by either program.
    private func evidence(_ site: Site, link: String) async throws {
        let file = site.folder.file("lost.evidence")
        let third = try await Program.source.run("promise", "verify", file, "--link", link, "--json")
        #expect(third.status == 0, "\(third.out)")
        #expect(try third.json["result"] as? String == "broken")
        #expect(try third.json["root_checked"] as? Bool == true)
        let monitor = try await Program.monitor.run("check-promise", file, "--link", link)
        #expect(monitor.status == 2)
        #expect(try await Program.source.run("promise", "verify", file).status == 3)
        var text = try site.folder.read("lost.evidence").split(separator: "\n").map(String.init)
        text[10] = String(text[10].reversed())
        try site.folder.write("changed", text.joined(separator: "\n") + "\n")
        let changed = try await Program.source.run(
            "promise", "verify", site.folder.file("changed"), "--link", link)
        #expect([1, 65].contains(changed.status))
    }
}

extension SQLite {
    /// Rows of a table.
    fileprivate static func count(_ file: String, _ table: String) async throws -> Int {
        let output = try await Running(path: path, [file, "SELECT count(*) FROM \(table);"]).ended()
        try #require(output.status == 0, "\(output.error)")
        return try #require(Int(output.out.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
}
