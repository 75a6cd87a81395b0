import AuditLog
import Foundation
import Keys
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

/// Tiles from whoever serves them.
@Suite(.timeLimit(.minutes(1))) struct HostileTilesTests {
    private let sample: SampleReview
    private let folder: TemporaryFolder

    init() throws {
        (sample, folder) = try SampleReview.busyTiles()
    }

    private func verify(now: UInt64? = nil, seen: [SeenCheckpoint] = []) async throws -> VerifyOutcome {
        var pins = try sample.pins
        pins.now = now
        return try await VerifyRun(
            source: TileDirectory(directory: folder.path), pins: pins, seen: seen
        ).run(kept: nil)
    }

    private func codes(_ outcome: VerifyOutcome) -> Set<LogError.Code> {
        Set(outcome.report.failures.map(\.code))
    }

    @Test func aCheckpointOfTenThousandLines() async throws {
        var note = try folder.bytes("checkpoint")
        let line = "— saksi AAAAAAAAAAA=\n"
        for _ in 0..<10_000 { note += Array(line.utf8) }
        try folder.write("checkpoint", note)
        // More than a note may have: not even read.
        await #expect(throws: VerificationError.self) { try await verify() }
        try folder.write("checkpoint", Array(note.prefix(100_000)))
        let outcome = try await verify()
        #expect(codes(outcome) == [.signatureInvalid])
        #expect(outcome.report.counts.entries == 0)
        note = try #require(sample.notes.last)
        for _ in 0..<64 { note += Array(line.utf8) }
        try folder.write("checkpoint", note)
        let many = try await verify()
        #expect(many.report.failures.first?.found.contains("64") == true)
    }

    @Test func anotherOriginsCheckpoint() async throws {
        let other = try SampleReview(origin: "lain.example/log")
        try folder.write("checkpoint", try #require(other.notes.last))
        let outcome = try await verify()
        #expect(codes(outcome).contains(.signatureInvalid))
        #expect(VerifyAnswer(outcome).exitCode == 1)
    }

    /// Signed by the right key, under another name.
    @Test func theSameKeyForAnotherOrigin() async throws {
        let note = try Checkpoint(origin: "lain.example/log", size: 1_024, root: sample.state.edge.root)
            .signed(by: NoteSigner(name: sample.origin, key: sample.log))
        try folder.write("checkpoint", note.bytes)
        #expect(codes(try await verify()).contains(.signatureInvalid))
    }

    @Test(arguments: [0, 1, 19_000, 20_258, 100_000, 17_000_000])
    func bundlesOfTheWrongSize(_ size: Int) async throws {
        var bytes = try folder.bytes("tile/entries/001")
        bytes = Array(bytes.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - bytes.count))
        try folder.write("tile/entries/001", bytes)
        do {
            let outcome = try await verify()
            #expect(outcome.report.result == .failed)
            #expect(outcome.report.failures.contains { (256..<513).contains($0.index ?? 0) })
        } catch let failure as VerificationError {
            // Longer than a bundle can be: not even read.
            #expect(size > 256 * 65_537 && failure.message.contains("more than"))
        }
    }

    @Test func entriesOfTheLongestKind() async throws {
        let long = [[UInt8]](repeating: [UInt8](repeating: 1, count: 65_535), count: 256)
        try folder.write("tile/entries/001", try TransparencyLog.EntryBundle.encode(long[...]))
        #expect(try await verify().report.result == .failed)
    }

    @Test(arguments: [1, 32, 8_191, 8_193])
    func hashTilesOfTheWrongSize(_ size: Int) async throws {
        let bytes = try folder.bytes("tile/0/001")
        try folder.write("tile/0/001", Array((bytes + [0]).prefix(size)))
        let outcome = try await verify()
        #expect(codes(outcome) == [.rootMismatch])
        #expect(outcome.report.failures.contains { $0.field.hasPrefix("tile/0/00") })
    }

    @Test func aLogThatEndsSoonerThanItsCheckpoint() async throws {
        let note = try Checkpoint(origin: sample.origin, size: Checkpoint.maximumSize, root: sha256([1]))
            .signed(by: NoteSigner(name: sample.origin, key: sample.log))
        try folder.write("checkpoint", note.bytes)
        let outcome = try await verify()
        #expect(codes(outcome).contains(.chainBroken))
        #expect(outcome.report.counts.entries == 1_024)
    }

    @Test func anEpochThatIsNotDueYet() async throws {
        let due = SampleReview.t0 + 5 * UInt64(SampleReview.epochSeconds)
        #expect(try await verify(now: due - 600).report.result == .ok)
        let outcome = try await verify(now: due - 601)
        #expect(codes(outcome) == [] && outcome.report.result == .incomplete)
        #expect(outcome.report.gaps.map(\.code) == [.clock])
    }

    @Test func aCheckpointSeenElsewhere() async throws {
        func seen(_ note: [UInt8]) throws -> [SeenCheckpoint] {
            try folder.write("seen", note)
            return [try SeenCheckpoint(file: folder.file("seen"))]
        }
        for note in sample.notes { #expect(try await verify(seen: try seen(note)).report.result == .ok) }
        var other = try SampleReview()
        for number: UInt64 in 1...4 { try other.close(number) }
        #expect(codes(try await verify(seen: try seen(other.notes[2]))) == [.fork])
        #expect(codes(try await verify(seen: try seen(other.notes[4]))) == [.rollback])
        // Of an older tree than the state's, it is compared all the same.
        let state = try #require(VerifyState(try await verify(), before: nil))
        let outcome = try await VerifyRun(
            source: TileDirectory(directory: folder.path), pins: try sample.pins, resumes: true,
            seen: try seen(other.notes[1])
        ).run(kept: state)
        #expect(codes(outcome) == [.fork])
        #expect(throws: VerificationError.self) { try seen([UInt8]("size 7".utf8)) }
    }
}
