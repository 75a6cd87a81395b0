import AuditLog
import Cases
import Console
import Files
import Foundation
import Keys
@testable import Review
import Sealing
import Synchronization
import TestSupport
import Testing
@testable import Verification
import Wire
import Words

@Suite struct ReviewSiteTests {
    private let sample: SampleReview
    private let report: Hash
    private let site: SampleReviewSite
    private let folder: TemporaryFolder
    private var agency: KeyFile { .agency(sample.bawaslu) }

    init() throws {
        (sample, report) = try SampleReview.busy()
        site = try SampleReviewSite(sample)
        folder = try TemporaryFolder()
    }

    private func open(_ id: Hash, out: String = "out") async throws -> OpenedCase {
        let session = try await site.session(agency)
        return try await ReviewOpen.run(
            String(id.hex.prefix(12)), session: session, key: sample.bawaslu, path: folder.file(out),
            language: .english, now: SampleReview.now)
    }

    private func verify(_ key: KeyFile?) async throws -> VerifyOutcome {
        let source =
            if let key {
                SiteLog(try await site.session(key))
            } else {
                SiteLog(try await site.connect())
            }
        return try await VerifyRun(source: source, pins: try sample.pins, key: key).run(kept: nil)
    }

    @Test func listsOwnReports() async throws {
        let list = try await ReviewList.fetch(
            try await site.session(agency), key: sample.bawaslu, now: SampleReview.now)
        #expect(list.rows.count == 3)
        #expect(list.rows.compactMap(\.epoch).sorted() == [1, 1, 2])
        #expect(list.isWhole && list.rows.allSatisfy(\.isProven))
        #expect(list.rows.allSatisfy { $0.state == .received && $0.agencies == ["bawaslu", "bkpsdm"] })
        #expect(list.rows.contains { $0.id == report && $0.cells == 1 })
        #expect(list.warnings(.english) == [])
    }

