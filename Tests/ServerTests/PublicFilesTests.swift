import AuditLog
import Files
import Foundation
import HTTP
import Keys
@testable import Server
import Storage
import TLS
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

/// A real site that publishes and serves its own files.
@Suite(.timeLimit(.minutes(2))) struct PublicFilesTests {
    private func publishing(tls: Bool = false) async throws -> TestSite {
        var site = try await TestSite.make()
        site.configuration.publishDirectory = site.folder.file("public")
        site.configuration.publishListen = Configuration.Address(host: "127.0.0.1", port: 0)
        site.configuration.publishTLS = tls
        return site
    }

    @Test(arguments: [false, true]) func served_bytes_are_the_files(_ tls: Bool) async throws {
        let site = try await publishing(tls: tls)
        try await site.serving { daemon in
            try await site.close(1, daemon)
            try await site.close(2, daemon)
            let address = try #require(daemon.publicAddress)
            let url = try #require(HTTPURL(address))
            #expect(url.isSecure == tls)
            let client = HTTPClient(
                timeout: .seconds(10), maximumReply: 1 << 25, trust: .spki([daemon.node.keys.tls.spkiHash]))
            let files = try site.folder.contents(of: "public")
            #expect(
                Set(files.map(\.name)) == [
                    "checkpoint", "tile/0/000", "tile/0/001", "tile/0/002", "tile/1/000.p/1",
                    "tile/1/000.p/2",
                    "tile/1/000.p/3", "tile/entries/000", "tile/entries/001", "tile/entries/002",
                ])
            for (name, bytes) in files {
                let reply = try await client.send("GET", url, path: "/\(name)")
                let type = name == "checkpoint" ? "text/plain; charset=utf-8" : "application/octet-stream"
                #expect(reply == HTTPReply(status: 200, contentType: type, body: bytes))
            }
            let head = try #require(daemon.node.store.head())
            #expect(
                try await client.send("GET", url, path: "/checkpoint").body == Array(head.checkpoint.utf8))
            #expect(try await client.send("HEAD", url, path: "/checkpoint").body == [])
            #expect(try await client.send("POST", url, path: "/checkpoint").status == 405)
            try Data("secret".utf8).write(to: URL(filePath: site.folder.file("public/tile/0/secret")))
            for path in [
                "/", "/tile", "/tile/0", "/tile/0/003", "/tile/0/000/", "/tile/0/000.p/1", "/tile/1/000",
                "/tile/0/secret", "/tile/0/0", "/tile/0/x000/000", "/tile/64/000", "/tile/1/000.p/256",
                "/tile/1/000.p/03", "/checkpoint/", "/data/keys/log.key", "/site.link",
            ] {
                #expect(try await client.send("GET", url, path: path).status == 404, "\(path)")
            }
        }
    }

    /// Nothing but an address and the log's key.
    @Test func the_log_is_verified_from_its_address() async throws {
        let site = try await publishing()
        try await site.serving { daemon in
            for epoch in UInt64(1)...11 { try await site.close(epoch, daemon) }
            let address = try #require(daemon.publicAddress)
            func verify(_ place: String, kept: VerifyState? = nil) async throws -> VerifyOutcome {
                let log = try await LogSourceOpening(
                    .tiles(place, logKey: site.directory.logKey), now: site.clock.now)
                return try await VerifyRun(source: log.source, pins: log.pins).run(kept: kept)
            }
            let (near, far) = (try await verify(site.folder.file("public")), try await verify(address))
            #expect(far.report == near.report)
            #expect(far.report.result == near.report.result && far.report.failures == [])
            #expect(far.report.counts.entries == 12 * 256)
            try await site.close(12, daemon)
            let later = try await verify(address, kept: try #require(VerifyState(far, before: nil)))
            #expect(later.report.failures == [] && later.report.size == 13 * 256)
            // A bundle that is not there is told by its name.
            try FileManager.default.removeItem(atPath: site.folder.file("public/tile/entries/009"))
            let holed = try await verify(address)
            #expect(holed.report.result == .failed)
            #expect(holed.report.failures.contains { "\($0)".contains("2304") })
            await #expect(throws: VerificationError.self) { try await verify("http://127.0.0.1:1") }
            await #expect(throws: VerificationError.self) { try await verify("http://a b") }
        }
    }

    @Test func curl_reads_it() async throws {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/curl") else {
            try skip(needing: .curl)
        }
        for tls in [false, true] {
            let site = try await publishing(tls: tls)
            try await site.serving { daemon in
                let address = try #require(daemon.publicAddress)
                let pin = Data(daemon.node.keys.tls.spkiHash).base64EncodedString()
                func curl(_ arguments: String...) async throws -> (status: Int32, output: [UInt8]) {
                    try await run(
                        "/usr/bin/curl", ["-s", "-k", "--pinnedpubkey", "sha256//\(pin)"] + arguments)
                }
                let checkpoint = try await curl("\(address)/checkpoint")
                let note = try #require(daemon.node.store.head()?.checkpoint)
                #expect(checkpoint.output == Array(note.utf8))
                // One connection, two requests.
                let two = try await curl("\(address)/tile/0/000", "\(address)/tile/entries/000")
                let tile = try #require(Tile(path: "tile/0/000"))
                let first = try await daemon.node.store.tile(tile)
                let second = try await daemon.node.store.bundle(0)
                #expect(two.output == first + second)
                #expect(try await curl("--fail", "--path-as-is", "\(address)/../data/site.link").status == 22)
                #expect(try await curl("--fail", "\(address)/%2e%2e/data/site.link").status == 22)
                let head = String(
                    decoding: try await curl("-I", "\(address)/tile/0/000").output, as: UTF8.self)
                #expect(head.contains("Cache-Control: public, max-age=31536000, immutable\r\n"))
                #expect(!head.contains("Date:") && !head.contains("Server:") && !head.contains("Cookie"))
            }
        }
    }

    @Test func what_cannot_be_written_stops_nothing_and_is_written_later() async throws {
        let site = try await publishing()
        try FileManager.default.createDirectory(
            atPath: site.folder.file("public"), withIntermediateDirectories: true)
        let obstacle = site.folder.file("public/tile")
        try Data().write(to: URL(filePath: obstacle))
        try await site.serving { daemon in
            try await site.close(1, daemon)
            #expect(!FileManager.default.fileExists(atPath: site.folder.file("public/checkpoint")))
            try FileManager.default.removeItem(atPath: obstacle)
            try await site.close(2, daemon)
            let head = try #require(daemon.node.store.head())
            #expect(
                try Files.read(site.folder.file("public/checkpoint"), limit: 9_999)
                    == Array(head.checkpoint.utf8))
            #expect(FileManager.default.fileExists(atPath: site.folder.file("public/tile/entries/000")))
        }
    }

    @Test func a_data_directory_that_was_put_back_does_not_start_over_what_it_published() async throws {
        let site = try await publishing()
        let (data, copy) = (site.directory.path, site.folder.file("copy"))
        try FileManager.default.copyItem(atPath: data, toPath: copy)
        try await site.serving { try await site.close(1, $0) }
        try FileManager.default.removeItem(atPath: data)
        try FileManager.default.moveItem(atPath: copy, toPath: data)
        site.clock.set(site.due(0) + 1)
        let error = await #expect(throws: DaemonError.self) { try await site.start() }
        #expect(error?.kind == .configuration)
        #expect(error?.message.contains("publish.directory holds a checkpoint of 512 entries") == true)
    }

    @Test func listening_needs_a_directory() async throws {
        var site = try await publishing()
        site.configuration.publishDirectory = ""
        let configuration = site.configuration
        let error = #expect(throws: ConfigurationError.self) { try configuration.check() }
        #expect(error?.kind == .configuration && error?.field == "publish.listen")
        await #expect(throws: DaemonError.self) { try await site.start() }
    }

    @Test func settings_are_read_as_they_are_written() throws {
        var configuration = Configuration()
        #expect(try Configuration(file: configuration.file, name: "c") == configuration)
        configuration.publishDirectory = "/srv/log"
        configuration.publishListen = Configuration.Address(host: "::1", port: 8_080)
        configuration.publishTLS = true
        configuration.publishImmutable = true
        configuration.publishConnections = 7
        #expect(try Configuration(file: configuration.file, name: "c") == configuration)
        for text in ["listen = 5", "listen = \"x\"", "tls = \"yes\"", "immutable = 1", "connections = 0"] {
            let error = #expect(throws: ConfigurationError.self) {
                try Configuration(file: "[publish]\n\(text)\n", name: "c")
            }
            #expect(error?.kind == .configuration)
        }
    }

    private func run(_ path: String, _ arguments: [String]) async throws -> (status: Int32, output: [UInt8]) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return try await Task.detached {
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (process.terminationStatus, [UInt8](output))
        }.value
    }
}
