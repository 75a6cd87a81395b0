import AuditLog
import Cases
import Keys
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

    @Test func aWaitingRecordComesOnce() async throws {
        let site = try SampleReviewSite(sample)
        let session = try await site.session(.agency(sample.bawaslu))
        let report = try #require(
            sample.openings(for: .agency("bawaslu")).first {
                $0.opening.record.body.discriminant == .reportReceived
            })
        _ = try await session.ask(
            Question(
                report: try Commitment.of(report.opening), counter: 0,
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
