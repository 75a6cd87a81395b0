import Cases
@testable import Review
import Synchronization
import TestSupport
import Testing
import Verification
import Wire
import Words

@Suite struct ReviewRecordsTests {
    private let random = SampleBytes(3)

    private func opened(_ index: UInt64, _ body: RecordBody, length: UInt64 = 31_744) -> OpenedEntry {
        OpenedEntry(
            index: index, opening: Opening(nonce: random.hash(), record: Record(format: 1, body: body)),
            length: length)
    }

    private func report() -> RecordBody {
        .reportReceived(ReportReceived(agencies: ["bawaslu", "bkpsdm"], envelope: random.hash()))
    }

    private func message(_ report: Hash, _ direction: Direction, _ agency: String, _ counter: UInt32)
        -> RecordBody
    {
        .messagePosted(
            MessagePosted(
                agencies: [agency], report: report, direction: direction, counter: counter,
                envelope: random.hash()))
    }

    private func act(_ report: Hash, _ counter: UInt32, _ state: CaseState, agency: String = "bawaslu")
        -> RecordBody
    {
        .act(
            ActRecorded(
                agencies: ["bawaslu", "bkpsdm"],
                act: Act(
                    format: 1, kind: .state, report: report, agency: agency, counter: counter, previous: Hash(),
                    state: state,
                    outcome: .none, due: .none, other: "", related: Hash(), reason: Hash(), signer: PublicKey(), second: nil, signature: Signature())))
    }

    @Test func reportsAreFoundByTheirBeginning() throws {
        var records = ReviewRecords()
        for index in 0..<20 { try records.add(opened(UInt64(index), report())) }
        let wanted = records.reports[7]
        #expect(try records.report(String(wanted.commitment.hex.prefix(8))) == wanted)
        #expect(try records.report(wanted.commitment.hex.uppercased()) == wanted)
    }

    @Test(arguments: ["", "1234567", "xyzxyzxy", String(repeating: "0", count: 65), "0000000000"])
    func idsAreChecked(_ id: String) throws {
        var records = ReviewRecords()
        try records.add(opened(1, report()))
        let failure = #expect(throws: ReviewRecordsError.self) { try records.report(id) }.map { Failure($0) }
        #expect(failure?.kind == .badInput)
        #expect(failure?.field == "ID")
    }

    @Test func onlyReportsAreReports() throws {
        var records = ReviewRecords()
        try records.add(opened(1, message(Hash(), .question, "bawaslu", 0)))
        try records.add(opened(2, .filler(Filler()), length: 0))
        try records.add(
            OpenedEntry(
                index: 3, opening: Opening(nonce: Nonce(), record: Record(format: 2, body: report())),
                length: 0))
        #expect(records.reports == [])
    }

    @Test func nextQuestionCountsOwnPublishedAndStaged() throws {
        var records = ReviewRecords()
        let id = random.hash()
        #expect(records.nextQuestion(of: id, by: "bawaslu", staged: []) == 0)
        try records.add(opened(1, message(id, .question, "bawaslu", 0)))
        try records.add(opened(2, message(id, .question, "bkpsdm", 5)))
        try records.add(opened(3, message(id, .reply, "bawaslu", 8)))
        try records.add(opened(4, message(random.hash(), .question, "bawaslu", 9)))
        #expect(records.nextQuestion(of: id, by: "bawaslu", staged: []) == 1)
        let staged = Record(format: 1, body: message(id, .question, "bawaslu", 1))
        #expect(records.nextQuestion(of: id, by: "bawaslu", staged: [staged]) == 2)
        #expect(records.lastReply(of: id, to: "bawaslu") == 8)
        #expect(records.lastReply(of: id, to: "bkpsdm") == .max)
    }

    @Test func stateIsTheAgencysOwn() throws {
        var records = ReviewRecords()
        let id = random.hash()
        try records.add(opened(1, act(id, 1, .tracing), length: 0))
        try records.add(opened(2, act(id, 0, .triage), length: 0))
        try records.add(opened(3, act(id, 0, .closed, agency: "bkpsdm"), length: 0))
        #expect(try records.history(of: id, by: "bawaslu").state == .tracing)
        #expect(try records.history(of: id, by: "bkpsdm").state == .closed)
        #expect(try records.history(of: id, by: "inspektorat").state == .received)
        try records.add(opened(4, act(id, 3, .closed), length: 0))
        #expect(throws: CaseHistory.Alarm.gap(expected: 2, found: 3)) {
            try records.history(of: id, by: "bawaslu")
        }
    }

    @Test(arguments: [(0, 0), (31_744, 1), (64_512, 2), (130_048, 4)] as [(UInt64, UInt64)])
    func cellsAreStepsOfTheEnvelope(_ length: UInt64, _ cells: UInt64) {
        let record = ReviewRecord(index: 0, commitment: Hash(), body: .filler(Filler()), length: length)
        #expect(record.cells == cells)
    }

    @Test func epochsAreFoundAtTheEndOfTheirBatch() async throws {
        var sample = try SampleReview()
        for _ in 0..<300 { try sample.stage(report()) }
        try sample.close(1)
        try sample.close(4)
        let entries = sample.entries
        let looks = Mutex(0)
        var epochs = ReviewEpochs(size: UInt64(entries.count)) { index in
            looks.withLock { $0 += 1 }
            do { return try Entry(decoding: entries[Int(index)]) } catch {
                throw Failure(.untrusted, "\(error)")
            }
        }
        #expect(entries.count == 256 + 2_048 + 256)
        #expect(try await epochs.number(holding: 3) == 0)
        #expect(try await epochs.number(holding: 256) == 1)
        #expect(looks.withLock { $0 } == 1 + 8)
        #expect(try await epochs.number(holding: 2_000) == 1)
        #expect(looks.withLock { $0 } == 9)
        #expect(try await epochs.number(holding: 2_304) == 4)
        await #expect(throws: ReviewError.self) { try await epochs.number(holding: 2_560) }
    }

    @Test func listAsJSON() {
        let row = ReviewList.Row(
            id: Hash(), epoch: 3, index: 300, cells: 1, agencies: ["bawaslu"], state: .received,
            isErased: false)
        let id = String(repeating: "0", count: 64)
        #expect(
            ReviewList(rows: [row]).json.text
                == "{\"reports\":[{\"id\":\"\(id)\",\"epoch\":3,\"index\":300,\"cells\":1,\"agencies\":[\"bawaslu\"],"
                + "\"state\":\"received\"}]}")
        #expect(ReviewList(rows: []).json.text == "{\"reports\":[]}")
    }
}
