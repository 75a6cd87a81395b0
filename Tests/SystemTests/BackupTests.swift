import Foundation
import TestSupport
import Testing

/// A lost key has a way back, on a real site.
@Suite(.timeLimit(.minutes(4))) struct BackupTests {
    private let site: Site

    init() async throws { site = try await Site.make() }

    private func keys(_ arguments: String...) async throws -> Output {
        try await Program.review.run(["keys"] + arguments + ["--json"])
    }

    private func file(_ name: String) -> String { site.folder.file(name) }

    private func recovery(_ name: String) async throws {
        let made = try await Program.review.run("keygen", "--recovery", "--name", name, "--out", file(name))
        try #require(made.status == 0, "\(made.error)")
    }

    private func report(_ server: Server, key: String) async throws -> String {
        let sent = try await Program.source.run(
            "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"), "--yes")
        try #require(sent.status == 0, "\(sent.error)")
        return try await eventually {
            let listed = try await Program.review.run("list", "--site", server.link, "--key", key, "--json")
            let rows = try listed.json["reports"] as? [[String: Any]]
            return rows?.first?["id"] as? String
        }
    }

    @Test func a_lost_key_comes_back_from_the_offline_recovery_key() async throws {
        try await recovery("luring")
        let server = try await site.serve()
        let id = try await report(server, key: site.key("bkn"))
        let backup = try await keys(
            "backup", "--key", site.key("bkn"), "--to", file("luring/recovery.card"), "--out", file("b"))
        #expect(backup.status == 0, "\(backup.error)")
        #expect(try site.folder.mode("b") == 0o600)
        let before = try site.folder.read("bkn/agency.key")
        #expect(try !site.folder.read("b").contains("AGE-SECRET-KEY"))
        try FileManager.default.removeItem(atPath: site.key("bkn"))
        let recovered = try await keys(
            "recover", file("b"), "--key", file("luring/recovery.key"), "--out", site.key("bkn"))
        #expect(recovered.status == 0, "\(recovered.error)")
        #expect(try site.folder.read("bkn/agency.key") == before)
        #expect(try site.folder.mode("bkn/agency.key") == 0o600)
        let opened = try await Program.review.run(
            "open", id, "--site", server.link, "--key", site.key("bkn"), "--out", file("opened"))
        #expect(opened.status == 0, "\(opened.error)")
        #expect(
            try await keys(
                "recover", file("b"), "--key", file("luring/recovery.key"), "--out", site.key("bkn")
            ).status == 73)
        let stranger = try await keys("recover", file("b"), "--key", site.key("bkn"), "--out", file("no"))
        #expect(stranger.status == 77, "\(stranger.error)")
        _ = try await server.stop()
    }

    /// The key file is gone, and the identity that signs new ones lives: old reports open by what colleagues kept.
    @Test func colleagues_give_old_keys_back_and_the_identity_makes_new_ones() async throws {
        for name in ["a", "b", "c", "baru"] { try await recovery(name) }
        var server = try await site.serve()
        let id = try await report(server, key: site.key("bkn"))
        let backup = try await keys(
            "backup", "--key", site.key("bkn"), "--to", file("a/recovery.card"), "--to",
            file("b/recovery.card"),
            "--to", site.folder.file("bawaslu_prov/agency.card"), "--threshold", "2", "--out", file("backup"))
        #expect(backup.status == 0, "\(backup.error)")
        #expect(try backup.json["parts"] as? Int == 3 && backup.json["threshold"] as? Int == 2)
        try FileManager.default.removeItem(atPath: site.key("bkn"))
        // One holder alone has too little, and one who is none has nothing.
        let alone = try await keys(
            "recover", file("backup"), "--key", file("a/recovery.key"), "--out", file("no"))
        #expect(alone.status == 65 && alone.error.contains("2 needed"), "\(alone.error)")
        let none = try await keys(
            "recover", file("backup"), "--key", file("c/recovery.key"), "--out", file("no"))
        #expect(none.status == 77)
        #expect(!FileManager.default.fileExists(atPath: file("no")))
        // Two holders seal their parts to whoever puts them together.
        for (key, out) in [("b/recovery.key", "part-b"), ("bawaslu_prov/agency.key", "part-c")] {
            let passed = try await keys(
                "recover", file("backup"), "--key", file(key), "--to", file("baru/recovery.card"), "--out",
                file(out))
            #expect(passed.status == 0, "\(passed.error)")
        }
        let joined = try await keys(
            "recover", file("part-b"), file("part-c"), "--key", file("baru/recovery.key"), "--out",
            file("old.key"))
        #expect(joined.status == 0, "\(joined.error)")
        // The old identity endorses the next one, whose key file goes on with the old keys.
        let replaced = try await keys(
            "replace", "--site", server.link, "--agency", "bkn", "--key", file("old.key"), "--identity",
            file("bkn/identity.key"), "--out", file("next"))
        #expect(replaced.status == 0, "\(replaced.error)")
        let drafted = try await Program.server.run(
            "site", "draft", "--data", site.data, "--add", file("next/agency.card"), "--endorsement",
            file("next/agency.endorsement"), "--out", file("draft"))
        #expect(drafted.status == 0, "\(drafted.error)")
        _ = try await server.stop()
        let signed = try await Program.review.run(
            "root", "sign", file("draft"), "--root-key", file("data.root.key"), "--yes")
        #expect(signed.status == 0, "\(signed.error)")
        let published = try await Program.server.run("site", "publish", "--data", site.data, file("draft"))
        #expect(published.status == 0, "\(published.error)")
        server = try await site.serve()
        let opened = try await eventually {
            let opened = try await Program.review.run(
                "open", id, "--site", server.link, "--key", file("next/agency.key"), "--out", file("opened"))
            return opened.status == 0 ? opened : nil
        }
        #expect(opened.status == 0)
        _ = try await server.stop()
    }

    @Test func parts_that_do_not_go_together_write_nothing() async throws {
        for name in ["a", "b"] { try await recovery(name) }
        for out in ["one", "two"] {
            let made = try await keys(
                "backup", "--key", site.key("bkn"), "--to", file("a/recovery.card"), "--to",
                file("b/recovery.card"),
                "--out", file(out))
            #expect(made.status == 0, "\(made.error)")
        }
        func part(_ backup: String, _ holder: String) async throws -> String {
            let out = "\(backup)-\(holder)"
            let passed = try await keys(
                "recover", file(backup), "--key", file("\(holder)/recovery.key"), "--to",
                file("a/recovery.card"),
                "--out", file(out))
            #expect(passed.status == 0, "\(passed.error)")
            return file(out)
        }
        let mixed = try await keys(
            "recover", try await part("one", "a"), try await part("two", "b"), "--key",
            file("a/recovery.key"),
            "--out", file("no"))
        #expect(mixed.status == 65, "\(mixed.error)")
        let twice = try await keys(
            "recover", try await part("two", "a"), file("two-a"), "--key", file("a/recovery.key"), "--out",
            file("no"))
        #expect(twice.status == 65, "\(twice.error)")
        #expect(!FileManager.default.fileExists(atPath: file("no")))
        for (arguments, status) in [
            (["--to", file("a/recovery.card"), "--threshold", "2"], Int32(65)),
            (["--to", file("a/recovery.card"), "--to", file("a/recovery.card")], 65),
            (["--to", site.key("bawaslu_prov")], 65), (["--to", file("none")], 66),
        ] {
            let refused = try await Program.review.run(
                ["keys", "backup", "--key", site.key("bkn"), "--out", file("no")] + arguments)
            #expect(refused.status == status, "\(refused.error)")
        }
        let card = try await keys(
            "backup", "--key", file("a/recovery.card"), "--to", file("b/recovery.card"), "--out", file("no"))
        #expect(card.status != 0)
        let cut = try site.folder.read("one").replacing("\n", with: "", maxReplacements: 6)
        try site.folder.write("cut", cut)
        #expect(
            try await keys("recover", file("cut"), "--key", file("a/recovery.key"), "--out", file("no"))
                .status != 0)
    }
}
