import AuditLog
import Console
import Files
import Foundation
@testable import Server
import Storage
import TestSupport
import Testing
import TransparencyLog
import Wire
import Words

/// What `status` and `check --data` see of a site's files, each by its code; and at first nothing.
@Suite(.timeLimit(.minutes(3))) struct StatusProblemTests {
    private func codes(_ site: TestSite) -> [String] {
        StatusReport.problems(of: site.directory, now: site.clock.now).map(\.code)
    }

    private func write(_ configuration: String, _ site: TestSite) throws {
        try Files.replace(site.directory.configuration, Array(configuration.utf8), secret: true, field: "")
    }

    @Test func settingsThatAStartWouldRefuse() async throws {
        let site = try await TestSite.make()
        #expect(codes(site) == [])
        try write(site.configuration.file.replacing("drain_s = 1", with: "drain_s = 301"), site)
        #expect(codes(site) == ["configuration_invalid"])
        try write(site.configuration.file, site)
        #expect(codes(site) == [])
    }

    /// Nine tenths warn; pages that are free again are room.
    @Test func roomForReports() async throws {
        let site = try await TestSite.make()
        var configuration = site.configuration
        configuration.payloadBytes = 64 << 20
        try write(configuration.file, site)
        let path = site.directory.file("payload.sqlite")
        let limit = configuration.payloadBytes
        #expect(truncate(path, off_t(limit / 10 * 9)) == 0)
        let warned = StatusReport.problems(of: site.directory, now: site.clock.now)
        #expect(warned.map(\.code) == ["intake_refused"] && warned.map(\.severity) == [.warning])
        #expect(truncate(path, off_t(limit)) == 0)
        #expect(StatusReport.problems(of: site.directory, now: site.clock.now).map(\.severity) == [.critical])
    }

    /// A file that SQLite finds damaged is named, by status and by a start; nothing traps.
    @Test func aDamagedFileIsNamed() async throws {
        let site = try await TestSite.make()
        let path = site.directory.file("log.sqlite")
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        let end = try handle.seekToEnd()
        for page in stride(from: UInt64(8_192), to: end, by: 4_096) {
            try handle.seek(toOffset: page + 100)
            try handle.write(contentsOf: Data(repeating: 0xff, count: 300))
        }
        try handle.close()
        let found = StatusReport.problems(of: site.directory, now: site.clock.now)
        #expect(found.map(\.code) == ["store_corrupt"] && found.map(\.severity) == [.critical])
        let words = found.first?.sentence.english ?? ""
        #expect(words.contains("'\(path)' is damaged") && words.contains("docs/runbook.md"))
        let error = await #expect(throws: DaemonError.self) { try await site.start() }
        #expect(error?.failure.message.contains("'\(path)' is damaged") == true)
    }

    /// A quorum that signed and signs no more: said after two epochs, critical when sources refuse the site.
    @Test func aLostQuorum() async throws {
        let site = try await TestSite.make()
        let t0 = site.due(0)
        try await site.serving { daemon in
            let shown = try Checkpoint(text: SignedNote([UInt8](daemon.node.site.reply.checkpoint.utf8)).text)
            for agency in 0..<2 {
                let line = try site.cosigner(agency).cosign(shown, at: site.clock.now).line
                _ = try await daemon.node.takeCosignature(line, size: 256)
            }
            #expect(codes(site) == [])
            try await site.close(1, daemon)
            #expect(codes(site) == [])
            try await site.close(2, daemon)
            site.clock.set(t0 + 2 * TestSite.epochSeconds + 61)
            let lost = StatusReport.problems(of: site.directory, now: site.clock.now)
            #expect(lost.map(\.code) == ["quorum_lost"] && lost.map(\.severity) == [.warning])
            #expect(lost.first?.since == t0)
            try await site.close(3, daemon)
            site.clock.set(t0 + 2 * TestSite.epochSeconds + 3_601)
            let stale = StatusReport.problems(of: site.directory, now: site.clock.now)
            #expect(stale.map(\.code) == ["quorum_lost"] && stale.map(\.severity) == [.critical])
        }
    }

    @Test(
        arguments: [
            ("https://a.example", .scheme), ("kentongan://a", .scheme), ("a.example:80", .character(":")),
            ("a b", .character(" ")), ("A.example", .host), (".example", .host), ("-a.example", .host),
            ("a.example/", .path), ("a.example//b", .path), ("a.example/../b", .path), ("a.example", nil),
            ("a.example/log_1~x", nil), ("localhost", nil),
        ] as [(String, OriginFault?)])
    func aLogsName(_ origin: String, _ fault: OriginFault?) {
        #expect(OriginFault(origin) == fault)
    }

    @Test func whatInitWarnsOf() throws {
        var configuration = Configuration()
        var plan = SitePlan(
            origin: "a.example", agencies: [], auditor: nil, epochSeconds: 60, quorum: nil,
            configuration: configuration)
        #expect(plan.warnings == [.loopback(host: "127.0.0.1"), .noAuditor])
        configuration.public = Configuration.Address(host: "a.example", port: 7_443)
        plan.configuration = configuration
        #expect(plan.warnings == [.noAuditor])
    }
}
