import Foundation
import TestSupport
import Testing

/// The whole way of one report, through the programs and the fields of their answers.
@Suite(.timeLimit(.minutes(2))) struct StoryTests {
    @Test func the_whole_story() async throws {
        let site = try await Site.make()
        let folder = site.folder
        let server = try await site.serve()
        try folder.write("site.link", server.link + "\n")
        let link = folder.file("site.link")

        let shown = try await Program.source.run("site", "--site", link, "--json")
        #expect(shown.status == 0)
        #expect(
            Set(try shown.json.keys)
                == [
                    "agencies", "changed_agencies", "descriptor_serial", "expires", "joined_agencies",
                    "log_vkey", "settled", "timely", "witness_quorum", "witnesses_outside_government",
                ])
        let agencies = try #require(try shown.json["agencies"] as? [[String: String]])
        #expect(agencies == Site.codes.map { ["code": $0, "name": "Kantor \($0)", "does": $0] })
        #expect(
            try shown.json["log_vkey"] as? String
                == (try folder.read("data/log.vkey").split(separator: "\n").first.map(String.init)))

        let submitted = try await Program.source.run(
            "submit", "--site", link, "--from", packageFile("tools/sample/laporan.toml"), "--attach",
            packageFile("tools/sample/foto.png"), "--keep-metadata", "--keep-names", "--yes",
            "--save-promise", folder.file("promise"), "--json")
        #expect(submitted.status == 0, "\(submitted.error)")
        let promise = try submitted.json
        #expect(Set(promise.keys) == ["codename", "commitment", "epoch", "agencies"])
        #expect(promise["agencies"] as? [String] == Site.codes)
        #expect(try folder.mode("promise") == 0o600)
        let report = try #require(promise["commitment"] as? String)
        let epoch = try #require(promise["epoch"] as? Int)
        try folder.write("codename", try #require(promise["codename"] as? String))

        try await inbox(site, link: link, agencies: Site.codes)
        let picture = try Data(contentsOf: URL(filePath: packageFile("tools/sample/foto.png")))
        for code in Site.codes {
            let list = try await Program.review.run("list", "--site", link, "--key", site.key(code), "--json")
            #expect(list.status == 0)
            let reports = try #require(try list.json["reports"] as? [[String: Any]])
            try #require(reports.count == 1)
            #expect(
                Set(reports[0].keys) == [
                    "id", "epoch", "index", "cells", "agencies", "state", "outcome", "proven", "payload",
                    "not_proven", "gone", "category", "event_date", "region", "place", "phase", "due",
                    "due_certain", "overdue", "days", "age_days", "unread", "labels", "assigned",
                    "erased_there",
                ])
            #expect(reports[0]["proven"] as? Bool == true && reports[0]["payload"] as? String == "read")
            #expect(reports[0]["state"] as? String == "received")
            #expect(reports[0]["id"] as? String == report)
            #expect(reports[0]["epoch"] as? Int == epoch)
            #expect(reports[0]["agencies"] as? [String] == Site.codes)
            try await open(String(report.prefix(8)), code, site, link: link, picture: picture)
        }

        let asked = try await Program.review.run(
            "ask", String(report.prefix(12)), "--site", link, "--key", site.key("bkn"), "--message-file", "-",
            "--json", input: "Apakah Anda tahu tanggal berikutnya?\n")
        #expect(asked.status == 0, "\(asked.error)")
        let question = try await newestMessage(site, link: link, from: "question")
        #expect(question["agency"] as? String == "bkn" && question["counter"] as? Int == 0)
        #expect(question["text"] as? String == "Apakah Anda tahu tanggal berikutnya?")
        #expect((question["date"] as? String)?.count == 10)

        // What was answered comes back by the codename alone.
        let answered = try await Program.source.run(
            "reply", "--site", link, "--codename-file", folder.file("codename"), "--to", "bkn",
            "--message-file", "-", "--answers", "0", "--json", input: "Sabtu depan.\n")
        #expect(answered.status == 0, "\(answered.error)")
        #expect(Set(try answered.json.keys) == ["commitment", "epoch", "replies"])
        let answer = try await newestMessage(site, link: link, from: "reply")
        #expect(answer["agency"] as? String == "bkn" && answer["text"] as? String == "Sabtu depan.")
        let first = try await Program.source.run(
            "inbox", "--site", link, "--codename-file", folder.file("codename"), "--message", "1", "--json")
        let messages = try #require(try first.json["messages"] as? [[String: Any]])
        #expect(messages.map { $0["direction"] as? String } == ["question"])
        #expect(try first.json["items"] as? Int == 2)

        try await authorship(site, link: link, report: String(report.prefix(12)))
        try await verifyAndMonitor(site, ["--site", link])
        let (status, seconds) = try await server.stop()
        #expect(status == 0)
        #expect(seconds < 10)
        try await checkStatus(site)
        try await verifyAndMonitor(site, ["--data", site.data])
        try await forgery(site)
    }

    /// The source says something outside the channel, and an agency checks that it is the source.
    private func authorship(_ site: Site, link: String, report: String) async throws {
        let folder = site.folder
        let proven = try await Program.source.run(
            "prove", "--site", link, "--codename-file", folder.file("codename"), "--statement-file", "-",
            "--out",
            folder.file("authorship"), "--json", input: "Kepada BKN: saya penulisnya.\n")
        #expect(proven.status == 0, "\(proven.error)")
        func check(_ file: String) async throws -> Output {
            try await Program.review.run(
                "verify-author", folder.file(file), "--report", report, "--site", link, "--key",
                site.key("bkn"), "--json")
        }
        let right = try await check("authorship")
        #expect(right.status == 0, "\(right.error)")
        #expect(try right.json["statement"] as? String == "Kepada BKN: saya penulisnya.")
        var lines = try folder.read("authorship").split(separator: "\n").map(String.init)
        // Another letter of the statement, in base64.
        lines[lines.count / 2] = String(lines[lines.count / 2].map { $0 == "a" ? "b" : $0 == "b" ? "a" : $0 })
        try folder.write("changed", lines.joined(separator: "\n") + "\n")
        #expect([1, 65].contains(try await check("changed").status))
        let poster = try await Program.source.run(
            "poster", "--site", link, "--out", folder.file("poster.html"), "--lang", "id")
        #expect(poster.status == 0, "\(poster.error)")
        #expect(try folder.read("poster.html").contains("Kantor bkn"))
    }

    private func inbox(_ site: Site, link: String, agencies: [String]) async throws {
        let inbox = try await eventually { () -> [String: Any]? in
            let output = try await Program.source.run(
                "inbox", "--site", link, "--codename-file", site.folder.file("codename"), "--json")
            #expect(output.status == 0, "\(output.error)")
            let view = try output.json
            #expect(
                Set(view.keys) == [
                    "state", "promise", "receipt", "items", "messages", "reason", "agencies", "attachments",
                    "erased",
                ])
            return view["promise"] as? String == "pending" ? nil : view
        }
        #expect(inbox["promise"] as? String == "kept")
        #expect(inbox["state"] as? String == "received")
        let shown = try #require(inbox["agencies"] as? [[String: Any]])
        #expect(shown.map { $0["code"] as? String } == agencies)
        #expect(shown.allSatisfy { $0["state"] as? String == "received" && $0["silent"] as? Bool == false })
        let receipt = try #require(inbox["receipt"] as? [String: Any])
        #expect(Set(receipt.keys) == ["index", "size", "root", "verified", "witnessed"])
        #expect(receipt["verified"] as? Bool == true)
        #expect(receipt["witnessed"] as? Bool == false)
        let typed = try site.folder.read("codename").uppercased().split(separator: " ").map { $0.prefix(4) }
        let again = try await Program.source.run(
            "inbox", "--site", link, "--codename-file", "-", "--json", input: typed.joined(separator: "-"))
        #expect(again.status == 0)
    }

    /// The newest message of the inbox, once it is of this direction.
    private func newestMessage(
        _ site: Site, link: String, from direction: String
    ) async throws -> [String: Any] {
        try await eventually { () -> [String: Any]? in
            let inbox = try await Program.source.run(
                "inbox", "--site", link, "--codename-file", site.folder.file("codename"), "--json")
            let messages = try inbox.json["messages"] as? [[String: Any]] ?? []
            return messages.first { $0["direction"] as? String == direction }
        }
    }

    private func open(_ id: String, _ code: String, _ site: Site, link: String, picture: Data) async throws {
        let folder = site.folder
        // The picture is a record of its own and may come an epoch later.
        let files = try await eventually { () -> [[String: Any]]? in
            let out = folder.file("opened-\(code)")
            try? FileManager.default.removeItem(atPath: out)
            let opened = try await Program.review.run(
                "open", id, "--site", link, "--key", site.key(code), "--out", out, "--json")
            #expect(opened.status == 0, "\(opened.error)")
            let files = try object(folder.data("opened-\(code)/manifest.json"))["files"] as? [[String: Any]]
            return files.flatMap { $0.isEmpty ? nil : $0 }
        }
        try #require(files.count == 1)
        #expect(Set(files[0].keys).isSuperset(of: ["name", "original_name", "sha256", "bytes"]))
        #expect(files[0]["original_name"] as? String == "foto.png")
        #expect(files[0]["bytes"] as? Int == picture.count)
        let name = try #require(files[0]["name"] as? String)
        #expect(name.contains("01-"))
        let names = try folder.names("opened-\(code)")
        #expect(
            names.contains("envelope.age") && names.contains("report.json") && names.contains("manifest.json")
        )
        let evidence = try #require(names.first { $0.hasPrefix("evidence/") })
        #expect(try folder.data("opened-\(code)/\(evidence)") == picture)
        let report = try object(folder.data("opened-\(code)/report.json"))
        #expect("\(report)".contains("beras lima kilogram"))
        let again = try await Program.review.run(
            "open", id, "--site", link, "--key", site.key(code), "--out", folder.file("opened-\(code)"),
            "--json")
        #expect(again.status == 73)
    }

    private func verifyAndMonitor(_ site: Site, _ source: [String]) async throws {
        let levels = [("public", nil), ("agency", site.key("bkn")), ("auditor", site.auditorKey)]
        for (level, key) in levels {
            for _ in 0..<2 {
                let state = site.folder.file("\(level).state")
                let verified = try await Program.review.run(
                    ["verify", "--state", state, "--json"] + source + (key.map { ["--key", $0] } ?? []))
                #expect(verified.status == 0, "\(verified.out) \(verified.error)")
                let json = try verified.json
                #expect(json["result"] as? String == "ok")
                #expect(json["level"] as? String == level)
                #expect(json["origin"] as? String == Site.origin)
                #expect((json["failures"] as? [Any])?.isEmpty == true)
                #expect(Set(json.keys).isSuperset(of: ["size", "root", "checked"]))
                let checked = try #require(json["checked"] as? [String: Int])
                #expect(
                    Set(checked.keys) == [
                        "entries", "checkpoints", "descriptors", "epochs", "sealed", "opened", "filler",
                        "erased",
                        "garbage", "unopenable", "not_understood", "envelopes",
                    ])
                #expect(checked["entries"] == json["size"] as? Int)
                // The report, its supplement, the question, the answer, and each agency's word that it has the report and opened it.
                switch level {
                case "agency":
                    #expect(checked["opened"] == 4 + 2 * Site.codes.count && checked["garbage"] == 0)
                case "auditor": #expect(checked["opened"] == checked["sealed"] && checked["unopenable"] == 0)
                default: #expect(checked["opened"] == 0)
                }
            }
        }
        let state = site.folder.file("monitor.state")
        for _ in 0..<2 {
            let checked = try await Program.monitor.run(["check", "--state", state] + source)
            #expect(checked.status == 0)
            #expect(checked.out.hasPrefix("KENTONGAN OK - "))
            #expect(
                checked.out.contains(
                    #/\| size=\d+;;;0 age=\d+s descriptor_expires=\d+d;21:;7: agency_keys_expire=\d+d;21:;7:\n$/#
                ))
        }
        let old = try await Program.monitor.run(["check", "--state", state, "--max-age", "0"] + source)
        #expect([0, 1, 2].contains(old.status))
    }

    private func checkStatus(_ site: Site) async throws {
        let status = try await Program.server.run("status", "--data", site.data, "--json")
        #expect(status.status == 0)
        let json = try status.json
        #expect(
            Set(json.keys) == [
                "origin", "size", "root", "epoch", "pending", "checkpoint_age_s", "disk_free_bytes",
                "quorum", "witnesses", "submissions", "descriptor_expires", "agency_keys_expire", "guard",
                "clock", "concerns",
            ])
        #expect(json["origin"] as? String == Site.origin)
        #expect(json["pending"] as? Int == 0)
        #expect((json["size"] as? Int).map { $0 % 256 } == 0)
    }

    /// One byte of one entry is another in a copy.
    private func forgery(_ site: Site) async throws {
        guard FileManager.default.isExecutableFile(atPath: SQLite.path) else {
            return tellSkipped(needing: .sqlite3)
        }
        try FileManager.default.copyItem(atPath: site.data, toPath: site.folder.file("forged"))
        try await SQLite.run(
            site.folder.file("forged/log.sqlite"),
            """
            UPDATE bundle SET entries = CAST(substr(entries, 1, length(entries) - 1) ||
            CASE WHEN substr(hex(entries), -2) = '00' THEN x'01' ELSE x'00' END AS BLOB) WHERE n = 0
            """)
        let verified = try await Program.review.run("verify", "--data", site.folder.file("forged"), "--json")
        #expect(verified.status == 1)
        let failures = try #require(try verified.json["failures"] as? [[String: Any]])
        #expect(try verified.json["result"] as? String == "failed")
        #expect(failures.contains { $0["index"] as? Int == 255 || $0["index"] as? Int == 256 }, "\(failures)")
        #expect(failures.allSatisfy { Set($0.keys).isSuperset(of: ["code", "index", "expected", "found"]) })
        let alarm = try await Program.monitor.run(
            "check", "--data", site.folder.file("forged"), "--state", site.folder.file("forged.state"))
        #expect(alarm.status == 2)
        #expect(alarm.out.hasPrefix("KENTONGAN CRITICAL - "))
        // Put back from a copy: the state that was kept shows it.
        let (old, kept) = (try await Site.make(), site.folder.file("monitor.state"))
        let other = try await Program.monitor.run("check", "--data", old.data, "--state", kept)
        #expect(other.status == 2)
    }

    @Test func an_excluded_agency_is_given_nothing() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        try site.folder.write(
            "laporan.toml",
            "category = \"money_politics\"\nstory = \"Amplop dibagikan kepada pegawai di pendopo.\"\n")
        let submitted = try await Program.source.run(
            "submit", "--site", server.link, "--from", site.folder.file("laporan.toml"), "--exclude", "bkn",
            "--yes",
            "--json")
        #expect(submitted.status == 0, "\(submitted.error)")
        #expect(try submitted.json["agencies"] as? [String] == ["bawaslu_prov"])
        let id = try #require(try submitted.json["commitment"] as? String)
        _ = try await eventually { () -> Bool? in
            let list = try await Program.review.run(
                "list", "--site", server.link, "--key", site.key("bawaslu_prov"), "--json")
            return (try list.json["reports"] as? [Any])?.isEmpty == false ? true : nil
        }
        let list = try await Program.review.run(
            "list", "--site", server.link, "--key", site.key("bkn"), "--json")
        #expect((try list.json["reports"] as? [Any])?.isEmpty == true)
        let opened = try await Program.review.run(
            "open", id, "--site", server.link, "--key", site.key("bkn"), "--out", site.folder.file("out"),
            "--json")
        #expect(opened.status == 65 || opened.status == 77)
        let auditor = try await Program.review.run(
            "open", id, "--site", server.link, "--key", site.auditorKey, "--out", site.folder.file("out"),
            "--json")
        #expect(auditor.status == 77)
        #expect(try await server.stop().status == 0)
        // Neither the server's own words nor its disk has the story.
        #expect(!server.running.output.contains("pendopo"))
        for name in try site.folder.names("data") {
            #expect(!(try site.folder.data("data/\(name)")).contains("pendopo".utf8))
        }
    }
}
