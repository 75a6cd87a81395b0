import AuditLog
import RPC
import Sealing
import Synchronization
import TestSupport
import Testing
@testable import Verification
import Wire
import Words

/// A connection that breaks again and again while a log is read: each goes on where the one before ended, and what is found is the same.
@Suite(.timeLimit(.minutes(5))) struct CutReadingTests {
    private let sample: SampleReview

    init() throws { sample = try SampleReview.busy().sample }

    private func verify(_ site: SampleReviewSite, _ key: KeyFile?) async throws -> VerifyOutcome {
        let connection = try await site.connect()
        let source =
            if let key { SiteLog(try await ReviewSession.open(connection, key: key)) } else {
                SiteLog(connection)
            }
        let result: Result<VerifyOutcome, any Error>
        do {
            result = .success(
                try await VerifyRun(source: source, pins: try sample.pins, key: key).run(kept: nil))
        } catch { result = .failure(error) }
        await source.close()
        return try result.get()
    }

    private func site(_ messages: Int?) throws -> SampleReviewSite {
        let site = try SampleReviewSite(sample)
        site.content.withLock { $0.messagesOfConnection = messages }
        return site
    }

    /// From anybody's view: eleven portions of entries, so many on one connection.
    @Test(arguments: [1, 2, 5]) func entries_are_read_on(_ messages: Int) async throws {
        let whole = try await verify(try site(nil), nil)
        try #require(whole.report.isVerified && whole.report.counts.entries == 1_024)
        let site = try site(messages)
        let outcome = try await verify(site, nil)
        #expect(outcome.report.isVerified && outcome.report.counts == whole.report.counts)
        let (asked, connections) = site.content.withLock { ($0.entriesAsked, $0.connections) }
        // No portion twice.
        #expect(asked == stride(from: 0, to: 1_024, by: 100 * messages).map { UInt64($0) })
        #expect(connections == asked.count)
    }

    /// An agency's: entries, openings and envelopes over one connection, which all of them lose at once.
    @Test(arguments: [3, 7]) func an_agency_reads_on(_ messages: Int) async throws {
        let key = KeyFile.agency(sample.bawaslu)
        let whole = try await verify(try site(nil), key)
        try #require(whole.report.isVerified && whole.report.counts.envelopes > 0)
        let site = try site(messages)
        let outcome = try await verify(site, key)
        #expect(outcome.report.isVerified && outcome.report.counts == whole.report.counts)
        let content = site.content.withLock { $0 }
        #expect(content.connections > 2)
        for asked in [content.entriesAsked, content.openingsAsked] {
            #expect(asked == asked.sorted() && asked.count(where: { $0 == 0 }) <= 5, "\(asked)")
        }
        #expect((content.entriesAsked.last ?? 0) > 0)
        #expect(content.fetched.contains { $0.offset > 0 })
    }

    @Test func a_site_that_gives_nothing_is_left() async throws {
        let site = try site(0)
        await #expect(throws: VerificationError.self) { try await verify(site, nil) }
        #expect(site.content.withLock { $0.connections } == 5)
    }

    @Test func where_nobody_answers_any_more_it_ends_as_it_broke() async throws {
        let site = try site(2)
        site.content.withLock { $0.refusal = .broken }
        let error = await #expect(throws: VerificationError.self) { try await verify(site, nil) }
        #expect(error?.kind == .tryLater)
        #expect(site.content.withLock { $0.connections } == 5)
    }

    /// A word of the site's own is none that another connection would take back.
    @Test func what_the_site_refuses_is_asked_for_once() async throws {
        let site = try site(2)
        site.content.withLock { $0.refusesEntries = true }
        await #expect(throws: VerificationError.self) { try await verify(site, nil) }
        #expect(site.content.withLock { $0.entriesAsked.count == 1 && $0.connections == 1 })
    }

    /// All who read over a connection lose it at once, and take the same one after it.
    @Test func those_who_break_together_go_on_together() async throws {
        let site = try site(1)
        let connection = try await site.connect()
        let line = SiteLine(connection, again: connection.again)
        let first = line.held
        async let one = line.renewed(after: first)
        async let other = line.renewed(after: first)
        var numbers = [try await one?.number, try await other?.number]
        numbers.append(try await line.renewed(after: first)?.number)
        #expect(numbers == [1, 1, 1])
        #expect(site.content.withLock { $0.connections } == 2)
        await line.close()
    }

    /// Who answers in its place is no reason to try again.
    @Test func another_site_ends_it_at_once() async throws {
        let site = try site(2)
        site.content.withLock { $0.refusal = .otherCaller("bkn", expected: "bawaslu") }
        let error = await #expect(throws: VerificationError.self) { try await verify(site, nil) }
        #expect(error?.kind == .untrusted)
        #expect(site.content.withLock { $0.connections } == 2)
    }
}
