import AuditLog
import CaseStore
import Cases
import Keys
@testable import Review
import RPC
import Sealing
import Synchronization
import TestSupport
import Testing
@testable import Verification
import Wire
import Words

/// What a look at a site brings into a store, and what it does not.
@Suite struct StoreSyncTests {
    private let sample: SampleReview
    private let report: Hash
    private let site: SampleReviewSite
    private let fixture: StoreFixture

    init() throws {
        (sample, report) = try SampleReview.busy()
        site = try SampleReviewSite(sample)
        fixture = try StoreFixture(sample)
    }

    @Test func theFirstSyncBringsEverythingAndTheNextNothing() async throws {
        let first = try await fixture.sync(site)
        #expect(first.records == 4 && first.new == 4 && first.envelopes == 4 && first.proven == 4)
        #expect(first.isWhole && first.waiting == 0 && first.received.promised.count == 2)
        let asked = site.content.withLock { $0.fetched.count }
        #expect(asked == 4)
        let second = try await fixture.sync(site)
        #expect(second.records == 4 && second.new == 0 && second.envelopes == 0 && second.isWhole)
        let content = site.content.withLock { ($0.fetched.count, $0.openingsAsked) }
        let end = UInt64(sample.entries.count)
        #expect(content.0 == 4 && content.1.first == 0 && content.1.dropFirst().allSatisfy { $0 == end })
        #expect(second.received == ReceivedActs())
    }

    /// The store says of each report what the site says of it.
    @Test func theListIsThatOfTheSite() async throws {
        try await fixture.sync(site)
        let stored = try fixture.list()
        let shown = try await ReviewList.fetch(
            try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu, now: SampleReview.now)
        #expect(stored.rows.count == 3 && stored.isWhole && stored.rows.allSatisfy { $0.isUnread == true })
        for (left, right) in zip(stored.rows, shown.rows) {
            var (left, right) = (left, right)
            // What the list of a site does not fetch it does not count either.
            (left.isUnread, left.summary.isUnread, left.summary.wanted) = (nil, true, 0)
            right.summary.wanted = 0
            #expect(left == right)
        }
        let row = try #require(stored.rows.first { $0.id == report })
        let json = stored.json(of: row).text
        #expect(json.contains("\"category\":\"taking_sides\",\"event_date\":\"2024-11-06\""))
        #expect(json.contains("\"phase\":\"campaign\"") && json.contains("\"unread\":true"))
    }

    @Test func openWritesTheSameFiles() async throws {
        try await fixture.sync(site)
        _ = try await ReviewOpen.run(
            report.hex, session: try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu,
            path: fixture.folder.file("site"), language: .english, now: SampleReview.now)
        let opened = try fixture.open()
        let result = try await ReviewOpen.run(
            report.hex, store: opened, path: fixture.folder.file("own"), language: .english)
        #expect(result.isWhole && result.outcome == .opened)
        let (own, other) = (
            try fixture.folder.contents(of: "own"), try fixture.folder.contents(of: "site")
        )
        #expect(own.map(\.name) == other.map(\.name) && own.count == 8)
        #expect(own.map(\.bytes) == other.map(\.bytes))
        let file = try #require(try opened.store.file(report))
        var bytes: [UInt8] = []
        #expect(file.evidence.map(\.isReceived) == [true, true, true])
        #expect(try opened.readEvidence(3, of: file) { bytes += $0 })
        #expect(bytes == [UInt8](repeating: 9, count: 70_000))
    }

    @Test func onlyWhatIsNewIsFetched() async throws {
        try await fixture.sync(site)
        var sample = sample
        let late = try sample.report(try sample.source(3))
        try sample.supplement(
            to: report, try sample.source(1), counter: 1, files: [("b.jpg", [1, 2, 3])])
        try sample.close(6)
        let next = try SampleReviewSite(sample)
        let synced = try await fixture.sync(next)
        #expect(synced.new == 2 && synced.envelopes == 2 && synced.records == 6 && synced.isWhole)
        let content = next.content.withLock { ($0.fetched.count, $0.openingsAsked) }
        #expect(content.0 == 2 && content.1 == [UInt64(self.sample.entries.count)])
        let view = try fixture.show(report)
        #expect(view.file.evidence.count == 4 && view.isWhole)
        #expect(try fixture.list().rows.map(\.id).contains(late))
    }

