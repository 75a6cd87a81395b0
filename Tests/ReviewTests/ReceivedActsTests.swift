import AuditLog
import Cases
import Keys
@testable import Review
import RPC
import Sealing
import Synchronization
import TestSupport
import Testing
import Verification
import Wire
import Words

/// An agency says to each source, once, that it has the report.
@Suite struct ReceivedActsTests {
    private let sample: SampleReview
    private let report: Hash
    private let site: SampleReviewSite

    init() throws {
        (sample, report) = try SampleReview.busy()
        site = try SampleReviewSite(sample)
    }

    private func list(_ site: SampleReviewSite) async throws -> ReviewList {
        try await ReviewList.fetch(
            try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu, now: SampleReview.now)
    }

    @Test func eachReportThatCanBeReadIsAnsweredOnce() async throws {
        let first = try await list(site)
        let readable = first.rows.filter { $0.payload == "read" }.map(\.id)
        #expect(readable.count == 2 && first.rows.count == 3)
        #expect(first.received.promised == readable && first.received.refused == nil)
        let acts = site.content.withLock { $0.acted }
        #expect(acts.map(\.report) == readable)
        for act in acts {
            #expect(act.kind == .received && act.state == .received && act.counter == 0)
            #expect(act.outcome == .none && act.due == .none && act.other == "" && act.previous == Hash())
            #expect(
                act.fault(
                    on: act.report, agencies: ["bawaslu"], origin: sample.origin,
                    isActKey: { $0 == sample.bawaslu.act.publicKey }) == nil)
        }
        // Staged: the second listing has nothing to say.
        #expect(try await list(site).received == ReceivedActs())
        #expect(site.content.withLock { $0.acted.count } == 2)
    }

    @Test func aPublishedActIsEnough() async throws {
        var sample = sample
        try sample.act(on: report, .triage)
        try sample.close(6)
        let site = try SampleReviewSite(sample)
        let listed = try await list(site)
        #expect(!listed.received.promised.contains(report) && listed.received.promised.count == 1)
    }

    @Test func openAnswersThatReportAlone() async throws {
        let folder = try TemporaryFolder()
        let opened = try await ReviewOpen.run(
            report.hex, session: try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu,
            path: folder.file("out"), language: .english, now: SampleReview.now)
        #expect(opened.isWhole && opened.received.promised == [report])
        #expect(site.content.withLock { $0.acted.map(\.report) } == [report, report])
        #expect(site.content.withLock { $0.acted.map(\.kind) } == [.received, .opened])
        #expect(site.content.withLock { $0.acted.map(\.counter) } == [0, 1])
        // Opened again it is no act again.
        _ = try await ReviewOpen.run(
            report.hex, session: try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu,
            path: folder.file("again"), language: .english, now: SampleReview.now)
        #expect(site.content.withLock { $0.acted.count } == 2)
    }

    /// The epoch that publishes `received` ends between the look at the log and that at what is staged.
    @Test func whatIsPublishedMeanwhileKeepsNoOpeningBack() async throws {
        var later = sample
        let received = try later.act(on: report, .received, isResigned: true) { $0.kind = .received }
        try later.close(6)
        site.content.withLock { content in
            (content.entries, content.openings) = (later.entries, later.openings)
            content.note = later.notes.last ?? []
            content.takesNoCounterTwice = true
        }
        let folder = try TemporaryFolder()
        let opened = try await ReviewOpen.run(
            report.hex, session: try await site.session(.agency(sample.bawaslu)), key: sample.bawaslu,
            path: folder.file("out"), language: .english, now: SampleReview.now)
        #expect(opened.isWhole && opened.received.refused == nil)
        let act = try #require(site.content.withLock { $0.acted }.first)
        #expect(act.kind == .opened && act.counter == 1)
        #expect(act.previous == sha256(try received.encoded()))
    }

    @Test func aSiteThatRefusesChangesNothingElse() async throws {
        site.content.withLock { $0.actRefusal = RPCError(.unimplemented, "method 52") }
        let listed = try await list(site)
        #expect(listed.isWhole && listed.rows.count == 3)
        #expect(listed.received.promised == [] && listed.received.refused?.reports == 2)
        #expect(listed.warnings(.english).count == 1)
        #expect(listed.warnings(.english)[0].contains("did not take the acknowledgement of 2 reports"))
    }

    @Test func aPromiseOfAnotherActIsSaid() async throws {
        site.content.withLock { $0.changesActs = true }
        let listed = try await list(site)
        #expect(listed.isWhole && listed.received.promised == [])
        #expect(listed.received.refused?.refusal == .promise(.message(field: "ActRecorded")))
    }
}
