import Foundation
import TestSupport
import Testing

/// What a source can attach so that it does something where it is opened: it stays bytes, in every folder and on every page.
@Suite(.timeLimit(.minutes(5))) struct HostileEvidenceTests {
    private static let script = "<script>top.pwned=1;fetch('http://127.0.0.1:9/pwned')</script>"

    /// A name that a source gives, and the bytes behind it.
    private static let files: [(name: String, bytes: [UInt8])] = [
        ("\u{1b}[31m-rf \u{e0041}skrip.sh", Array("#!/bin/sh\ntouch /tmp/pwned\n".utf8)),
        (
            "gambar.svg",
            Array("<svg xmlns='http://www.w3.org/2000/svg' onload='top.pwned=1'>\(script)</svg>".utf8)
        ),
        ("halaman.html", Array("<!doctype html><img src=x onerror='top.pwned=1'>\(script)".utf8)),
        (
            "surat.pdf",
            Array("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF".utf8)
        ),
        // A picture, a page and an archive at once.
        (
            "campuran.gif",
            Array("GIF89a/*<html>\(script)*/=1;PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18)
        ),
        // What says of itself to be 60,000 by 60,000 points, and 4 GiB of zeros.
        (
            "bom.png",
            [0x89] + Array("PNG\r\n\u{1a}\n".utf8) + [0, 0, 0, 13] + Array("IHDR".utf8) + [
                0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0, 0, 0, 0, 0,
            ]
        ),
        (
            "bom.zip",
            Array("PK\u{3}\u{4}".utf8) + [
                20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0,
                0x61, 0x4b, 0x4c, 4, 0,
            ]
        ),
        ("catatan\u{202e}txt.\u{1b}[2J\u{7}exe", Array("kata\u{202e}biasa\u{7}\u{1b}]0;judul\u{7}\n".utf8)),
    ]

    private func isQuiet(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n"
                || !(scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value))
                    && ![0x202e, 0x200f, 0xe0041].contains(scalar.value)
        }
    }

    @Test func hostile_evidence_stays_bytes_wherever_it_is_opened() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let folder = site.folder
        var attached: [String] = []
        for file in Self.files {
            try folder.write("bukti/\(file.name)", file.bytes)
            attached += ["--attach", folder.file("bukti/\(file.name)")]
        }
        let sent = try await Program.source.run(
            [
                "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"),
                "--keep-metadata", "--keep-names", "--yes", "--now", "--json",
            ] + attached)
        try #require(sent.status == 0, "\(sent.error)")
        let report = String(try #require(try sent.json["commitment"] as? String).prefix(12))
        let store = folder.file("store")
        _ = try await eventually { () -> Bool? in
            let synced = try await Program.review.run(
                "sync", "--site", server.link, "--key", site.key("bkn"), "--store", store, "--json")
            guard synced.status == 0 || synced.status == 3 else { return nil }
            let shown = try await Program.review.run("show", report, "--store", store, "--json")
            let evidence = try? shown.json["evidence"] as? [[String: Any]]
            return evidence?.count == Self.files.count
                && evidence?.allSatisfy { $0["received"] as? Bool == true } == true
                ? true : nil
        }
        for (number, from) in [
            ["--site", server.link, "--key", site.key("bkn")], ["--store", store],
        ].enumerated() {
            let out = "opened\(number)"
            let opened = try await Program.review.run(
                ["open", report, "--out", folder.file(out), "--lang", "en"] + from)
            #expect(opened.status == 0, "\(opened.error)")
            #expect(isQuiet(opened.out + opened.error), "\(opened.out)\(opened.error)")
            let manifest = try object(try folder.data("\(out)/manifest.json"))
            let listed = try #require(manifest["files"] as? [[String: Any]])
            #expect(listed.count == Self.files.count)
            for (entry, file) in zip(listed, Self.files) {
                let name = try #require(entry["name"] as? String)
                #expect(name.wholeMatch(of: /[0-9]{2}-[A-Za-z0-9_][A-Za-z0-9_.-]*/) != nil, "\(name)")
                #expect(entry["original_name"] as? String == file.name)
                #expect(try folder.bytes("\(out)/evidence/\(name)") == file.bytes)
                #expect(try folder.mode("\(out)/evidence/\(name)") == 0o600)
            }
            #expect(try folder.names("\(out)/evidence").count == Self.files.count)
            // What is written to be read holds none of the tricks, either.
            #expect(isQuiet(try folder.read("\(out)/report.txt")))
            #expect(isQuiet(try folder.read("\(out)/manifest.json")))

            let shown = try await Program.review.run(["show", report, "--lang", "en"] + from)
            #expect(shown.status == 0 && isQuiet(shown.out + shown.error), "\(shown.out)")
            let exported = try await Program.review.run(
                ["export", report, "--out", folder.file("page\(number)"), "--no-pdf"] + from)
            #expect(exported.status == 0 && isQuiet(exported.out + exported.error), "\(exported.error)")
            let page = try folder.read("page\(number)/case.html")
            #expect(isQuiet(page) && page.contains("default-src 'none'"))
            for word in [
                "<script", "<svg", "<iframe", "<img", "<object", "<embed", "src=", "href=\"http",
                "javascript:",
            ] {
                #expect(!page.lowercased().contains(word), "\(word)")
            }
        }
        #expect(!FileManager.default.fileExists(atPath: "/tmp/pwned"))
        _ = try await server.stop()
    }

    /// By a clock that is two days behind nothing is handed in, and it says so; acts have the log's time, so that one that is ahead
    /// changes nothing.
    @Test(.needs(.faketime, FakeTime.isPossible), arguments: ["-2d", "+2d"])
    func a_reviewers_clock_two_days_off_changes_no_act(_ offset: String) async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let sent = try await Program.source.run(
            "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"), "--yes",
            "--now", "--json")
        try #require(sent.status == 0, "\(sent.error)")
        let report = String(try #require(try sent.json["commitment"] as? String).prefix(12))
        let from = ["--site", server.link, "--key", site.key("bkn"), "--lang", "en"]
        _ = try await eventually { () -> Bool? in
            let listed = try await Program.review.run(["list", "--json"] + from)
            return (try listed.json["reports"] as? [Any])?.count == 1 ? true : nil
        }
        // To a clock of before the log its epoch is the first one, whose promises are taken up to the second.
        _ = try await eventually { () -> Bool? in
            let verified = try await Program.review.run("verify", "--site", server.link, "--json")
            let checked = try verified.json["checked"] as? [String: Any]
            return (checked?["epochs"] as? Int ?? 0) > 3 ? true : nil
        }
        let act = ["act", report, "--state", "triage"] + from
        let wrong = try await FakeTime.run(.review, act, offset).ended()
        if offset == "-2d" {
            #expect(wrong.status == 75, "\(wrong.status) \(wrong.error)")
            #expect(wrong.error.contains("Nothing was sent"), "\(wrong.error)")
        } else {
            #expect(wrong.status == 0, "\(wrong.status) \(wrong.error)")
        }
        // By the right clock it is done, or was done: then the same step leads nowhere.
        let right = try await Program.review.run(act + ["--json"])
        #expect(right.status == 0 || (wrong.status == 0 && right.status == 65), "\(right.error)")
        let shown = try await eventually { () -> [[String: Any]]? in
            let shown = try await Program.review.run(["show", report, "--json"] + from)
            let acts = (try shown.json["timeline"] as? [[String: Any]] ?? [])
                .filter { $0["kind"] as? String == "state" && $0["proven"] as? Bool == true }
            return acts.isEmpty ? nil : acts
        }
        #expect(shown.count == 1, "\(shown)")
        _ = try await server.stop()
    }
}