    /// The opening of a message names a report that came long before.
    @Test func anActOnAnOldReportIsProven() async throws {
        try await fixture.sync(site)
        var sample = sample
        try sample.act(on: report, .triage)
        try sample.close(6)
        let synced = try await fixture.sync(try SampleReviewSite(sample))
        #expect(synced.isWhole && synced.new == 1)
        #expect(try fixture.list().rows.first { $0.id == report }?.state == .triage)
    }

    @Test func anUnsignedActIsInDoubtAndStaysSo() async throws {
        try await fixture.sync(site)
        var sample = sample
        try sample.act(on: report, .closed) { $0.signature = Signature() }
        try sample.close(6)
        for _ in 0..<2 {
            let synced = try await fixture.sync(try SampleReviewSite(sample))
            #expect(!synced.isWhole && synced.alarming == [report] && synced.failureCount == 1)
        }
        let row = try #require(try fixture.list().rows.first { $0.id == report })
        #expect(row.state == .received && row.doubts.map(\.fault) == [.act(.signature)])
    }

    // MARK: Other logs

    @Test func anOlderLogIsRefused() async throws {
        var longer = sample
        try longer.close(6)
        try await fixture.sync(try SampleReviewSite(longer))
        let before = try fixture.list()
        let synced = try await fixture.sync(site)
        #expect(synced.isRefused && !synced.isWhole && synced.failures.map(\.code) == [.rollback])
        #expect(synced.text(.english).hasPrefix("REFUSED"))
        #expect(try fixture.list() == before)
    }

    @Test func anotherLogIsRefused() async throws {
        try await fixture.sync(site)
        var longer = sample
        try longer.close(6)
        let next = try SampleReviewSite(longer)
        next.content.withLock { $0.entries[longer.entries.count - 3][50] ^= 1 }
        let before = try fixture.list()
        let synced = try await fixture.sync(next)
        #expect(synced.isRefused && synced.failureCount > 0)
        #expect(try fixture.list() == before)
        // What was read then is in nobody's way.
        #expect(try await fixture.sync(try SampleReviewSite(longer)).isWhole)
    }

    /// An opening of nothing that the log holds is a failure of that run, and no record of anybody's.
    @Test func anOpeningOfNothingIsNotKept() async throws {
        try await fixture.sync(site)
        var longer = sample
        let late = try longer.report(try longer.source(3))
        try longer.close(6)
        let next = try SampleReviewSite(longer)
        next.content.withLock { content in
            for place in content.openings.indices
            where (try? Commitment.of(content.openings[place].opening)) == late {
                content.openings[place].opening.nonce = Nonce()
            }
        }
        let synced = try await fixture.sync(next)
        #expect(!synced.isWhole && !synced.isRefused && synced.failureCount > 0)
        #expect(try fixture.list().rows.count == 3)
        let mended = try await fixture.sync(try SampleReviewSite(longer))
        #expect(mended.isWhole && mended.new == 1)
    }

    /// A store that was put back from a copy takes up what it has, and brings the rest anew.
    @Test func anOlderStoreCatchesUp() async throws {
        try await fixture.sync(site)
        let copy = try fixture.folder.copy(without: ".lock")
        var longer = sample
        let late = try longer.report(try longer.source(3))
        try longer.close(6)
        let next = try SampleReviewSite(longer)
        try await fixture.sync(next)
        for name in try copy.names("store") {
            try fixture.folder.write("store/\(name)", try copy.bytes("store/\(name)"))
        }
        #expect(try !fixture.list().rows.map(\.id).contains(late))
        let synced = try await fixture.sync(next)
        #expect(synced.isWhole && synced.new == 1)
        #expect(try fixture.list().rows.map(\.id).contains(late))
    }

    // MARK: Envelopes

