import Age
import AuditLog
import Cases
import Console
import Foundation
import Keys
import RPC
import Review
import Sealing
@testable import Server
import Storage
import TestSupport
import Testing
import Verification
import Wire
import Words

/// What a real site says month by month, over TLS and through time, and the page that anybody makes of it.
///
/// Epoch 0 is due on 15 January 2027 at 15.00 WIB, one an hour: January is over at epoch 393, February at 1065, March
/// at 1809.
@Suite(.timeLimit(.minutes(5))) struct MonthStatementsTests {
    private static let codes = ["bawaslu", "bkn", "inspektorat"]

    /// A site whose public files are written.
    private func made() async throws -> TestSite {
        var site = try await TestSite.make(codes: Self.codes)
        site.configuration.publishDirectory = site.folder.file("public")
        return site
    }

    /// Reports, some of them not to an agency; what the log will show of them.
    private func report(
        _ count: Int, excluding: [AgencyCode] = [], purpose: Purpose = .report, _ site: TestSite,
        _ daemon: Daemon
    ) async throws -> [Hash] {
        let visit = try await daemon.visit(site)
        var reports: [Hash] = []
        for _ in 0..<count {
            let submission = try TestSource(site).submission(
                to: visit.site, excluding: excluding, purpose: purpose)
            reports.append(try await visit.submit(submission).promise.commitment)
        }
        await visit.close()
        return reports
    }

    /// An agency's next act on each report.
    private func act(
        on reports: [Hash], _ counter: UInt32, after previous: [Act] = [], by agency: Int = 0,
        to state: CaseState, _ outcome: Outcome = .none, due: DueClass = .none, _ site: TestSite,
        _ daemon: Daemon
    ) async throws -> [Act] {
        let key = site.agencies[agency]
        let review = try await daemon.review(site, .agency(key))
        let recipient = Recipient.hybrid(publicKey: daemon.node.site.keys[agency].recipient)
        var acts: [Act] = []
        for (place, report) in reports.enumerated() {
            let before = try previous.isEmpty ? Hash() : sha256(previous[place].encoded())
            // A decision gives a reason, sealed to three agencies and to the source.
            let reason =
                try state == .decided
                ? sealEnvelope(
                    message: testRandom(100), recipients: [recipient, nil, nil, nil], random: testRandom)
                : nil
            let act = try Act(
                format: 1, kind: .state, report: report, agency: key.code, counter: counter, previous: before,
                state: state, outcome: outcome, due: due, other: "", related: Hash(),
                reason: reason.map { sha256($0) } ?? Hash(), signer: key.act.publicKey, second: nil,
                signature: Signature()
            ).signed(by: key.act, origin: site.made.origin)
            _ = try await review.connection.review.act(ActRequest(act: act, reason: reason))
            acts.append(act)
        }
        await review.close()
        return acts
    }

    /// Epochs in steps that a clock is believed.
    private func go(to epoch: UInt64, _ site: TestSite, _ daemon: Daemon) async throws {
        while daemon.node.site.epoch.number < epoch {
            try await site.close(min(daemon.node.site.epoch.number + 40, epoch), daemon)
        }
    }

    private func attest(_ site: TestSite, _ daemon: Daemon, tests: String? = nil) async throws -> AttestAnswer
    {
        let clock = site.clock
        let environment = Environment(
            now: { clock.now }, random: testRandom,
            dialogue: Dialogue(language: .english, isInteractive: false, read: { nil }, write: { _ in }))
        return try await AttestRun(
            keyFile: site.folder.file("auditor/auditor.key"), state: site.folder.file("auditor.state"),
            onlyNew: true, asksFirst: false, cosigns: false, tests: tests, environment: environment
        ).run(SiteAddress(link: daemon.link))
    }

    private func figures(_ report: AuditReport, _ month: String, _ agency: AgencyCode) throws -> [String] {
        let month = try #require(CalendarMonth(iso: month))
        let said = try #require(report.figures[month])
        return try #require(said.agencies.first { $0.agency == agency }).figures.map { figure in
            "\(figure.measure.word) \(figure.code) \(figure.cases.lowest)"
                + (figure.age.lowest.map { " \($0)" } ?? "")
        }
    }

    /// Reports, acts, tests and the auditor's word of January; ten reports of February.
    private func beginning(_ site: TestSite, _ daemon: Daemon) async throws {
        let reports = try await report(24, site, daemon)
        let others = try await report(6, excluding: ["bkn"], purpose: .canary, site, daemon)
        try await site.close(1, daemon)
        let first = try await act(on: reports, 0, to: .examination, due: .study, site, daemon)
        try await site.close(2, daemon)
        _ = try await act(
            on: Array(reports.prefix(6)), 1, after: first, to: .decided, .noViolation, site, daemon)
        try await go(to: 392, site, daemon)
        try await name(others, site, daemon)
        try await site.close(393, daemon)
        let answer = try await attest(site, daemon)
        #expect(answer.exitCode == 0)
        #expect(months(answer) == ["2027-01"])
        try await site.close(394, daemon)
        _ = try await report(10, site, daemon)
        try await site.close(395, daemon)
    }

    /// The last batch of January is closed: now, and not before, its tests may be named.
    private func name(_ tests: [Hash], _ site: TestSite, _ daemon: Daemon) async throws {
        let list = "# uji\n\(tests[0].hex)\n\(tests[1].hex)\n\(Hash().hex)\n"
        let named = try #require(try await attest(site, daemon, tests: list).tests)
        #expect(named.months.map { $0.month.text } == ["2027-01"])
        #expect(named.months.first?.canaries.count == 2)
        #expect(named.later == 1)
    }

    private func months(_ answer: AttestAnswer) -> [String] {
        (answer.said?.months ?? []).map { $0.month.text }
    }

    @Test func aSiteSaysItsMonths() async throws {
        let site = try await made()
        try await site.serving { daemon in try await beginning(site, daemon) }
        let january = try await site.verify(.auditor(site.auditor))
        #expect(january.failures == [])
        #expect(january.months.map { $0.isAttested } == [true])
        #expect(january.months.map { $0.isRecomputed } == [true])
        // 28 reports are left of 30; six are decided, 18 examined and late, four lie where they came in.
        #expect(
            try figures(january, "2027-01", "bawaslu") == [
                "received 0 20", "open 0 20", "step 6 5 14", "overdue 0 20", "overdue 6 5", "decided 0 5",
                "decided 1 5",
            ])
        #expect(
            try figures(january, "2027-01", "bkn") == [
                "received 0 20", "open 0 20", "step 1 20 14", "overdue 0 20", "overdue 1 20",
            ])
        // Down through the ends of February and March: each is said, in one batch.
        site.clock.set(site.due(1_900))
        try await site.serving(isClockAccepted: true) { daemon in
            #expect(daemon.node.site.epoch.number == 1_900)
            let answer = try await attest(site, daemon)
            #expect(months(answer) == ["2027-02", "2027-03"])
            try await site.close(1_901, daemon)
        }
        for key in [nil, .auditor(site.auditor)] + site.agencies.map({ KeyFile.agency($0) }) {
            let report = try await site.verify(key)
            #expect(report.failures == [])
            #expect(report.months.map { $0.month.text } == ["2027-01", "2027-02", "2027-03"])
            #expect(report.months.map { $0.isAttested } == [true, true, true])
        }
        let later = try await site.verify()
        #expect(try figures(later, "2027-02", "bkn").prefix(2) == ["received 0 5", "open 0 20"])
        #expect(try figures(later, "2027-03", "bkn").first == "open 0 20")
        try await page(of: site)
    }

    /// The page, the data and the script, of the files that the site publishes.
    private func page(of site: TestSite) async throws {
        let out = site.folder.file("angka")
        let tiles = site.folder.file("public")
        let target = LogTarget.tiles(tiles, logKey: site.directory.path + "/log.vkey")
        let made = try await FiguresRun(target, into: out, month: nil).run(now: site.clock.now)
        #expect(made.months.count == 3)
        func read(_ name: String) throws -> String {
            try String(contentsOfFile: "\(out)/\(name)", encoding: .utf8)
        }
        try look(at: "\(out)/index.html")
        try await unpinned(tiles, site)
        let page = try read("index.html")
        for word in ["<script", "http:", "https:", "src=", "url(", "@import"] {
            #expect(!page.contains(word))
        }
        for word in [
            "dugaan", "allegations", "dihitung ulang dan ditandatangani auditor", "Kajian dan pemeriksaan",
            "Study and examination",
            "Maret 2027", "March 2027", "0–4",
        ] { #expect(page.contains(word), "\(word)") }
        #expect(try read("data.csv").contains("2027-01,bawaslu,decided,1,no_violation,5,19,,,true\r\n"))
        #expect(try read("recompute.py").split(separator: "\n").count < 100)
        #expect(try run(["\(out)/recompute.py", tiles]) == 0)
        #expect(try run(["\(out)/recompute.py"]) == 64)
        #expect(try run(["\(out)/recompute.py", "\(tiles)/nowhere"]) == 64)
        // A figure, a month's standing, a month and a tile that are not what they were.
        let data = try read("data.json")
        for (was, becomes) in [
            ("\"band\":2", "\"band\":3"), ("\"countersigned\":true", "\"countersigned\":false"),
            ("\"month\":\"2027-01\"", "\"month\":\"2026-12\""),
        ] {
            let other = site.folder.file("other.json")
            let range = try #require(data.range(of: was))
            try data.replacingCharacters(in: range, with: becomes)
                .write(toFile: other, atomically: true, encoding: .utf8)
            #expect(try run(["\(out)/recompute.py", tiles, other]) == 1, "\(was)")
        }
        let tile = "\(tiles)/tile/entries/000"
        var bytes = try #require(FileManager.default.contents(atPath: tile))
        bytes[bytes.count / 2] ^= 1
        try FileManager.default.removeItem(atPath: tile)
        try bytes.write(to: URL(fileURLWithPath: tile))
        #expect(try run(["\(out)/recompute.py", tiles]) == 1)
        // And no page is made of such a log.
        await #expect(throws: FiguresError.self) {
            _ = try await FiguresRun(target, into: site.folder.file("neu"), month: nil).run(
                now: site.clock.now)
        }
    }

    /// A verifier without the log's key from elsewhere says so.
    private func unpinned(_ tiles: String, _ site: TestSite) async throws {
        let out = site.folder.file("tanpa-kunci")
        _ = try await FiguresRun(.tiles(tiles, logKey: nil), into: out, month: nil).run(now: site.clock.now)
        let page = try String(contentsOfFile: "\(out)/index.html", encoding: .utf8)
        for words in ["tidak dibandingkan dengan sumber lain", "compared with nothing"] {
            #expect(page.contains(words))
        }
    }

    /// Chromium with all of axe's rules.
    private func look(at page: String) throws {
        let python = packageFile(".build/desk-venv/bin/python")
        guard [python, "/usr/bin/chromium"].allSatisfy(FileManager.default.isExecutableFile(atPath:)) else {
            return tellSkipped(needing: .browsers)
        }
        #expect(try run([packageFile("tools/desk/page.py"), page], by: python) == 0)
    }

    private func run(_ arguments: [String], by python: String = "/usr/bin/python3") throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What verifiers would refuse, the server does.
    @Test func onlyTheAuditorSaysAnythingOfAMonth() async throws {
        let site = try await made()
        try await site.serving { daemon in
            let reports = try await report(2, site, daemon)
            try await site.close(1, daemon)
            let auditor = try await daemon.review(site, .auditor(site.auditor)).connection.review
            let agency = try await daemon.review(site, .agency(site.agencies[0])).connection.review
            func said(_ kind: StatementKind, _ body: [UInt8], by key: SigningKey? = nil) throws -> Said {
                let key = key ?? site.auditor.key
                return Said(
                    statement: try Statement(
                        kind: kind, signer: key.publicKey, body: body, signature: Signature()
                    ).signed(by: key, origin: site.made.origin))
            }
            func naming(
                _ report: Hash, off: UInt64 = 0, year: UInt16 = 2027, month: UInt8 = 1
            ) async throws -> [UInt8] {
                let index = try #require(
                    try await daemon.node.store.publishedReport(report, of: "bawaslu")?.index)
                return try CanariesOpened(
                    format: 1, year: year, month: month,
                    canaries: [Canary(index: index + off, commitment: report)]
                ).encoded()
            }
            let name = try await naming(reports[0])
            #expect(
                try await code { try await auditor.say(said(.canariesOpened, name)) } == .failedPrecondition)
            try await go(to: 393, site, daemon)
            #expect(try await code { try await agency.say(said(.canariesOpened, name)) } == .permissionDenied)
            #expect(
                try await code {
                    try await auditor.say(said(.canariesOpened, name, by: site.agencies[0].act))
                } == .unauthenticated)
            let off = try await naming(reports[0], off: 1)
            #expect(try await code { try await auditor.say(said(.canariesOpened, off)) } == .notFound)
            let before = try await naming(reports[0], year: 2026, month: 12)
            #expect(try await code { try await auditor.say(said(.canariesOpened, before)) } == .notFound)
            #expect(try await code { try await auditor.say(said(.aggregate, [0, 1])) } == .invalidArgument)
            #expect(
                try await code { try await auditor.say(said(.attestedFigures, [0, 1])) } == .invalidArgument)
            func attested(_ month: UInt8, _ hash: Hash) throws -> [UInt8] {
                try AttestedFigures(format: 1, year: 2027, month: month, aggregate: hash).encoded()
            }
            #expect(
                try await code { try await auditor.say(said(.attestedFigures, attested(2, Hash()))) }
                    == .notFound)
            #expect(
                try await code { try await auditor.say(said(.attestedFigures, attested(1, Hash()))) }
                    == .failedPrecondition)
            // Late, and still taken: it goes out of what comes.
            #expect(try await auditor.say(said(.canariesOpened, name)).epoch == 394)
            try await site.close(394, daemon)
        }
        #expect(try await site.verify(.auditor(site.auditor)).failures == [])
        // What an agency reads as a report is no test.
        let misled = try await site.verify(.agency(site.agencies[0]))
        #expect(misled.failures.map(\.code) == [.statementInvalid])
    }
}
