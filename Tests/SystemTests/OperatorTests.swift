import Foundation
import TestSupport
import Testing

/// `kentongand` as an operator meets it.
@Suite(.timeLimit(.minutes(2))) struct OperatorTests {
    @Test func init_writes_its_files_and_refuses_a_folder_that_is_not_empty() async throws {
        let site = try await Site.make()
        let folder = site.folder
        #expect(
            try Set(folder.names("data")).isSuperset(of: [
                "kentongand.toml", "site.link", "log.vkey", "site.descriptor", "log.sqlite", "payload.sqlite",
            ]))
        for name in try folder.names("data/keys") { #expect(try folder.mode("data/keys/\(name)") == 0o600) }
        #expect(try folder.mode("data.root.key") == 0o600)
        for name in ["bkn/agency.key", "bkn/identity.key", "auditor/auditor.key"] {
            #expect(try folder.mode(name) == 0o600)
        }
        let before = try folder.data("data/log.vkey")
        let again = try await Program.server.run(Site.initialisation(folder, data: "data"))
        #expect(again.status == 73)
        #expect(try again.failure.field == "--data")
        #expect(try folder.data("data/log.vkey") == before)
        let fresh = try await Program.server.run(Site.initialisation(folder, data: "second"))
        #expect(
            Set(try fresh.json.keys) == [
                "origin", "link", "log_vkey", "root_fingerprint", "descriptor_sha256",
            ])
        let link = try await Program.server.run("link", "--data", site.data)
        #expect(link.out == site.link + "\n")
        #expect(site.link.hasPrefix("kentongan://127.0.0.1:"))
    }

    /// Wherever it fails, nothing is left that would stop the next try.
    @Test func the_root_key_is_never_inside_the_data_directory() async throws {
        let folder = try await Site.make().folder
        let wanted = Site.initialisation(folder, data: "third")
        let inside = wanted.map {
            $0 == folder.file("third.root.key") ? folder.file("third/keys/root.key") : $0
        }
        let refused = try await Program.server.run(inside)
        #expect(refused.status == 64)
        #expect(try refused.failure.field == "--root-key")
        #expect(!folder.exists("third"))
        #expect(try await Program.server.run(wanted).status == 0)
    }

    @Test func configuration_errors_name_line_value_and_limit() async throws {
        let site = try await Site.make()
        let original = try site.folder.read("data/kentongand.toml")
        #expect(try await Program.server.run("config", "check", "--data", site.data).status == 0)
        let mistakes: [(String, String, [String], Int?)] = [
            ("answer_delay_ms = 20", "answer_delay_mss = 20", ["answer_delay_mss", "unknown"], nil),
            (
                "answer_delay_ms = 20", "answer_delay_ms = \"20\"", ["answer_delay_ms", "string", "10000"],
                10_000
            ),
            (
                "answer_delay_ms = 20", "answer_delay_ms = 99999", ["answer_delay_ms", "99999", "10000"],
                10_000
            ),
            ("answer_delay_ms = 20", "answer_delay_ms = ", [], nil),
            (
                "listen = \"127.0.0.1:0\"", "listen = \"127.0.0.1:70000\"", ["127.0.0.1:70000", "65535"],
                65_535
            ),
        ]
        for (old, new, words, limit) in mistakes {
            let text = original.replacing(old, with: new)
            try #require(text != original)
            try site.folder.write("data/kentongand.toml", text)
            let line =
                text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                    $0.hasPrefix(new.trimmingCharacters(in: .whitespaces))
                } ?? 0
            for command in [["config", "check"], ["serve"]] {
                let output = try await Program.server.run(command + ["--data", site.data, "--json"])
                #expect(output.status == 78)
                let failure = try output.failure
                for word in words + ["\(line + 1)"] {
                    #expect(failure.message.contains(word), "\(word): \(failure.message)")
                }
                #expect(limit == nil || failure.limit == limit)
            }
        }
    }

    @Test(.needs(.sqlite3, FileManager.default.isExecutableFile(atPath: SQLite.path)))
    func a_database_of_another_origin_or_a_future_version_is_refused() async throws {
        let site = try await Site.make()
        let changes = [
            ("log.sqlite", "UPDATE meta SET version = version + 1"),
            ("payload.sqlite", "UPDATE meta SET version = version + 1"),
            ("payload.sqlite", "UPDATE meta SET origin = 'lain.example/log'"),
            ("log.sqlite", "UPDATE meta SET origin = 'lain.example/log'"),
        ]
        for (number, (file, statement)) in changes.enumerated() {
            let copy = "copy\(number)"
            try FileManager.default.copyItem(atPath: site.data, toPath: site.folder.file(copy))
            try await SQLite.run(site.folder.file("\(copy)/\(file)"), statement)
            let output = try await Program.server.run("serve", "--data", site.folder.file(copy), "--json")
            #expect(output.status == 78, "\(statement) in \(file): \(output.out)")
        }
    }

    @Test func keys_of_another_site_and_missing_files_are_refused() async throws {
        let (site, another) = (try await Site.make(), try await Site.make())
        for name in ["log.key", "promise.key", "channel.key", "tls.pem"] {
            let copy = "with-\(name)"
            try FileManager.default.copyItem(atPath: site.data, toPath: site.folder.file(copy))
            let path = site.folder.file("\(copy)/keys/\(name)")
            try FileManager.default.removeItem(atPath: path)
            let missing = try await Program.server.run("serve", "--data", site.folder.file(copy), "--json")
            #expect(missing.status == 66)
            try FileManager.default.copyItem(atPath: another.folder.file("data/keys/\(name)"), toPath: path)
            let output = try await Program.server.run("serve", "--data", site.folder.file(copy), "--json")
            #expect(output.status == 78)
            #expect(try output.failure.field == name)
        }
        #expect(
            try await Program.server.run("serve", "--data", site.folder.file("no"), "--json").status == 66)
        #expect(
            try await Program.server.run("status", "--data", site.folder.file("no"), "--json").status == 66)
    }

    @Test func one_server_a_folder_and_sigterm_drains() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let second = try await Program.server.run("serve", "--data", site.data, "--json")
        #expect(second.status == 75)
        // Somebody who has connected and says nothing does not keep it.
        let silent = RawSocket(to: server.port)
        #expect(silent != nil)
        let (status, seconds) = try await server.stop()
        #expect(status == 0)
        #expect(seconds < 10)
        let again = try await site.serve()
        #expect(try await again.stop().status == 0)
    }

    /// `verify --tiles` needs the files and the log's key, and no server.
    @Test func the_published_files_verify_by_themselves() async throws {
        let site = try await Site.make()
        let toml = try site.folder.read("data/kentongand.toml")
        let tiles = site.folder.file("public")
        let changed = toml.replacing("\ndirectory = \"\"", with: "\ndirectory = \"\(tiles)\"")
        try #require(changed != toml)
        try site.folder.write("data/kentongand.toml", changed)
        let server = try await site.serve()
        _ = try await eventually { () -> Bool? in
            let size = try? site.folder.read("public/checkpoint").split(separator: "\n")[1]
            return size.flatMap { Int($0) }.map { $0 >= 768 } == true ? true : nil
        }
        #expect(try await server.stop().status == 0)
        let arguments = ["verify", "--tiles", tiles, "--vkey", site.folder.file("data/log.vkey"), "--json"]
        let verified = try await Program.review.run(arguments)
        #expect(verified.status == 0, "\(verified.out)")
        #expect((try verified.json["size"] as? Int).map { $0 >= 768 } == true)
        let check = [
            "check", "--tiles", tiles, "--vkey", site.folder.file("data/log.vkey"), "--link", server.link,
            "--state", site.folder.file("monitor.state"), "--max-age", "1000",
        ]
        for _ in 0..<2 {
            let output = try await Program.monitor.run(check)
            #expect(output.status == 0, "\(output.out)")
        }
        var bundle = [UInt8](try site.folder.data("public/tile/entries/001"))
        bundle[100] ^= 1
        try Data(bundle).write(to: URL(filePath: "\(tiles)/tile/entries/001"))
        let forged = try await Program.review.run(arguments)
        #expect(forged.status == 1)
        #expect((try forged.json["failures"] as? [[String: Any]])?.isEmpty == false)
    }

    @Test func what_is_not_tls_13_is_refused_and_the_server_lives() async throws {
        let site = try await Site.make()
        let server = try await site.serve()
        let socket = try #require(RawSocket(to: server.port))
        socket.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let answer = try #require(socket.readToEnd())
        #expect(answer.count < 16)
        #expect(!answer.contains("HTTP".utf8))
        let openssl = "/usr/bin/openssl"
        if FileManager.default.isExecutableFile(atPath: openssl) {
            let old = try await Running(path: openssl, ["s_client", "-tls1_2", "-connect", server.address])
                .ended()
            #expect(old.status != 0)
            #expect(old.out.contains("no peer certificate available"))
            let new = try await Running(path: openssl, ["s_client", "-tls1_3", "-connect", server.address])
                .ended()
            #expect(new.out.contains("TLSv1.3"))
        }
        #expect(try await Program.source.run("site", "--site", server.link, "--json").status == 0)
        #expect(try await server.stop().status == 0)
        // Of whoever it was, not a word.
        #expect(!server.running.output.contains("\(socket.port)"))
        #expect(!server.running.output.contains("HTTP"))
        #expect(server.running.output.split(separator: "\n").count <= 2)
    }
}