    @Test func aWrongEnvelopeIsNamedAndAskedForAgain() async throws {
        let hash = try #require(
            sample.openings.compactMap { opened in
                if case .messagePosted(let message) = opened.opening.record.body {
                    message.envelope
                } else {
                    nil
                }
            }.first)
        let right = site.content.withLock { content in
            let right = content.envelopes[hash]
            content.envelopes[hash]?[20_000] ^= 1
            return right
        }
        let synced = try await fixture.sync(site)
        #expect(!synced.isWhole && synced.waiting == 1 && synced.envelopes == 3)
        let file = try #require(try fixture.open().store.file(report))
        guard case .otherEnvelope = file.records.last?.content else { throw Missing() }
        #expect(file.evidence.allSatisfy { !$0.isReceived })
        site.content.withLock { $0.envelopes[hash] = right }
        let mended = try await fixture.sync(site)
        #expect(mended.isWhole && mended.waiting == 0 && mended.envelopes == 1)
    }

    /// What came before the connection broke is not asked for again, wherever it broke.
    @Test(arguments: [0, 31_744, 900_000, 1_100_000, 2_500_000, 3_000_000])
    func aCutConnectionIsGoneOnFrom(bytes: Int) async throws {
        var sample = sample
        let big = [UInt8](repeating: 7, count: 3_300_000)
        try sample.supplement(
            to: report, try sample.source(1), counter: 1, files: [("film.mp4", big)])
        try sample.close(6)
        let site = try SampleReviewSite(sample)
        site.content.withLock { $0.envelopeBytes = bytes + 4 * 31_744 + 100_000 }
        await #expect(throws: VerificationError.self) { try await fixture.sync(site) }
        site.content.withLock { ($0.envelopeBytes, $0.fetched) = (nil, []) }
        let synced = try await fixture.sync(site)
        #expect(synced.isWhole && synced.waiting == 0 && synced.new == 0)
        let offsets = site.content.withLock { $0.fetched.map(\.offset) }
        if bytes >= 1_100_000 { #expect(offsets.contains { $0 >= 1 << 20 }) }
        let opened = try fixture.open()
        let file = try #require(try opened.store.file(report))
        let film = try #require(file.evidence.first { $0.evidence.name == "film.mp4" })
        var read: [UInt8] = []
        #expect(try opened.readEvidence(film.number, of: file) { read += $0 })
        #expect(read == big)
    }

    @Test func whatIsGoneIsAnAlarmAndWhatWasErasedIsNot() async throws {
        var sample = try SampleReview()
        let report = try sample.report(try sample.source(1))
        try sample.close(1)
        let fixture = try StoreFixture(sample)
        sample.loseEnvelope(of: report)
        let gone = try await fixture.sync(try SampleReviewSite(sample))
        #expect(!gone.isWhole && gone.alarming == [report])
        #expect(try fixture.list().rows.first?.payload == "gone")
        try sample.erase(report)
        try sample.close(1 + 180 * 144)
        let erased = try await fixture.sync(try SampleReviewSite(sample))
        #expect(erased.isWhole && erased.erasedThere == [])
        #expect(try fixture.list().rows.first?.payload == "erased")
    }

    /// What is here stays until somebody says otherwise.
    @Test func anErasureInTheLogIsTold() async throws {
        var sample = try SampleReview()
        let report = try sample.report(try sample.source(1))
        try sample.close(1)
        let fixture = try StoreFixture(sample)
        try await fixture.sync(try SampleReviewSite(sample))
        sample.loseEnvelope(of: report)
        try sample.erase(report)
        try sample.close(1 + 180 * 144)
        let synced = try await fixture.sync(try SampleReviewSite(sample))
        // This sample never published the word of receipt that it had promised.
        #expect(synced.failureCount == 0 && synced.alarming.isEmpty && synced.outbox.broken.count == 1)
        #expect(synced.erasedThere == [report])
        #expect(synced.warnings(.english).joined().contains("lawfully erased the payloads of 1 reports"))
        let view = try fixture.show(report)
        #expect(view.file.report != nil && view.json.text.contains("\"erased_there\":true"))
    }
}
