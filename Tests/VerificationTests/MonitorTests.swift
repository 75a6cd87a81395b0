import AuditLog
import Console
import Foundation
import Source
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

@Suite struct MonitorTests {
    private let sample: SampleReview
    private let folder: TemporaryFolder
    /// When the newest epoch, number 5, was due.
    private let due = SampleReview.t0 + 5 * UInt64(SampleReview.epochSeconds)

    init() throws {
        sample = try SampleReview.busy().sample
        folder = try TemporaryFolder()
        try sample.writeTiles(to: folder)
    }

    private func check(
        kept: VerifyState? = nil, age: UInt64 = 30, maximumAge: UInt64? = nil
    ) async throws -> (output: MonitorOutput, state: VerifyState?) {
        let (finding, state) = try await MonitorCheck(
            source: TileDirectory(directory: folder.path), pins: try sample.pins, maximumAge: maximumAge
        ).run(kept: kept, now: due + age)
        return (MonitorOutput(finding, .english), state)
    }

    @Test func fineIsOneLine() async throws {
        let (output, state) = try await check()
        #expect(
            output.line.hasPrefix(
                """
                KENTONGAN OK - 1024 entries, epoch 5, 30 s ago, recorded, not witnessed | size=1024;;;0 age=30s \
                descriptor_expires=80d;21:;7: agency_keys_expire=
                """))
        #expect(output.line.hasSuffix("d;21:;7:"))
        #expect(output.status.rawValue == 0)
        #expect(state?.checkpoint.size == 1_024)
        #expect(state?.epochSeconds == SampleReview.epochSeconds)
    }

    @Test func lateIsCritical() async throws {
        let limit = 2 * UInt64(SampleReview.epochSeconds) + 60
        #expect(try await check(age: limit).output.status == .ok)
        let (output, state) = try await check(age: limit + 1)
        #expect(output.status == .critical)
        #expect(output.message.hasPrefix("late: epoch 5 is 1261 s old, limit 1260, since "))
        #expect(output.message.contains("to do: on the server: kentongand status"))
        #expect(output.problems.map(\.code) == ["late"])
        #expect(state != nil)
        #expect(try await check(age: 6, maximumAge: 5).output.status == .critical)
    }

    /// Before the description ends, and after: each at its time, also where nothing new is read.
    @Test(
        arguments: [
            (22, .ok, nil), (20, .warning, "the site's description holds until"),
            (6, .critical, "the site's description holds until"), (-1, .critical, "this is no sign of fraud"),
        ] as [(Int, MonitorOutput.Status, String?)])
    func anEndIsAnnounced(_ days: Int, _ status: MonitorOutput.Status, _ words: String?) async throws {
        let now = Int(sample.descriptor.notAfter) - days * 86_400
        let age = UInt64(now - Int(due))
        let (output, state) = try await check(age: age, maximumAge: .max)
        #expect(output.status == status, "\(output.line)")
        #expect(output.line.contains("descriptor_expires=\(days)d;21:;7:"))
        if let words { #expect(output.message.contains(words)) }
        // The newest epoch is late besides: the one is the message, the other a line behind it.
        let late = try await check(age: age).output
        #expect(late.status == .critical && late.message.hasPrefix("late: "))
        if let words {
            #expect(!late.line.contains(words) && late.text.contains(words))
            #expect(late.line.contains("(and 1 more below)"))
        }
        #expect(late.line.contains("descriptor_expires=\(days)d;21:;7:"))
        let again = try await check(kept: state, age: age, maximumAge: .max).output
        #expect(again == output)
    }

    @Test func ageIsKnownWithoutNewEntries() async throws {
        let state = try #require(try await check().state)
        let (output, _) = try await check(kept: state, age: 40)
        #expect(output.line.contains("| size=1024;;;0 age=40s "))
        #expect(try await check(kept: state, age: 5_000).output.status == .critical)
    }

    @Test func rollbackIsCriticalAndNamesTheEntry() async throws {
        let state = try #require(try await check().state)
        try sample.writeTiles(to: folder, batch: 1)
        let (output, next) = try await check(kept: state)
        #expect(output.status == .critical)
        #expect(output.message.contains("rollback at entry 512"))
        #expect(next == nil)
    }

    @Test func anotherLogOfMoreEntriesIsCritical() async throws {
        let old = try TemporaryFolder()
        try sample.writeTiles(to: old, batch: 1)
        let state = try await MonitorCheck(
            source: TileDirectory(directory: old.path), pins: try sample.pins, maximumAge: nil
        ).run(kept: nil, now: due).state
        var other = try SampleReview()
        for number in 1...4 { try other.close(UInt64(number)) }
        try other.writeTiles(to: folder)
        let (finding, next) = try await MonitorCheck(
            source: TileDirectory(directory: folder.path), pins: try other.pins, maximumAge: nil
        ).run(kept: state, now: due)
        let output = MonitorOutput(finding, .english)
        #expect(output.status == .critical)
        #expect(output.message.contains("fork"))
        #expect(next == nil)
    }

    @Test func changedEntryIsCriticalAndNamed() async throws {
        var bytes = try folder.bytes("tile/entries/002")
        bytes[2 + 10] ^= 1
        try folder.write("tile/entries/002", bytes)
        let (output, _) = try await check()
        #expect(output.status == .critical)
        #expect(output.message.contains("chain_broken at entry 512"))
        #expect(output.line.contains("| size="))
    }

    /// Epochs 3 and 4 were never cut.
    @Test func skippedEpochsWarnOnce() async throws {
        let old = try TemporaryFolder()
        try sample.writeTiles(to: old, batch: 2)
        let state = try await MonitorCheck(
            source: TileDirectory(directory: old.path), pins: try sample.pins, maximumAge: nil
        ).run(kept: nil, now: due).state
        let (output, next) = try await check(kept: state)
        #expect(output.status == .warning)
        #expect(output.message.hasPrefix("2 epochs skipped since the last check; to do: "))
        #expect(output.text.hasSuffix("\n1024 entries, epoch 5, 30 s ago, recorded, not witnessed"))
        #expect(try await check(kept: next).output.status == .ok)
    }

    @Test(
        arguments: [
            (Failure.Kind.unreachable, 2), (.tryLater, 2), (.untrusted, 2), (.unauthorised, 2), (.usage, 3),
            (.badInput, 3), (.missingFile, 3), (.outputExists, 3), (.inputOutput, 3), (.configuration, 3),
        ] as [(Failure.Kind, Int32)])
    func failuresHaveAPluginsExitCodes(_ kind: Failure.Kind, _ code: Int32) {
        let output = MonitorOutput(Failure(kind, .name("x")))
        #expect(output.status.rawValue == code)
        #expect(output.line.hasPrefix("KENTONGAN \(code == 2 ? "CRITICAL" : "UNKNOWN") - x"))
        // What is ours is told as it is, what is the site's with what to do.
        #expect(output.line.contains("; to do: ") == (code == 2))
    }

    @Test func theTextIsOneLineWithoutBars() {
        let output = MonitorOutput(.warning, "a|b\nc\td\u{1b}[2J")
        #expect(output.line == "KENTONGAN WARNING - a/b c d\u{fffd}[2J")
    }
}

extension MonitorTests {
    /// Epoch 2's batch holds the auditor's word about the tree of epoch 1; the hour is over in epoch 7.
    @Test func staleAttestationWarns() async throws {
        for (last, status): (UInt64, MonitorOutput.Status) in [(5, .ok), (6, .ok), (7, .warning)] {
            var sample = try SampleReview()
            try sample.close(1)
            try sample.close(2, PublicEntries(statements: [try sample.attestation()]))
            for number in 3...last { try sample.close(number) }
            let folder = try TemporaryFolder()
            try sample.writeTiles(to: folder)
            let now = SampleReview.t0 + last * UInt64(SampleReview.epochSeconds) + 30
            let check = MonitorCheck(
                source: TileDirectory(directory: folder.path), pins: try sample.pins, maximumAge: nil)
            let output = MonitorOutput(try await check.run(kept: nil, now: now).finding, .english)
            #expect(output.status == status)
            #expect(output.message.contains("attestation is stale") == (status == .warning))
        }
    }
}
