@testable import AuditLog
import Keys
import TestSupport
import Testing
import Wire

/// What a log cannot be made to say by chance, and its operator may: an erasure beside its record, and one record twice.
@Suite struct ErasureCheckTests {
    private static let agencies = ["bawaslu", "bkpsdm"]
    private let commitment = sha256([1])
    private let envelope = sha256([2])

    private var erased: PayloadErased {
        PayloadErased(
            agencies: Self.agencies, commitment: commitment, index: 5, envelope: envelope, cause: .retention,
            consents: [])
    }

    private func epoch(_ number: UInt64) -> Epoch {
        Epoch(
            number: number, scheduled: SampleSite.t0 + number * 86_400, skipped: 0, first: 0, keySet: Hash())
    }

    private func enter(_ check: inout ErasureCheck, at index: UInt64 = 5) throws(LogError) {
        try check.enter(
            commitment, envelope: envelope, agencies: Self.agencies, at: index, isThere: false, retention: 180
        )
    }

    @Test func nothingIsErasedInTheBatchThatRecordsIt() throws {
        var (check, tally) = (ErasureCheck(), AuditTally())
        let site = SiteCheck(pins: AuditPins())
        try enter(&check)
        check.enter(erased, at: 6)
        check.close(epoch(1), site: site, tally: &tally)
        #expect(tally.failures.map(\.code) == [.erasureInvalid] && tally.counts.erased == 0)
        #expect(tally.failures.first?.field == "PayloadErased.commitment")
        // The same is lawful half a year later.
        check.enter(erased, at: 300)
        check.close(epoch(181), site: site, tally: &tally)
        #expect(tally.failures.count == 1 && tally.counts.erased == 1)
    }

    /// Else an envelope that was erased once would be taken for erased for good, or be missed in one of two places.
    @Test func oneRecordStandsInTheLogOnce() throws {
        for isClosed in [false, true] {
            var (check, tally) = (ErasureCheck(), AuditTally())
            try enter(&check)
            if isClosed { check.close(epoch(1), site: SiteCheck(pins: AuditPins()), tally: &tally) }
            let error = #expect(throws: LogError.self) { try enter(&check, at: 9) }
            #expect(error?.code == .recordMismatch && error?.index == 9)
            #expect(check.kept[commitment]?.index == 5)
        }
    }
}
