import AuditLog
import Cases
import Keys
@testable import Review
import Sealing
import Synchronization
import TestSupport
import Testing
@testable import Verification
import Wire
import Words

/// What a site shows an agency and the log does not prove is said, and is never a state.
@Suite struct ProvenListTests {
    private var sample: SampleReview
    private let report: Hash

    init() throws {
        sample = try SampleReview()
        report = try sample.report(try sample.source(1))
        try sample.close(1)
    }

    private func list(_ sample: SampleReview) async throws -> ReviewList {
        let site = try SampleReviewSite(sample)
        return try await ReviewList.fetch(
            try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu, now: SampleReview.now)
    }

    private func verify(_ sample: SampleReview) async throws -> [LogError] {
        let site = try SampleReviewSite(sample)
        let key = KeyFile.agency(sample.bawaslu)
        return try await VerifyRun(
            source: SiteLog(try await site.session(key)), pins: try sample.pins, key: key
        ).run(kept: nil).report.failures
    }

    @Test func aSignedActIsAState() async throws {
        var sample = sample
        let first = try sample.act(on: report, .triage)
        try sample.act(on: report, .examination, behind: first)
        try sample.close(2)
        let row = try #require(try await list(sample).rows.first)
        #expect(row.state == .examination && row.isProven && row.doubts == [])
        #expect(try await verify(sample) == [])
    }

    @Test func anUnsignedActIsNoState() async throws {
        var sample = sample
        try sample.act(on: report, .closed) { $0.signature = Signature() }
        try sample.close(2)
        let list = try await list(sample)
        let row = try #require(list.rows.first)
        #expect(row.state == .received && !row.isProven && !list.isWhole)
        #expect(row.doubts.map(\.fault) == [.act(.signature)])
        #expect(list.json.text.contains("\"state\":\"received\",\"outcome\":\"none\",\"proven\":false"))
        #expect(list.text(.english).contains("NOT PROVEN: act at entry"))
        #expect(!list.text(.english).contains("closed"))
        #expect(try await verify(sample).map(\.code) == [.signatureInvalid])
    }

    @Test func aKeyThatTheLogDidNotNameSignsNothing() async throws {
        var sample = sample
        let stranger = try sample.random.key()
        try sample.act(on: report, .closed, key: stranger)
        try sample.close(2)
        let row = try #require(try await list(sample).rows.first)
        #expect(row.state == .received && row.doubts.map(\.fault) == [.act(.signer)])
    }

    @Test func anActThatNamesAnotherBeforeItEndsTheHistory() async throws {
        try await expectAlarm(.previous(1)) { $0.previous = sha256([1]) }
    }

    @Test func aGapOfActsEndsTheHistory() async throws {
        try await expectAlarm(.gap(expected: 1, found: 2)) { $0.counter = 2 }
    }

    @Test func twoActsWithOneCounterEndTheHistory() async throws {
        try await expectAlarm(.duplicate(0)) { $0.counter = 0 }
    }

    private func expectAlarm(_ alarm: CaseHistory.Alarm, change: (inout Act) -> Void) async throws {
        var sample = sample
        let first = try sample.act(on: report, .triage)
        try sample.close(2)
        try sample.act(on: report, .closed, behind: first, isResigned: true, change: change)
        try sample.close(3)
        let list = try await list(sample)
        let row = try #require(list.rows.first)
        #expect(row.state == nil && !row.isProven && !list.isWhole)
        #expect(row.doubts.contains { $0.fault == .history(alarm) })
        #expect(list.json.text.contains("\"state\":null,\"outcome\":null,\"proven\":false"))
        #expect(list.text(.english).contains("NOT PROVEN: act at entry"))
        #expect(try await verify(sample).contains { $0.code == .recordMismatch && $0.field == "Act.counter" })
    }

