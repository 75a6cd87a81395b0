import AuditLog
import Cases
import Keys
@testable import Review
import Synchronization
import TestSupport
import Testing
import TransparencyLog
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
                agencies: [agency], report: report, direction: direction, agency: agency, counter: counter,
                envelope: random.hash()))
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

    /// A note stands where every agency of the report has it, and each agency counts its own.
    @Test func notesAreByOneForAll() throws {
        var records = ReviewRecords()
        let report = opened(1, report())
        let id = try Commitment.of(report.opening)
        func note(_ index: UInt64, by agency: String, _ counter: UInt32, to agencies: [String]) throws {
            let body = RecordBody.messagePosted(
                MessagePosted(
                    agencies: agencies, report: id, direction: .note, agency: agency, counter: counter,
                    envelope: random.hash()))
            try records.add(opened(index, body), isInLog: true)
        }
        let all = ["bawaslu", "bkpsdm"]
        try records.add(report, isInLog: true)
        try note(2, by: "bawaslu", 0, to: all)
        try note(3, by: "bkpsdm", 0, to: all)
        try note(4, by: "bawaslu", 1, to: all)
        try note(5, by: "bawaslu", 2, to: ["bawaslu"])
        try note(6, by: "inspektorat", 0, to: all)
        try note(7, by: "bkpsdm", 2, to: all)
        records.prove(by: RecordRules(own: "bawaslu", origin: "o", erased: [], isActKey: { _, _, _ in true }))
        let faults = Dictionary(uniqueKeysWithValues: records.unproven.map { ($0.index, $0.fault) })
        #expect(faults == [5: .otherAgencies, 6: .otherAgencies, 7: .counter(expected: 1, found: 2)])
        #expect(records.messages(of: id, .note).count == 6)
    }

    @Test func stateIsTheAgencysOwn() throws {
        var records = ReviewRecords()
        let report = opened(1, report())
        let id = try Commitment.of(report.opening)
        let keys = ["bawaslu": try random.key(), "bkpsdm": try random.key()]
        var last: [String: Hash] = [:]
        func act(_ index: UInt64, _ counter: UInt32, _ state: CaseState, by agency: String) throws {
            let key = try required(keys[agency])
            let act = try Act(
                format: 1, kind: .state, report: id, agency: agency, counter: counter,
                previous: last[agency] ?? Hash(), state: state, outcome: .none, due: .none, other: "",
                related: Hash(), reason: Hash(), signer: key.publicKey, second: nil, signature: Signature()
            ).signed(by: key, origin: "o")
            last[agency] = sha256(try act.encoded())
            let body = RecordBody.act(ActRecorded(agencies: ["bawaslu", "bkpsdm"], act: act))
            try records.add(opened(index, body, length: 0), isInLog: true)
        }
        func proven(own: String = "bawaslu") -> ReviewRecords {
            var proven = records
            proven.prove(
                by: RecordRules(
                    own: own, origin: "o", erased: [],
                    // bkpsdm's key came at entry 3.
                    isActKey: { keys[$1]?.publicKey == $0 && ($1 == "bawaslu" || $2 >= 3) }))
            return proven
        }
        try records.add(report, isInLog: true)
        try act(5, 0, .triage, by: "bawaslu")
        try act(2, 1, .tracing, by: "bawaslu")
        try act(3, 0, .closed, by: "bkpsdm")
        #expect(try proven().history(of: id, by: "bawaslu").state == .tracing)
        #expect(try proven().history(of: id, by: "bkpsdm").state == .closed)
        #expect(try proven().history(of: id, by: "inspektorat").state == .received)
        #expect(proven().unproven == [])
        // Nothing is a state before it is proven.
        #expect(try records.history(of: id, by: "bawaslu").state == .received)
        #expect(proven(own: "inspektorat").unproven.map(\.fault) == [.agencies, .report, .report, .report])
        try act(6, 3, .closed, by: "bawaslu")
        #expect(throws: CaseHistory.Alarm.gap(expected: 2, found: 3)) {
            try proven().history(of: id, by: "bawaslu")
        }
        last["bkpsdm"] = nil
        try act(2, 1, .closed, by: "bkpsdm")
        #expect(proven().unproven.contains { $0.index == 2 && $0.fault == .act(.signer) })
    }

    /// What an operator can make of acts that an agency signed: leave one out, show one twice, or show two lines of them.
    @Test func actsThatDoNotFollowEachOtherAreDoubted() throws {
        let agencies = ["bawaslu", "bkpsdm"]
        let (report, key) = (opened(1, report()), try random.key())
        let id = try Commitment.of(report.opening)
        func act(_ counter: UInt32, _ state: CaseState, after last: Act? = nil) throws -> Act {
            try Act(
                format: 1, kind: .state, report: id, agency: "bawaslu", counter: counter,
                previous: try last.map { sha256(try $0.encoded()) } ?? Hash(), state: state, outcome: .none,
                due: .none, other: "", related: Hash(), reason: Hash(), signer: key.publicKey, second: nil,
                signature: Signature()
            ).signed(by: key, origin: "o")
        }
        func faults(_ acts: [Act], of agencies: [String] = agencies, isProven: Bool = true) throws
            -> [RecordFault?]
        {
            var records = ReviewRecords()
            try records.add(report, isInLog: isProven)
            for (place, act) in acts.enumerated() {
                let body = RecordBody.act(ActRecorded(agencies: agencies, act: act))
                try records.add(opened(UInt64(place) + 2, body, length: 0), isInLog: true)
            }
            records.prove(
                by: RecordRules(
                    own: "bawaslu", origin: "o", erased: [],
                    isActKey: { found, _, _ in found == key.publicKey }))
            return records.all(of: id).map(\.fault)
        }
        let first = try act(0, .triage)
        let second = try act(1, .examination, after: first)
        let third = try act(2, .closed, after: second)
        let other = try act(1, .closed, after: first)
        let stray = try act(1, .closed, after: third)
        let gap = CaseHistory.Alarm.gap(expected: 1, found: 2)
        let twice = RecordFault.history(.duplicate(1))
        #expect(try faults([first, second, third]) == [nil, nil, nil])
        #expect(try faults([third, first, second]) == [nil, nil, nil])
        #expect(try faults([first, third]) == [nil, .history(gap)])
        #expect(try faults([first, second, second, third]) == [nil, twice, twice, twice])
        #expect(try faults([first, second, other]) == [nil, twice, twice])
        #expect(try faults([first, stray]) == [nil, .history(.previous(1))])
        #expect(try faults([stray]) == [.history(.gap(expected: 0, found: 1))])
        // The right act in a record that other agencies get, or on a report that is none.
        #expect(try faults([first], of: ["bawaslu"]) == [.otherAgencies])
        #expect(try faults([first], of: agencies + ["inspektorat"]) == [.otherAgencies])
        #expect(try faults([first], isProven: false) == [.report])
        // One record that the log has twice.
        var repeated = ReviewRecords()
        let body = RecordBody.act(ActRecorded(agencies: agencies, act: first))
        let once = opened(2, body, length: 0)
        for index: UInt64 in [2, 3] {
            try repeated.add(
                OpenedEntry(index: index, opening: once.opening, length: 0), isInLog: true)
        }
        #expect(repeated.all(of: id).map(\.fault) == [nil, .repeated])
    }

    @Test(arguments: [(0, 0), (31_744, 1), (64_512, 2), (130_048, 4)] as [(UInt64, UInt64)])
    func cellsAreStepsOfTheEnvelope(_ length: UInt64, _ cells: UInt64) {
        let record = ReviewRecord(index: 0, commitment: Hash(), body: .filler(Filler()), length: length)
        #expect(record.cells == cells)
    }

    @Test func epochsAreFoundByTheirEntries() throws {
        var sample = try SampleReview()
        for _ in 0..<300 { try sample.stage(report()) }
        try sample.close(1)
        try sample.close(4)
        #expect(sample.entries.count == 256 + 2_048 + 256)
        var epochs = LogEpochs()
        for first in stride(from: 0, to: sample.entries.count, by: 256) {
            let bytes = try TransparencyLog.EntryBundle.encode(sample.entries[first..<first + 256])
            epochs.see(try AuditBundle(first: UInt64(first), bytes: bytes, count: 256))
        }
        #expect(epochs.number(holding: 3) == 0 && epochs.number(holding: 256) == 1)
        #expect(epochs.number(holding: 2_303) == 1 && epochs.number(holding: 2_304) == 4)
        #expect(epochs.number(holding: 2_560) == nil)
        #expect(epochs.names(try sample.keySet()) == true && epochs.names(Hash()) == false)
        #expect(LogEpochs(from: 256).names(Hash()) == nil)
    }

    @Test func listAsJSON() {
        var summary = CaseSummary(id: Hash())
        (summary.epoch, summary.index, summary.cells) = (3, 300, 1)
        (summary.agencies, summary.state, summary.payload) = (["bawaslu"], .received, "garbage")
        let id = String(repeating: "0", count: 64)
        #expect(
            ReviewList(rows: [ReviewList.Row(summary)]).json.text
                == "{\"reports\":[{\"id\":\"\(id)\",\"epoch\":3,\"index\":300,\"cells\":1,\"agencies\":[\"bawaslu\"],"
                + "\"state\":\"received\",\"outcome\":\"none\",\"proven\":true,\"payload\":\"garbage\",\"not_proven\":[],"
                + "\"gone\":[],\"category\":null,\"event_date\":null,\"region\":\"\",\"place\":\"\",\"phase\":null,\"due\":null,"
                + "\"overdue\":false,\"days\":null,\"due_certain\":null,\"age_days\":null,\"unread\":null,\"labels\":[],\"assigned\":null,"
                + "\"erased_there\":false}],\"not_proven\":[],\"witnessed\":false}")
        #expect(
            ReviewList(rows: []).json.text == "{\"reports\":[],\"not_proven\":[],\"witnessed\":false}")
    }

    /// One line says until when description and keys hold, also where there is no report.
    @Test func listSaysWhatRunsOut() throws {
        let sample = try SampleReview()
        var list = ReviewList(rows: [])
        #expect(!list.text(.english).contains("until"))
        list.expiry = SiteExpiry(sample.descriptor, keys: sample.cards.map(\.keys))
        list.now = SampleReview.t0
        let last = try #require(list.text(.english).split(separator: "\n").last)
        #expect(
            last.hasPrefix("the site's description holds until 6 April 2027; the keys of bawaslu hold until ")
        )
        #expect(list.json.text.contains("\"descriptor_expires\":\"2027-04-06\",\"agency_keys_expire\":\"202"))
        list.now = sample.descriptor.notAfter + 1
        #expect(list.text(.english).contains("ran out on 6 April 2027; this is no sign of fraud"))
    }
}
