import AuditLog
import Foundation
import Sealing
@testable import Server
import Source
import Storage
import TestSupport
import Testing
import Verification
import Visit
import Wire

@Suite(.timeLimit(.minutes(3))) struct DiskTests {
    /// Everything on the server's disk: while an epoch is open, after its close, and after the end.
    @Test func disk_scan_finds_no_plaintext_address_codename_or_fine_time() async throws {
        let site = try await TestSite.make()
        var needles: [(what: String, bytes: [UInt8])] = []
        func scan(_ when: String) throws {
            for (name, bytes) in try site.folder.contents(of: "data") {
                // Its own address to listen on, and its own keys, are the operator's.
                let isOwn = name == "kentongand.toml" || name == "site.link"
                for needle in needles
                where !(isOwn && needle.what == "address")
                    && !(name.hasPrefix("keys/") && needle.what == "seed")
                {
                    #expect(!bytes.holds(needle.bytes), "\(when): \(name) has a \(needle.what)")
                }
            }
        }
        for word in TestSource.words.split(separator: " ") where word.count > 7 {
            needles.append(("word", Array(word.utf8)))
        }
        needles.append(("address", Array("127.0.0.1".utf8)))
        needles.append(("address", [127, 0, 0, 1, 0, 0]))
        for name in ["root.key", "data/keys/log.key", "data/keys/promise.key"] {
            let text = try String(contentsOfFile: site.folder.file(name), encoding: .utf8)
            let seed = try #require(text.split(separator: "seed: ").last?.prefix(64))
            needles.append((name == "root.key" ? "root seed" : "seed", Array(seed.utf8)))
            needles.append(
                (name == "root.key" ? "root seed" : "seed", try #require(Hash(hex: String(seed))).bytes))
        }
        try await site.serving { daemon in
            for number in UInt64(0)..<4 {
                // Times within the epoch that stand in nothing signed.
                site.clock.set(site.due(0) + 1_001 + 617 * number)
                let now = site.clock.now
                needles.append(("time", Array("\(now)".utf8)))
                needles.append(("time", (0..<4).map { UInt8(truncatingIfNeeded: now >> (24 - 8 * $0)) }))
                needles.append(("time", (0..<4).map { UInt8(truncatingIfNeeded: now >> (8 * $0)) }))
                let source = try TestSource(site)
                let words = source.codename.words
                needles.append(("codename", Array(words.utf8)))
                needles.append(
                    ("codename", Array(words.split(separator: " ").prefix(2).joined(separator: " ").utf8)))
                let visit = try await daemon.visit(site)
                for port in try clientPorts(of: daemon.address.port) {
                    needles.append(("port", Array(":\(port)".utf8)))
                    needles.append(("port", [UInt8(port >> 8), UInt8(port & 255), 127, 0, 0, 1]))
                }
                _ = try await visit.submit(source.submission(to: visit.site))
                _ = try await daemon.visit(site).inbox(source)
            }
            #expect(needles.contains { $0.what == "port" })
            try scan("open epoch")
            try await site.close(1, daemon)
            try scan("after the close")
        }
        try scan("after the end")
        // It would be found if it were there.
        try Data("xx\(TestSource.words)".utf8).write(to: URL(filePath: site.directory.file("probe")))
        let probe = try #require(try site.folder.contents(of: "data").first { $0.name == "probe" })
        #expect(needles.contains { probe.bytes.holds($0.bytes) })
    }

    /// Local ports of connections to `server`, from the kernel's table.
    private func clientPorts(of server: Int) throws -> [Int] {
        // A file of the kernel's has no length.
        let bytes = try FileHandle(forReadingAtPath: "/proc/net/tcp")?.readToEnd() ?? Data()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 3, let remote = fields[2].split(separator: ":").last,
                Int(remote, radix: 16) == server,
                let local = fields[1].split(separator: ":").last
            else { return nil }
            return Int(local, radix: 16)
        }
    }

    /// A disk that really is full, where the tests may mount one.
    @Test(.needs(.mount, geteuid() == 0))
    func a_full_disk_while_staging_is_told_and_nothing_is_half_kept() async throws {
        let site = try await TestSite.make()
        let disk = try SmallDisk(mebibytes: 8)
        defer { disk.unmount() }
        var configuration = site.configuration
        configuration.freeBytes = 0
        let small = TestSite(
            t0: site.t0, folder: site.folder, directory: DataDirectory(disk.folder.file("data")),
            clock: site.clock,
            agencies: site.agencies, auditor: site.auditor, made: site.made, configuration: configuration)
        try FileManager.default.copyItem(atPath: site.directory.path, toPath: small.directory.path)
        try await small.serving { daemon in
            let visit = try await daemon.visit(small)
            let (source, next) = (try TestSource(small), try TestSource(small))
            let (kept, refused) = (try source.submission(to: visit.site), try next.submission(to: visit.site))
            let promised = try await visit.submit(kept)
            // All that is left but one page.
            let ballast = disk.folder.file("ballast")
            _ = FileManager.default.createFile(atPath: ballast, contents: nil)
            let handle = try #require(FileHandle(forWritingAtPath: ballast))
            while (try? handle.write(contentsOf: Data(count: 4_096))) != nil {}
            try handle.close()
            let reply = try await visit.send(.submit(refused.submit))
            #expect(reply.refusal == .resourceExhausted)
            #expect(try await daemon.node.store.status().pending == 1)
            #expect(try await daemon.visit(small).inbox(next).refusal == .notFound)
            // It lives, and what is there already is answered.
            #expect(try await visit.submit(kept) == promised)
            // A close finds no room either, and is made up for.
            small.clock.set(small.due(1))
            await #expect(throws: StoreError.full) { try await daemon.node.closeIfDue() }
            #expect(try await daemon.standing(of: source, small) == .pending)
            try FileManager.default.removeItem(atPath: ballast)
            small.clock.set(small.due(0) + 9)
            _ = try await visit.submit(refused)
            try await small.close(1, daemon)
            #expect(try await daemon.standing(of: next, small) == .kept)
        }
        try await small.verifyAll()
    }
}

extension [UInt8] {
    /// Whether `other` stands somewhere in it.
    fileprivate func holds(_ other: [UInt8]) -> Bool { Data(self).range(of: Data(other)) != nil }
}