    @Test func anActOfOtherAgenciesOrOnNoReportIsNone() async throws {
        var sample = sample
        try sample.act(on: report, .closed, agencies: ["bawaslu"])
        try sample.act(on: sha256([7]), .closed)
        try sample.close(2)
        let list = try await list(sample)
        #expect(list.rows.first?.state == .received)
        #expect(list.rows.first?.doubts.map(\.fault) == [.otherAgencies])
        #expect(list.strays.map(\.fault) == [.report])
        #expect(list.text(.english).contains("its report is not proven"))
        #expect(try await verify(sample).map(\.code) == [.recordMismatch, .recordMismatch])
    }

    @Test func supplementsCountFromNought() async throws {
        var sample = sample
        let source = try sample.source(1)
        try sample.supplement(to: report, source, counter: 0, files: [])
        try sample.close(2)
        #expect(try await list(sample).isWhole)
        try sample.supplement(to: report, source, counter: 2, files: [])
        try sample.close(3)
        let list = try await list(sample)
        #expect(list.rows.first?.doubts.map(\.fault) == [.counter(expected: 1, found: 2)])
        #expect(try await verify(sample).map(\.field) == ["MessagePosted.counter"])
    }

    @Test func aRecordThatTheLogDoesNotHoldIsNotProven() async throws {
        let site = try SampleReviewSite(sample)
        site.content.withLock { content in
            for place in content.openings.indices {
                guard case .reportReceived = content.openings[place].opening.record.body else { continue }
                content.openings[place].opening.nonce = Nonce()
            }
        }
        let list = try await ReviewList.fetch(
            try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu, now: SampleReview.now)
        let row = try #require(list.rows.first)
        #expect(row.state == nil && row.epoch == nil && row.payload == "" && !row.isProven)
        #expect(row.doubts.map(\.fault) == [.entry])
        #expect(list.json.text.contains("\"proven\":false,\"payload\":null"))
        #expect(site.content.withLock { $0.acted } == [])
    }

