import AuditLog
import Cases
import RPC
import Sealing
import Synchronization
import TestSupport
import Testing
@testable import Verification
import Wire
import Words

/// A site that gives a reviewer the same thing again and again, or a little at a time.
@Suite(.timeLimit(.minutes(1))) struct RepeatedRepliesTests {
    private let sample: SampleReview

    init() throws {
        sample = try SampleReview.busy().sample
    }

    @Test func openingsThatRiseAreTaken() async throws {
        let site = try HostileSite(sample)
        let session = try await ReviewSession.open(try await site.connect(), key: .agency(sample.bawaslu))
        #expect(try await !session.records().reports.isEmpty)
        await session.close()
    }

    @Test(arguments: [true, false]) func anOpeningAgainOrOutOfOrderEndsTheCall(_ isSame: Bool) async throws {
        let own = sample.openings(for: .agency("bawaslu"))
        let (first, second) = (try #require(own.first), try #require(own.last))
        #expect(first.index < second.index)
        let site = try HostileSite(
            sample,
            openings: { replies in
                while true {
                    try await replies.send(second)
                    try await replies.send(isSame ? second : first)
                }
            })
        let session = try await ReviewSession.open(try await site.connect(), key: .agency(sample.bawaslu))
        let error = await #expect(throws: VerificationError.self) { _ = try await session.records() }
        #expect(error == .site(.openingOutOfOrder(isSame ? second.index : first.index)))
        #expect(error?.kind == .untrusted)
        // What was under way within the stream's credit.
        #expect(site.sent.withLock { $0 } < 10_000)
        await session.close()
    }

    @Test func aWaitingRecordComesOnce() async throws {
        let site = try SampleReviewSite(sample)
        let session = try await site.session(.agency(sample.bawaslu))
        let report = try #require(try await session.records().reports.first)
        _ = try await session.ask(
            Question(
                report: report.commitment, counter: 0,
                envelope: [UInt8](repeating: 0, count: Cell.size - 1_024)))
        #expect(try await session.staged().count == 1)
        site.content.withLock { $0.staged += $0.staged }
        let error = await #expect(throws: VerificationError.self) { _ = try await session.staged() }
        #expect(error?.kind == .untrusted)
        await session.close()
    }

    @Test func aPaceThatWouldLastForEverEnds() throws {
        let start = ContinuousClock.now
        var slow = Pace(began: start)
        try slow.take(1, at: start + .seconds(59))
        #expect(throws: SiteError.stalled(limit: Pace.free)) { try slow.take(1, at: start + .seconds(61)) }
        var steady = Pace(began: start)
        for second in 1...1_000 { try steady.take(Pace.bytesPerSecond, at: start + .seconds(second)) }
        #expect(throws: SiteError.stalled(limit: Pace.free)) {
            for second in 1_001...2_000 { try steady.take(1, at: start + .seconds(second)) }
        }
    }
}
