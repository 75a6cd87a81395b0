import AuditLog
import Console
import Foundation
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

/// The first cause first, and since when.
@Suite struct MonitorProblemTests {
    private let due = SampleReview.t0 + 5 * UInt64(SampleReview.epochSeconds)

    /// Whatever the order in which they were found.
    @Test func theWorstAndTheFirstCauseComeFirst() {
        let found: [Problem] = [
            Problem(.epochsSkipped, .warning, .name("skipped")), Problem(.late, .critical, .name("late")),
            Problem(.witness, .warning, .name("witness")), Problem(false: "rollback", .name("rolled back")),
            Problem(.diskReserve, .critical, .name("disk")), Problem(.late, .critical, .name("late again")),
            Problem(.guardAhead, .critical, .name("an old database")),
            Problem(.clock, .unknown, .name("clock")),
        ]
        let expected = [
            "guard_ahead", "rollback", "disk_reserve", "late", "clock", "witness", "epochs_skipped",
        ]
        #expect(Problem.ordered(found).map(\.code) == expected)
        #expect(Problem.ordered(found.reversed()).map(\.code) == expected)
        let output = MonitorOutput(found, nil, .english)
        #expect(output.status == .critical)
        #expect(output.line.hasPrefix("KENTONGAN CRITICAL - an old database; to do: "))
        #expect(output.line.hasSuffix(" (and 6 more below)"))
        #expect(output.text.split(separator: "\n").count == 7)
    }

    @Test func whatNobodyTellsTheTimeOfIsRememberedByItsCode() throws {
        var first = MonitorOutput(Failure(.unreachable, .name("gone")))
        let seen = first.remember([:], now: 1_000)
        #expect(seen == ["unreachable": 1_000])
        #expect(!first.line.contains("since"))
        var second = MonitorOutput(Failure(.unreachable, .name("gone")))
        #expect(second.remember(seen, now: 2_000) == seen)
        #expect(second.line.contains("gone, since 1 January 1970, 07:16 WIB"))
        // What has a day of its own needs no other.
        var ends = MonitorOutput([Problem(.descriptorExpires, .warning, .name("until May"))], nil, .english)
        #expect(ends.remember(["descriptor_expires": 1_000], now: 2_000) == ["descriptor_expires": 1_000])
        #expect(!ends.line.contains("since"))
        // The control: what ended is forgotten, and begins anew.
        var fine = MonitorOutput([], nil, .english)
        #expect(fine.remember(seen, now: 3_000) == [:])
    }

    @Test func theStateKeepsWhatWasSeen() throws {
        let sample = try SampleReview.busy().sample
        var state = try VerifyState(
            note: try #require(sample.notes.last), audit: nil, epoch: nil, epochSeconds: 600)
        state.problems = ["late": 7, "quorum_lost": 9]
        state.witnessed = 5
        let read = try #require(VerifyState(text: state.text))
        #expect(read == state)
        #expect(VerifyState(text: state.text.replacing("late=7", with: "late=x")) == nil)
    }

    /// A quorum that was there and is gone is said after two epochs; one that never was, never.
    @Test func aLostQuorumIsSaid() async throws {
        let (sample, folder) = (try SampleReview.busy().sample, try TemporaryFolder())
        try sample.writeTiles(to: folder)
        func check(_ kept: VerifyState?, age: UInt64) async throws -> MonitorOutput {
            let (finding, _) = try await MonitorCheck(
                source: TileDirectory(directory: folder.path), pins: try sample.pins, maximumAge: .max
            ).run(kept: kept, now: due + age)
            return MonitorOutput(finding, .english)
        }
        let state = try await MonitorCheck(
            source: TileDirectory(directory: folder.path), pins: try sample.pins, maximumAge: .max
        ).run(kept: nil, now: due).state
        var kept = try #require(state)
        #expect(kept.witnessed == nil)
        #expect(try await check(kept, age: 5_000).problems == [])
        kept.witnessed = due
        let limit = 2 * UInt64(SampleReview.epochSeconds) + 60
        #expect(try await check(kept, age: limit).problems == [])
        let lost = try await check(kept, age: limit + 1)
        #expect(lost.problems.map(\.code) == ["quorum_lost"] && lost.status == .warning)
        #expect(lost.problems.first?.since == due)
        let stale = try await check(kept, age: 2 * UInt64(SampleReview.epochSeconds) + 3_601)
        #expect(stale.problems.map(\.code) == ["quorum_lost"] && stale.status == .critical)
        #expect(stale.line.contains("sources' programs refuse the site"))
    }
}
