import Age
import AuditLog
import Keys
import RPC
import Sealing
@testable import Server
import Source
import Testing
import TransparencyLog
import Verification
import Visit
import Wire

@Suite(.timeLimit(.minutes(3))) struct VisibilityTests {
    @Test func nothing_staged_visible_before_publish() async throws {
        let site = try await TestSite.make()
        try await site.serving { daemon in
            let (author, stranger) = (try TestSource(site), try TestSource(site))
            let visit = try await daemon.visit(site)
            let submission = try author.submission(to: visit.site)
            var observer = Observer(site: site, daemon: daemon, stranger: stranger, others: [])
            observer.envelope = submission.envelope

            let before = try await observer.observe()
            let promised = try await visit.submit(submission)
            observer.report = promised.promise.commitment
            #expect(try await observer.observe() == before)
            // Its author sees it.
            #expect(try await daemon.visit(site).inbox(author).refusal == nil)

            // The same of what reviewers and the source say to each other.
            try await site.close(1, daemon)
            observer.others = [author]
            observer.asks = false
            let asked = try await question(author, promised.promise.commitment, site, daemon)
            observer.envelope = sha256(asked.envelope)
            let published = try await observer.observe()
            let agency = try await daemon.review(site, .agency(site.agencies[0]))
            _ = try await agency.connection.review.ask(asked)
            let source = try await daemon.visit(site)
            _ = try await source.send(
                .reply(
                    author.reply(
                        to: source.site.keys[1], about: promised.promise.commitment, counter: 0, source))
            ).promised()
            let mine = Observer.Caller.agency(0)
            let now = try await observer.observe()
            // Whoever asked sees the question, and whoever answered the next answer's counter.
            let own = ["\(mine) staged", "inbox 1 0"]
            #expect(now.filter { !own.contains($0.key) } == published.filter { !own.contains($0.key) })
            #expect(own.allSatisfy { now[$0] != published[$0] })
            #expect(try await agency.staged().count == 1)
            try await site.close(2, daemon)
            #expect(try await observer.observe() != published)
            #expect(try await agency.staged().isEmpty)
        }
        try await site.verifyAll()
    }

    private func question(
        _ source: TestSource, _ report: Hash, _ site: TestSite, _ daemon: Daemon
    ) async throws -> Question {
        let key = site.agencies[0]
        let message = try Message(
            format: 1, direction: .question, kind: .words, report: report, agency: key.code, counter: 0,
            lastSeen: Message.nothingSeen, text: "Kapan?", signer: key.act.publicKey, signature: Signature()
        ).signed(by: key.act, reply: source.keys.replyRecipient, origin: site.made.origin)
        let envelope = try sealEnvelope(
            message: try message.encoded(), recipients: [.hybrid(publicKey: source.keys.replyRecipient)],
            random: testRandom)
        return Question(report: report, counter: 0, envelope: envelope)
    }

    /// Whether there was a report to others is not to be seen in anything that an agency is given.
    @Test func excluded_agency_same_bytes_with_and_without_report() async throws {
        var seen: [[String: [UInt8]]] = []
        var shapes: [[Int]] = []
        for reports in [0, 3] {
            let site = try await TestSite.make()
            try await site.serving { daemon in
                for _ in 0..<reports {
                    let visit = try await daemon.visit(site)
                    _ = try await visit.submit(
                        try TestSource(site).submission(to: visit.site, excluding: ["bkn"]))
                }
                try await site.close(1, daemon)
                let visit = try await daemon.review(site, .agency(site.agencies[1]))
                seen.append([
                    "openings": try await visit.openings().flatMap { try $0.encoded() },
                    "staged": try await visit.staged().flatMap { try $0.encoded() },
                    "size": Array("\(visit.site.checkpoint.checkpoint.size)".utf8),
                    "epoch": Array(
                        "\(visit.site.epoch.number) \(visit.site.epoch.scheduled) \(visit.site.epoch.first)"
                            .utf8),
                ])
                let audit = visit.connection.audit
                shapes.append(
                    try await visit.entries().map(\.count) + [
                        try await audit.checkpoint(CheckpointRequest()).checkpoint.utf8.count,
                        try await audit.tile(TileRequest(level: 0, index: 1, width: 256)).hashes.count,
                        try await audit.inclusion(InclusionRequest(index: 300, size: 512)).hashes.count,
                        try await audit.consistency(ConsistencyRequest(oldSize: 256, size: 512)).hashes.count,
                        try await visit.send(.site(SiteRequest())).encoded().count,
                    ])
                let report = try await site.verify(.agency(site.agencies[1]))
                #expect(report.result == .ok)
                #expect(report.counts.opened == 0)
                #expect(try await site.verify(.agency(site.agencies[0])).counts.opened == UInt64(reports))
            }
        }
        #expect(seen[0] == seen[1])
        #expect(shapes[0] == shapes[1])
    }
}