    @Test func opensAReportWithEvidenceAndSupplement() async throws {
        let opened = try await open(report)
        #expect(opened.outcome == .opened && opened.unreadable == [])
        let out = try folder.names().filter { $0.hasPrefix("out/") }.map { String($0.dropFirst(4)) }
        #expect(
            out == [
                "envelope.age", "evidence/01-etc_passwd", "evidence/02-foto_gpj.exe", "evidence/03-_CON",
                "manifest.json", "report.json", "report.txt", "supplements/0.age",
            ])
        for name in out { #expect(try folder.mode("out/\(name)") == 0o600) }
        #expect(try folder.mode("out") == 0o700)
        #expect(try folder.read("out/evidence/01-etc_passwd") == "satu")
        #expect(try folder.bytes("out/evidence/03-_CON") == [UInt8](repeating: 9, count: 70_000))
        #expect(sample.envelopes[sha256(try folder.bytes("out/envelope.age"))] != nil)
        let json = try folder.read("out/report.json")
        #expect(json.contains("\"category\":\"taking_sides\""))
        #expect(json.contains("\"event_date\":\"2024-11-06\""))
        #expect(json.contains("\"story\":\"Sekretaris dinas mengarahkan pegawai pada apel pagi.\""))
        #expect(json.contains("\"labels\":{\"category\":\"Openly taking sides\""))
        let manifest = try folder.read("out/manifest.json")
        #expect(
            manifest.hasPrefix(
                "{\"files\":[{\"name\":\"01-etc_passwd\",\"original_name\":\"../../etc/passwd\""))
        #expect(manifest.contains("\"original_name\":\"foto\\u202egpj.exe\""))
        #expect(manifest.contains("\"bytes\":70000"))
        _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
        _ = try JSONSerialization.jsonObject(with: Data(manifest.utf8))
    }

    @Test func anAttachmentThatNeverCameIsSaid() async throws {
        #expect(try await open(report).missing == [])
        var sample = sample
        let announced = try sample.report(try sample.source(3), files: [("a\u{202e}.jpg", [1, 2, 3])])
        try sample.close(6)
        let site = try SampleReviewSite(sample)
        let opened = try await ReviewOpen.run(
            announced.hex, session: try await site.session(agency), key: sample.bawaslu,
            path: folder.file("announced"), language: .english, now: SampleReview.now)
        #expect(opened.isWhole && opened.missing.map(\.hash) == [sha256([1, 2, 3])])
        #expect(try folder.read("announced/manifest.json").contains("\"missing\":[{\"original_name\""))
        #expect(opened.text(.english).contains("an announced attachment never came: a"))
        #expect(!opened.text(.english).contains("\u{202e}"))
    }

    @Test func anUnprovenSupplementIsNotOpened() async throws {
        var sample = sample
        try sample.supplement(to: report, try sample.source(1), counter: 2, files: [])
        try sample.close(6)
        let site = try SampleReviewSite(sample)
        let opened = try await ReviewOpen.run(
            report.hex, session: try await site.session(agency), key: sample.bawaslu,
            path: folder.file("out"), language: .english, now: SampleReview.now)
        #expect(opened.doubts.map(\.fault) == [.counter(expected: 1, found: 2)])
        #expect(!opened.isWhole && !opened.files.contains("supplements/2.age"))
        #expect(opened.text(.english).contains("NOT PROVEN: message_posted at entry"))
    }

    @Test func aKeySetThatTheLogNeverNamedIsNotBelieved() async throws {
        var sample = sample
        let strange = try sample.report(try sample.source(3), keySet: sha256([9]))
        try sample.close(6)
        let site = try SampleReviewSite(sample)
        let opened = try await ReviewOpen.run(
            strange.hex, session: try await site.session(agency), key: sample.bawaslu,
            path: folder.file("out"), language: .english, now: SampleReview.now)
        #expect(opened.outcome == .unknownKeySet(sha256([9])) && !opened.isWhole)
        #expect(opened.json.text.contains("\"result\":\"key_unknown\""))
        #expect(site.content.withLock { $0.acted } == [])
        let outcome = try await VerifyRun(
            source: SiteLog(try await site.session(agency)), pins: try sample.pins, key: agency
        ).run(kept: nil)
        #expect(outcome.unknownKeySets == [strange] && outcome.report.failures == [])
        #expect(VerifyAnswer(outcome).text(.english).contains("key_unknown: record \(strange.hex)"))
    }

    @Test func garbageIsSaidAndKept() async throws {
        let garbage = try #require(
            sample.openings.last { if case .reportReceived = $0.opening.record.body { true } else { false } })
        let opened = try await open(try Commitment.of(garbage.opening))
        guard case .garbage = opened.outcome else { throw Missing() }
        #expect(!opened.isWhole)
        #expect(try folder.names() == ["out/envelope.age"])
    }

    @Test func anotherEnvelopeIsNotOpened() async throws {
        site.content.withLock { content in
            for hash in content.envelopes.keys { content.envelopes[hash]?[20_000] ^= 1 }
        }
        let opened = try await open(report)
        guard case .wrongEnvelope = opened.outcome else { throw Missing() }
        #expect(try folder.names() == [])
    }

    /// Another report's envelope under this one's hash would have another hash.
    @Test func swappedEnvelopeIsNotOpened() async throws {
        let other = try #require(sample.envelopes.values.first { $0.count > 40_000 })
        site.content.withLock { content in
            for hash in content.envelopes.keys { content.envelopes[hash] = other }
        }
        guard case .wrongEnvelope = try await open(report).outcome else { throw Missing() }
        #expect(try folder.names() == [])
    }

    @Test func reportThatIsNotInTheLogIsRefused() async throws {
        var sample = sample
        let forged = try sample.stage(
            .reportReceived(ReportReceived(agencies: ["bawaslu", "bkpsdm"], envelope: Hash())))
        let opening = Opening(
            nonce: Nonce(),
            record: Record(
                format: 1,
                body: .reportReceived(ReportReceived(agencies: ["bawaslu"], envelope: forged))))
        site.content.withLock { $0.openings = [OpenedEntry(index: 300, opening: opening, length: 31_744)] }
        let failure = await #expect(throws: VerificationError.self) {
            try await open(try Commitment.of(opening))
        }
        #expect(failure?.kind == .untrusted)
    }

    @Test func usedFolderIsRefused() async throws {
        try folder.write("out/x", [1])
        let failure = await #expect(throws: OutputFolderError.self) { try await open(report) }
        #expect(failure?.kind == .outputExists)
    }

    @Test func strangersAreRefused() async throws {
        let folder = try TemporaryFolder()
        let random = SampleBytes(77)
        _ = try AgencyKeygen(code: "bawaslu", name: "x").create(
            in: folder.path, now: 0, random: { random($0) })
        let stranger = try KeyFile.read(folder.file("agency.key"))
        let failure = await #expect(throws: VerificationError.self) { try await site.session(stranger) }
        #expect(failure?.kind == .unauthorised)
    }

    @Test func asksTheSource() async throws {
        let session = try await site.session(agency)
        let source = try sample.source(1)
        for counter in 0..<2 {
            let asked = try await ReviewAsk.run(
                report.hex, text: "Pukul berapa apel itu?\n", session: session, key: sample.bawaslu,
                now: SampleReview.now, random: { sample.random($0) })
            #expect(asked.counter == UInt32(counter))
            #expect(asked.epoch == SampleReview.promised)
        }
        let question = try #require(site.content.withLock { $0.asked.first })
        let record = MessagePosted(
            agencies: ["bawaslu"], report: report, direction: .question, agency: "bawaslu", counter: 0,
            envelope: sha256(question.envelope))
        let message = try Message.verified(
            try openEnvelope(question.envelope, identity: source.reply), record: record,
            envelope: sha256(question.envelope), reply: source.replyRecipient,
            signers: [sample.bawaslu.act.publicKey], origin: sample.origin)
        #expect(message.text == "Pukul berapa apel itu?")
        #expect(message.lastSeen == .max)
    }

    @Test(arguments: ["", " \n", String(repeating: "a", count: 4_001)])
    func questionsAreBounded(_ text: String) {
        let failure = #expect(throws: AskingError.self) { try ReviewAsk.checked(text) }
        #expect(failure?.limit == 4_000)
    }

    @Test func anyoneVerifies() async throws {
        let outcome = try await verify(nil)
        #expect(outcome.report.failures == [])
        #expect(outcome.report.result == .ok)
        #expect(outcome.report.counts.entries == 1_024)
    }

    @Test func agencyVerifiesWhatItWasGiven() async throws {
        let outcome = try await verify(agency)
        #expect(outcome.report.failures == [])
        #expect(outcome.report.level == .agency("bawaslu"))
        #expect(outcome.report.counts.opened == 4)
        #expect(outcome.report.counts.envelopes == 4)
        #expect(outcome.report.counts.garbage == 1)
        #expect(outcome.report.counts.filler == 0)
    }

    @Test func auditorAccountsForEverything() async throws {
        let outcome = try await verify(.auditor(sample.auditor))
        #expect(outcome.report.failures == [])
        let counts = outcome.report.counts
        #expect(counts.opened == counts.sealed)
        #expect(counts.filler == counts.sealed - 4)
        #expect(counts.unopenable == 0)
    }

    @Test func missingEnvelopeIsAMismatch() async throws {
        site.content.withLock { $0.envelopes = [:] }
        let outcome = try await verify(agency)
        #expect(outcome.report.result == .failed)
        #expect(Set(outcome.report.failures.map(\.code)) == [.envelopeMismatch])
        #expect(outcome.report.failureCount == 4)
    }

    @Test func changedOpeningIsAMismatch() async throws {
        site.content.withLock { $0.openings[5].opening.nonce = Nonce() }
        let outcome = try await verify(.auditor(sample.auditor))
        #expect(outcome.report.failures.contains { $0.code == .recordMismatch })
    }

    @Test func missingOpeningIsUnaccounted() async throws {
        site.content.withLock { _ = $0.openings.remove(at: 5) }
        let outcome = try await verify(.auditor(sample.auditor))
        #expect(outcome.report.failures.contains { $0.code == .unaccounted })
        #expect(outcome.report.counts.unopenable == 1)
    }

    @Test func duplicatesAreTold() async throws {
        var sample = try SampleReview()
        let source = try sample.source(5)
        try sample.report(source, story: "Cerita yang pertama, cukup panjang untuk diterima.")
        try sample.report(source, story: "Cerita yang pertama, cukup panjang untuk diterima.")
        // The same author with another story is another report.
        try sample.report(source, story: "Cerita yang kedua, juga cukup panjang untuk diterima.")
        try sample.close(1)
        let site = try SampleReviewSite(sample)
        let key = KeyFile.agency(sample.bawaslu)
        let outcome = try await VerifyRun(
            source: SiteLog(try await site.session(key)), pins: try sample.pins, key: key
        ).run(kept: nil)
        #expect(outcome.duplicates.count == 1)
        #expect(VerifyAnswer(outcome).text(.english).contains("is a duplicate of"))
    }

    @Test func keptStateReadsOnlyWhatIsNew() async throws {
        let first = try await verify(agency)
        let state = try #require(VerifyState(first, before: nil))
        var sample = sample
        try sample.report(try sample.source(9))
        try sample.close(6)
        let site = try SampleReviewSite(sample)
        let outcome = try await VerifyRun(
            source: SiteLog(try await site.session(agency)), pins: try sample.pins, key: agency,
            resumes: true
        ).run(kept: state)
        #expect(outcome.report.failures == [])
        #expect(outcome.report.counts.entries == 1_280)
        #expect(outcome.report.counts.opened == 5)
        #expect(outcome.report.counts.envelopes == 5)
    }

    @Test func entriesThatEndEarlyAreAFailure() async throws {
        site.content.withLock { $0.entries.removeLast(10) }
        #expect(try await verify(nil).report.result == .failed)
    }
}