    /// Entries that are not those of the checkpoint prove nothing at all.
    @Test func anotherTreeListsNothing() async throws {
        let site = try SampleReviewSite(sample)
        site.content.withLock { $0.entries[300][50] ^= 1 }
        let session = try await site.session(.agency(sample.bawaslu))
        await #expect(throws: VerificationError.self) {
            try await ReviewList.fetch(session, key: sample.bawaslu, now: SampleReview.now)
        }
    }

    @Test func aPayloadThatIsGoneIsAnAlarm() async throws {
        var sample = sample
        sample.loseEnvelope(of: report)
        let list = try await list(sample)
        #expect(list.rows.first?.payload == "gone" && !list.isWhole)
        #expect(list.text(.english).contains("PAYLOAD GONE without a lawful erasure"))
        #expect(list.json.text.contains("\"payload\":\"gone\""))
    }

    @Test func aLawfulErasureExcusesIt() async throws {
        var sample = sample
        sample.loseEnvelope(of: report)
        try sample.erase(report)
        // 180 days behind epoch 1, in epochs of 600 seconds.
        try sample.close(1 + 180 * 144)
        let list = try await list(sample)
        #expect(list.rows.first?.payload == "erased" && list.isWhole)
        // Opened from the site it is erased there, and the command says so in both of its words.
        let folder = try TemporaryFolder()
        let opened = try await ReviewOpen.run(
            report.hex, session: try await SampleReviewSite(sample).session(.agency(sample.bawaslu)),
            key: sample.bawaslu, path: folder.file("out"), language: .english, now: SampleReview.now)
        #expect(opened.outcome == .erased && opened.isErasedThere)
        #expect(opened.json.text.contains("\"erased_there\":true"))
        // Nothing of it is here that could be forgotten.
        #expect(!opened.text(.english).contains("forget"))
    }

    @Test func anErasureOfAnotherEntryExcusesNothing() async throws {
        try await expectGone { $0.index += 1 }
    }

    @Test func anErasureOfAnotherEnvelopeExcusesNothing() async throws {
        try await expectGone { $0.envelope = Hash() }
    }

    @Test func anErasureForOtherAgenciesExcusesNothing() async throws {
        try await expectGone { $0.agencies = ["bawaslu"] }
    }

    @Test func anErasureTooEarlyExcusesNothing() async throws {
        try await expectGone(epoch: 180 * 144) { _ in }
    }

    private func expectGone(
        epoch: UInt64 = 1 + 180 * 144, change: (inout PayloadErased) -> Void
    ) async throws {
        var sample = sample
        sample.loseEnvelope(of: report)
        try sample.erase(report, change: change)
        try sample.close(epoch)
        let list = try await list(sample)
        #expect(list.rows.first?.payload == "gone" && !list.isWhole)
    }

    /// What was erased while the agency visits is read again from the newest checkpoint.
    @Test func anErasureSinceTheVisitBeganIsSeen() async throws {
        var later = sample
        later.loseEnvelope(of: report)
        try later.erase(report)
        try later.close(30_000)
        let (site, newer) = (try SampleReviewSite(sample), try SampleReviewSite(later))
        let session = try await site.session(.agency(sample.bawaslu))
        site.content.withLock { content in content = newer.content.withLock { $0 } }
        let list = try await ReviewList.fetch(session, key: sample.bawaslu, now: SampleReview.now)
        #expect(list.rows.first?.payload == "erased" && list.isWhole)
    }

    @Test func oneReportTwiceIsOne() async throws {
        var sample = sample
        try sample.report(try sample.source(1))
        try sample.report(try sample.source(1), story: "Cerita yang lain, dari pelapor yang sama.")
        try sample.close(2)
        let list = try await list(sample)
        let copies = list.rows.filter { $0.duplicateOf != nil }
        #expect(copies.count == 1 && copies.first?.duplicateOf == report)
        #expect(list.json.text.contains("\"duplicate_of\":\"\(report.hex)\""))
        let lines = list.text(.english).split(separator: "\n")
        #expect(lines.count { $0.contains("Openly taking sides") } == 3)
        #expect(lines.contains { $0.hasSuffix("the same report as \(report.hex.prefix(16))") })
    }

    @Test func aKeySetThatTheLogNeverNamedIsSaid() async throws {
        var sample = sample
        let strange = try sample.report(try sample.source(2), keySet: sha256([9]))
        try sample.close(2)
        let list = try await list(sample)
        let row = try #require(list.rows.first { $0.id == strange })
        #expect(!row.isProven && !list.isWhole)
        #expect(list.text(.english).contains("(key_unknown)"))
        #expect(list.json.text.contains("\"payload\":\"key_unknown\""))
        #expect(list.rows.filter(\.isProven).map(\.id) == [report])
    }

    @Test func anImpossibleDayIsGarbage() async throws {
        try await expectGarbage { $0.eventDate = Wire.Date(year: 2024, month: 2, day: 30) }
        try await expectGarbage { $0.knownDate = Wire.Date(year: 2024, month: 13, day: 1) }
    }

    @Test func aCategoryThatIsNotSaidIsGarbage() async throws {
        try await expectGarbage { $0.category = .notSaid }
    }

    private func expectGarbage(_ change: (inout Story) -> Void) async throws {
        var sample = sample
        let strange = try sample.report(try sample.source(2), change: change)
        try sample.close(2)
        let list = try await list(sample)
        #expect(list.rows.first { $0.id == strange }?.payload == "garbage")
        #expect(list.isWhole && !list.received.promised.contains(strange))
        #expect(try await verify(sample) == [])
    }

    @Test func aLeapDayIsADay() async throws {
        var sample = sample
        let leap = try sample.report(try sample.source(2)) {
            $0.eventDate = Wire.Date(year: 2024, month: 2, day: 29)
        }
        try sample.close(2)
        #expect(try await list(sample).rows.first { $0.id == leap }?.payload == "read")
    }
}