/// Asks a server everything that anybody can ask.
private struct Observer {
    enum Caller: Hashable {
        case agency(Int)
        case auditor
    }

    let site: TestSite
    let daemon: Daemon
    let stranger: TestSource
    /// Sources whose inboxes are looked at too.
    var others: [TestSource]
    /// What to ask for by name.
    var envelope = Hash()
    var report = Hash()
    /// Whether to try to ask and act: refused while the report is not published.
    var asks = true

    /// Every answer's bytes, by what was asked.
    func observe() async throws -> [String: [UInt8]] {
        var seen: [String: [UInt8]] = [:]
        let visit = try await daemon.visit(site)
        seen["site"] = try await visit.send(.site(SiteRequest())).encoded()
        for (number, source) in ([stranger] + others).enumerated() {
            let visit = try await daemon.visit(site)
            for item: UInt32 in 0..<3 {
                seen["inbox \(number) \(item)"] = try await visit.inbox(source, item: item).encoded()
            }
        }
        let start = UploadStart(
            authentication: try visit.authentication(.source, stranger.keys.mailbox), upload: Nonce(),
            length: 31_744, counter: 0)
        seen["upload"] = try await answer { try await visit.connection.upload.startUpload(start) }
        try await observe(visit.connection.audit, &seen)
        try await observe(.auditor, .auditor(site.auditor), &seen)
        for (number, key) in site.agencies.enumerated() {
            try await observe(.agency(number), .agency(key), &seen)
        }
        return seen
    }

    private func observe(_ audit: AuditStub, _ seen: inout [String: [UInt8]]) async throws {
        seen["checkpoint"] = try await answer { try await audit.checkpoint(CheckpointRequest()) }
        let size = daemon.node.site.size
        for end in [size, size + 1, size + 256] {
            seen["entries \(end)"] = try await answers { audit.entries(EntriesRequest(first: 0, end: end)) }
            let inclusion = InclusionRequest(index: end - 1, size: end)
            seen["inclusion \(end)"] = try await answer { try await audit.inclusion(inclusion) }
            let consistency = ConsistencyRequest(oldSize: 1, size: end)
            seen["consistency \(end)"] = try await answer { try await audit.consistency(consistency) }
        }
        for level in UInt8(0)..<3 {
            for index in UInt64(0)..<4 {
                for width: UInt16 in [1, 2, 256] {
                    let tile = TileRequest(level: level, index: index, width: width)
                    seen["tile \(level) \(index) \(width)"] = try await answer { try await audit.tile(tile) }
                }
            }
        }
    }

    private func observe(_ caller: Caller, _ key: KeyFile, _ seen: inout [String: [UInt8]]) async throws {
        let review = try await daemon.review(site, key).connection.review
        seen["\(caller) openings"] = try await answers { review.openings(OpeningsRequest(first: 0)) }
        seen["\(caller) staged"] = try await answers { review.staged(StagedRequest()) }
        seen["\(caller) envelope"] = try await answers {
            review.envelope(EnvelopeRequest(envelope: envelope, offset: 0))
        }
        guard asks, case .agency(let agency) = key else { return }
        let sealed = try sealEnvelope(
            message: [1], recipients: [.hybrid(publicKey: stranger.keys.replyRecipient)], random: testRandom)
        let question = Question(report: report, counter: 0, envelope: sealed)
        seen["\(caller) ask"] = try await answer { try await review.ask(question) }
        let act = try Act(
            format: 1, kind: .state, report: report, agency: agency.code, counter: 0, previous: Hash(),
            state: .triage,
            outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(),
            signer: agency.act.publicKey, second: nil, signature: Signature()
        ).signed(by: agency.act, origin: site.made.origin)
        seen["\(caller) act"] = try await answer { try await review.act(ActRequest(act: act, reason: nil)) }
    }

    private func answer(_ body: () async throws -> some WireMessage) async throws -> [UInt8] {
        do { return try await body().encoded() } catch let error as RPCError { return Array("\(error)".utf8) }
    }

    private func answers<Reply>(_ body: () -> ReplyStream<Reply>) async throws -> [UInt8] {
        do {
            return try await body().all().flatMap { try $0.encoded() }
        } catch let error as RPCError {
            return Array("\(error)".utf8)
        }
    }
}
