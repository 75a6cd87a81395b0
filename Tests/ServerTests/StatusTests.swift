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

/// `status` and the log say in time what will keep sources away.
@Suite(.timeLimit(.minutes(3))) struct StatusTests {
    private static let day: UInt64 = 86_400

    private func status(_ site: TestSite) throws -> StatusReport {
        try StatusReport(of: site.directory, now: site.clock.now)
    }

    private func descriptor(_ site: TestSite) throws -> SiteDescriptor {
        try Renewal.read(site.directory.descriptor)
    }

    @Test func allIsWellAtFirst() async throws {
        let site = try await TestSite.make()
        let report = try status(site)
        #expect(report.exitCode == 0 && report.concerns == [])
        #expect(report.guardStanding == .ok)
        #expect(report.clock == .expected)
        let json = report.json.text
        for field in [
            "\"descriptor_expires\":\"2027-04-15\"", "\"agency_keys_expire\":\"", "\"guard\":\"ok\"",
            "\"clock\":{\"state\":\"ok\",\"epochs\":null,\"seconds\":null,\"kernel\":\"unknown\"}",
        ] {
            #expect(json.contains(field), "\(field) in \(json)")
        }
        #expect(try descriptor(site).notAfter == 1_807_747_200)
    }

    /// What runs out is said by the log at the start, and by the exit code; each at its time.
    @Test(
        arguments: [
            (22 * day, 0, nil), (20 * day, 1, "holds until"), (6 * day, 2, "holds until"),
            (0, 2, "holds until"),
        ] as [(UInt64, Int32, String?)])
    func anEndIsAnnounced(_ left: UInt64, _ code: Int32, _ words: String?) async throws {
        let site = try await TestSite.make()
        site.clock.set(try descriptor(site).notAfter - left)
        let notices = Notices()
        try await site.running(notices: notices, isClockAccepted: true) { _ in
            guard let words else { return try await Task.sleep(for: .milliseconds(100)) }
            try await until { notices.all.contains { $0.contains(words) } }
        }
        #expect(notices.all.contains { $0.contains("description") } == (words != nil))
        let report = try status(site)
        #expect(report.exitCode == code, "\(report.concerns)")
        if code > 0 {
            #expect(report.text(.english).contains("the site's description holds until 15 April 2027"))
        }
    }

    @Test func whatRanOutIsNoSignOfFraud() async throws {
        let site = try await TestSite.make()
        site.clock.set(try descriptor(site).notAfter + 1)
        let notices = Notices()
        try await site.running(notices: notices, isClockAccepted: true) { _ in
            try await until { notices.all.contains { $0.contains("ran out on") } }
        }
        let words = """
            the site's description ran out on 15 April 2027; this is no sign of fraud; the operator must renew it
            """
        #expect(notices.all.contains { $0.hasPrefix(words + "; to do: ") })
        #expect(
            try status(site).text(.english).contains("CRITICAL        descriptor_expires: \(words); to do: "))
        #expect(try status(site).exitCode == 2)
    }

    @Test func theGuardIsShown() async throws {
        let site = try await TestSite.make()
        let old = try Files.read(site.directory.file("guard"), limit: 1_000)
        try await site.serving { try await site.close(1, $0) }
        #expect(try status(site).exitCode == 0)
        let text = String(decoding: try Files.read(site.directory.file("guard"), limit: 1_000), as: UTF8.self)
        let guards: [(String?, StoreInspection.GuardStanding)] = [
            (String(decoding: old, as: UTF8.self), .behind), (text + "\n", .unreadable), (nil, .missing),
            (text.replacing("\n512\n", with: "\n768\n"), .ahead),
            (text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n\(Hash().hex)\n", .differs),
        ]
        for (text, standing) in guards {
            if let text {
                try Files.replace(site.directory.file("guard"), Array(text.utf8), secret: true, field: "")
            } else {
                try FileManager.default.removeItem(atPath: site.directory.file("guard"))
            }
            let report = try status(site)
            #expect(report.guardStanding == standing)
            #expect(report.exitCode == 2)
            #expect(report.json.text.contains("\"guard\":\"\(standing.rawValue)\""))
            // The control: what status says keeps a server from starting.
            await #expect(throws: DaemonError.self) { try await site.start() }
        }
        try Files.replace(site.directory.file("guard"), Array(text.utf8), secret: true, field: "")
        #expect(try status(site).exitCode == 0)
    }

    @Test func witnessesAreShownAsTheDiskKnowsThem() async throws {
        let site = try await TestSite.make()
        let now = site.clock.now
        try await site.serving { daemon in
            let shown = try Checkpoint(text: SignedNote([UInt8](daemon.node.site.reply.checkpoint.utf8)).text)
            let line = try site.cosigner(0).cosign(shown, at: site.clock.now - 5).line
            _ = try await daemon.node.takeCosignature(line, size: 256)
            try await site.close(1, daemon)
        }
        let cosigners = try status(site).cosigners
        #expect(cosigners.map(\.name) == ["bawaslu", "bkn", "auditor"].map { "\(site.made.origin)/\($0)" })
        #expect(cosigners.map(\.size) == [256, 0, 0])
        #expect(cosigners.map(\.age) == [site.due(1) - now + 5, nil, nil])
        #expect(cosigners.map(\.hasSigned) == [false, false, false])
        #expect(try status(site).exitCode == 0)
    }

    /// The newest epoch is old, the disk is nearly full, a witness is away.
    @Test func otherConcerns() async throws {
        var site = try await TestSite.make()
        site.clock.set(site.due(3) + 1)
        #expect(try status(site).problems.map(\.code) == ["late"])
        #expect(try status(site).exitCode == 2)
        site.clock.set(site.due(50))
        #expect(try status(site).problems.map(\.code) == ["clock_ahead", "late"])
        site.clock.set(site.due(0))
        site.configuration.freeBytes = 1 << 40
        try Files.replace(
            site.directory.configuration, Array(site.configuration.file.utf8), secret: true, field: "")
        #expect(try status(site).concerns == [.disk(limit: 1 << 40)])
    }

    @Test func aCardThatRanOutIsRefused() async throws {
        let site = try await TestSite.make()
        let card = try SitePlan.agencyCard(site.folder.file("bkn/agency.card"))
        func plan(_ name: String, now: UInt64) async throws {
            let plan = SitePlan(
                origin: "uji.example/lain", agencies: [card], auditor: nil, epochSeconds: 60, quorum: nil,
                configuration: Configuration())
            _ = try await plan.create(
                in: DataDirectory(site.folder.file(name)), rootKeyPath: site.folder.file("\(name).key"),
                now: now, random: testRandom)
        }
        let error = await #expect(throws: SitePlanError.self) {
            try await plan("late", now: card.keys.notAfter + 1)
        }
        let failure = try #require(error?.failure)
        #expect(failure.kind == .badInput && failure.field == "--agency")
        #expect(failure.message.contains("bkn, 'Kantor bkn', ran out on 15 January 2028"))
        #expect(!FileManager.default.fileExists(atPath: site.folder.file("late.key")))
        // The last second is good.
        try await plan("just", now: card.keys.notAfter)
    }
}
