import Foundation
import TestSupport
import Testing

/// Evidence that is larger than the disk it is opened on.
@Suite(.timeLimit(.minutes(8))) struct FullDiskTests {
    /// In KiB, whatever is sent: a sanitizer keeps 256 MiB of what was let go.
    private static let memory = (isSanitized ? 712 : 200) << 10

    /// A report with one large file, at a site that runs.
    private struct Scene {
        let site: Site
        let server: Server
        let report: String
        let part = SampleBytes(9)(1 << 20)
        let size: Int

        init(mebibytes: Int) async throws {
            site = try await Site.make()
            server = try await site.serve()
            size = mebibytes << 20
            let path = site.folder.file("rekaman.bin")
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            let file = try #require(FileHandle(forWritingAtPath: path))
            for _ in 0..<mebibytes { try file.write(contentsOf: Data(part)) }
            try file.close()
            let sent = try await Running(
                path: Program.source.path,
                [
                    "submit", "--site", server.link, "--from", packageFile("tools/sample/laporan.toml"),
                    "--attach", path, "--keep-metadata", "--yes", "--now", "--json",
                ], limit: .seconds(60 + mebibytes)
            ).ended()
            try #require(sent.status == 0, "\(sent.error)")
            try FileManager.default.removeItem(atPath: path)
            report = String(try #require(try sent.json["commitment"] as? String).prefix(12))
            let (link, key) = (server.link, site.key("bkn"))
            _ = try await eventually { () -> Bool? in
                let listed = try await Program.review.run("list", "--site", link, "--key", key, "--json")
                return (try listed.json["reports"] as? [Any])?.count == 1 ? true : nil
            }
        }

        /// Runs `open` or `sync`; gives the most memory that it had at once, in KiB.
        func review(_ arguments: [String]) async throws -> (output: Output, memory: Int) {
            let measure = """
                import resource, subprocess, sys
                status = subprocess.call(sys.argv[2:])
                open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
                sys.exit(status)
                """
            let output = try await Running(
                path: "/usr/bin/python3",
                ["-c", measure, site.folder.file("memory"), Program.review.path] + arguments
                    + (arguments.contains("--site") ? ["--key", site.key("bkn")] : [])
                    + ["--json", "--lang", "en"],
                limit: .seconds(60 + (size >> 20))
            ).ended()
            return (output, try #require(Int(try site.folder.read("memory"))))
        }

        /// Whether what was opened in a folder is the report with its whole evidence.
        func isWhole(_ path: String) throws -> Bool {
            let manifest = try object(Data(contentsOf: URL(filePath: path + "/manifest.json")))
            let files = try #require(manifest["files"] as? [[String: Any]])
            let name = try #require(files.first?["name"] as? String)
            let file = try #require(FileHandle(forReadingAtPath: path + "/evidence/" + name))
            defer { try? file.close() }
            var length = 0
            while let portion = try file.read(upToCount: 1 << 20), !portion.isEmpty {
                guard [UInt8](portion) == part else { return false }
                length += portion.count
            }
            return length == size && files.count == 1
        }
    }

    /// What lies in a folder, hidden names too.
    private func names(_ path: String) -> [String] {
        FileManager.default.enumerator(atPath: path)?.allObjects.compactMap { $0 as? String } ?? []
    }

    private func opens(evidence mebibytes: Int, on room: Int) async throws {
        let disk = try SmallDisk(mebibytes: room)
        defer { disk.unmount() }
        let scene = try await Scene(mebibytes: mebibytes)
        let site = ["--site", scene.server.link]
        let (store, out) = (scene.site.folder.file("store"), disk.folder.file("case"))

        // From the site, and from a store that lies elsewhere; once all of it has come.
        let synced = try await eventually { () -> (output: Output, memory: Int)? in
            let synced = try await scene.review(["sync", "--store", store] + site)
            let shown = try await Program.review.run("show", scene.report, "--store", store, "--json")
            let evidence = try? shown.json["evidence"] as? [[String: Any]]
            return synced.output.status == 0 && evidence?.first?["received"] as? Bool == true ? synced : nil
        }
        #expect(synced.memory < Self.memory, "\(synced.memory) KiB")
        try FileManager.default.createDirectory(
            atPath: disk.folder.file("mine"), withIntermediateDirectories: false)
        for source in [site, ["--store", store]] {
            let full = try await scene.review(["open", scene.report, "--out", out] + source)
            #expect(full.output.status == 74, "\(full.output.out)")
            let failure = try full.output.failure
            #expect(failure.message.contains("disk full") && failure.field == "--out", "\(failure)")
            #expect(full.memory < Self.memory, "\(full.memory) KiB")
            // Neither a part of it nor the folder: the same command can be given again. What was there stays.
            #expect(names(disk.folder.path) == ["mine"], "\(names(disk.folder.path))")
        }
        // The folder was there, and stays, empty.
        _ = try await scene.review([
            "open", scene.report, "--out", disk.folder.file("mine"), "--store", store,
        ])
        #expect(names(disk.folder.path) == ["mine"])

        // A store on the same disk keeps what it has.
        let small = disk.folder.file("store")
        let cut = try await scene.review(["sync", "--store", small] + site)
        #expect(cut.output.status == 74 && cut.output.out.contains("disk is full"), "\(cut.output.out)")
        let listed = try await Program.review.run("list", "--store", small, "--json")
        #expect(listed.status == 0 || listed.status == 74, "\(listed.out)")

        #expect(disk.resize(mebibytes: 8 * mebibytes))
        let again = try await scene.review(["sync", "--store", small] + site)
        #expect(again.output.status == 0, "\(again.output.error)\(again.output.out)")
        for (number, source) in [site, ["--store", store], ["--store", small]].enumerated() {
            let path = disk.folder.file("case\(number)")
            let opened = try await scene.review(["open", scene.report, "--out", path] + source)
            #expect(opened.output.status == 0, "\(opened.output.error)\(opened.output.out)")
            #expect(opened.memory < Self.memory, "\(opened.memory) KiB")
            #expect(try scene.isWhole(path))
            try FileManager.default.removeItem(atPath: path)
        }
        _ = try await scene.server.stop()
    }

    @Test(.needs(.mount, geteuid() == 0))
    func evidence_that_does_not_fit_is_told_and_no_part_of_it_stays() async throws {
        try await opens(evidence: 40, on: 8)
    }
}
