import Foundation
import TestSupport
import Testing

/// A server whose disk is full when it starts: it serves what is published, says what it needs, and goes on when it has it.
@Suite(.timeLimit(.minutes(4))) struct FullDiskStartTests {
    @Test(.needs(.mount, geteuid() == 0)) func it_starts_reads_and_goes_on() async throws {
        let site = try await Site.make()
        let disk = try SmallDisk(mebibytes: 96)
        defer { disk.unmount() }
        let data = disk.folder.file("data")
        try FileManager.default.copyItem(atPath: site.data, toPath: data)
        let settings = try String(contentsOfFile: data + "/kentongand.toml", encoding: .utf8)
            .replacing(#/\nfree_mib = \d+/#, with: "\nfree_mib = 16")
            .replacing(#/\npayload_mib = \d+/#, with: "\npayload_mib = 64")
        try Data(settings.utf8).write(to: URL(filePath: data + "/kentongand.toml"))
        func serve() async throws -> Server {
            try? FileManager.default.removeItem(atPath: site.folder.file("ready.json"))
            let running = try Running(
                .server, ["serve", "--data", data, "--ready-file", site.folder.file("ready.json")],
                descriptors: nil)
            let ready = try await eventually { () -> [String: Any]? in
                guard running.process.isRunning else { throw Site.NotReady() }
                return (try? site.folder.data("ready.json")).flatMap { try? object($0) }
            }
            return Server(
                running: running, link: try #require(ready["link"] as? String),
                address: try #require(ready["address"] as? String))
        }
        func submit(_ server: Server) async throws -> Output {
            try await Program.source.run(
                "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"), "--yes",
                "--json", "--lang", "en")
        }
        func promise(_ server: Server) async throws -> String? {
            let output = try await Program.source.run(
                "inbox", "--site", server.link, "--codename-file", site.folder.file("codename"), "--json")
            return try output.json["promise"] as? String
        }
        let before = try await serve()
        let first = try await submit(before)
        try #require(first.status == 0, "\(first.error)")
        try site.folder.write("codename", try #require(try first.json["codename"] as? String))
        _ = try await eventually { () -> Bool? in try await promise(before) == "kept" ? true : nil }
        #expect(try await before.stop().status == 0)

        let filler = disk.folder.file("filler")
        _ = FileManager.default.createFile(atPath: filler, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: filler))
        for size in [1 << 20, 4_096] { while (try? handle.write(contentsOf: Data(count: size))) != nil {} }
        try handle.close()
        // The control: there really is no room.
        #expect((try? Data(count: 8_192).write(to: URL(filePath: disk.folder.file("more")))) == nil)

        let server = try await serve()
        #expect(try await promise(server) == "kept")
        let refused = try await submit(server)
        #expect(refused.status == 75, "\(refused.error)")
        #expect(try refused.failure.field == "disk")
        let status = try await Program.server.run("status", "--data", data, "--json")
        #expect(status.status == 2 && status.out.contains("disk_reserve"), "\(status.out)")
        let said = server.running.output
        #expect(said.contains("the disk is full") && said.contains("Make room on the disk"), "\(said)")

        try FileManager.default.removeItem(atPath: filler)
        let taken = try await eventually { () -> Output? in
            let output = try await submit(server)
            return output.status == 0 ? output : nil
        }
        try site.folder.write("codename", try #require(try taken.json["codename"] as? String))
        _ = try await eventually { () -> Bool? in try await promise(server) == "kept" ? true : nil }
        #expect(try await server.stop().status == 0)
    }
}
