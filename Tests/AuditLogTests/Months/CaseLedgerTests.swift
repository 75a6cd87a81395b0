import Cases
import Keys
import TestSupport
import Testing
import Wire
import Words

/// Where the month's figures have each case stand: what was slipped in between an agency's acts moves none.
@Suite struct CaseLedgerTests {
    private static let agencies = ["bawaslu", "bkpsdm"]
    private let report = sha256([1])
    private let month: CalendarMonth

    init() throws { month = try #require(CalendarMonth(year: 2027, month: 1)) }

    private func act(_ counter: UInt32, _ state: CaseState, after last: Act? = nil) throws -> Act {
        Act(
            format: 1, kind: .state, report: report, agency: "bawaslu", counter: counter,
            previous: try last.map { sha256(try $0.encoded()) } ?? Hash(), state: state, outcome: .none,
            due: .none, other: "", related: Hash(), reason: Hash(), signer: PublicKey(), second: nil,
            signature: Signature())
    }

    /// The states of the first agency's open cases behind batches of records.
    private func steps(_ batches: [[RecordBody]]) -> [UInt16] {
        var ledger = CaseLedger()
        let received = RecordBody.reportReceived(
            ReportReceived(agencies: Self.agencies, envelope: Hash()))
        for (place, batch) in ([[received]] + batches).enumerated() {
            for body in batch {
                let isReport = body.discriminant == received.discriminant
                ledger.enter(body, commitment: isReport ? report : Hash(), at: UInt64(place))
            }
            ledger.close(scheduled: SampleSite.t0 + UInt64(place), in: month, by: nil)
        }
        let figures = ledger.figures(of: month, in: .wib, agencies: Self.agencies, salt: Hash())
        return figures.agencies[0].figures.filter { $0.measure == .step }.map(\.code)
    }

    private func body(_ act: Act, _ agencies: [AgencyCode] = Self.agencies) -> RecordBody {
        .act(ActRecorded(agencies: agencies, act: act))
    }

    @Test func onlyTheNextActOfTheReportMovesACase() throws {
        let first = try act(0, .triage)
        let second = try act(1, .examination, after: first)
        let skipped = try act(1, .examination)
        let foreign = try act(1, .examination, after: try act(0, .tracing))
        var stranger = try act(0, .triage)
        stranger.agency = "inspektorat"
        let rows: [([[RecordBody]], CaseState)] = [
            ([[body(first)], [body(second)]], .examination),
            // The log does not order the acts of a batch.
            ([[body(second), body(first)]], .examination),
            ([[body(first, ["bawaslu"])]], .received), ([[body(skipped)]], .received),
            ([[body(first)], [body(foreign)]], .triage), ([[body(first)], [body(skipped)]], .triage),
            ([[body(second)], [body(first)]], .triage), ([[body(stranger)]], .received),
            ([[body(first)], [body(second)], [body(first)]], .examination),
            // The same report once more begins nothing anew.
            (
                [
                    [body(first)],
                    [.reportReceived(ReportReceived(agencies: Self.agencies, envelope: Hash()))],
                ], .triage
            ),
        ]
        for (place, (batches, state)) in rows.enumerated() {
            #expect(steps(batches) == [state.rawValue], "\(place)")
        }
    }
}
