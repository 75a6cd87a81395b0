import AuditLog
import Console
import Foundation
import Keys
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

@Suite struct VerifyTilesTests {
    private let sample: SampleReview
    private let folder: TemporaryFolder

    init() throws {
        (sample, folder) = try SampleReview.busyTiles()
    }

    private func verify(
        kept: VerifyState? = nil, pins: AuditPins? = nil, resumes: Bool = false
    ) async throws -> VerifyOutcome {
        try await VerifyRun(
            source: TileDirectory(directory: folder.path), pins: try pins ?? sample.pins,
            resumes: resumes
        ).run(kept: kept)
    }

    private func codes(_ outcome: VerifyOutcome) -> Set<LogError.Code> {
        Set(outcome.report.failures.map(\.code))
    }

    @Test func wholeLogIsOK() async throws {
        let outcome = try await verify()
        #expect(outcome.report.failures == [])
        #expect(outcome.report.result == .ok)
        #expect(outcome.report.size == 1_024)
        #expect(outcome.report.counts.entries == 1_024)
        #expect(outcome.report.counts.epochs == 4)
        #expect(outcome.newestEpoch?.number == 5)
        #expect(outcome.descriptor == sample.descriptor)
        #expect(VerifyAnswer(outcome).exitCode == 0)
    }

    @Test(arguments: [0, 300, 20_223])
    func changedEntryIsFound(_ offset: Int) async throws {
        let path = "tile/entries/002"
        var bytes = try folder.bytes(path)
        bytes[min(offset, bytes.count - 1)] ^= 1
        try folder.write(path, bytes)
        let outcome = try await verify()
        #expect(outcome.report.result == .failed)
        #expect(outcome.report.failures.contains { (512..<769).contains($0.index ?? 0) })
        #expect(VerifyAnswer(outcome).exitCode == 1)
    }

    @Test func missingBundleIsAFailure() async throws {
        try FileManager.default.removeItem(atPath: folder.file("tile/entries/001"))
        let outcome = try await verify()
        #expect(codes(outcome).contains(.chainBroken))
        #expect(outcome.report.failures.contains { $0.index == 256 })
    }

    @Test func changedHashTileIsFound() async throws {
        var bytes = try folder.bytes("tile/0/001")
        bytes[40] ^= 1
        try folder.write("tile/0/001", bytes)
        let outcome = try await verify()
        #expect(codes(outcome) == [.rootMismatch])
        #expect(outcome.report.failures.first?.field == "tile/0/001")
        #expect(outcome.report.failures.first?.index == 256)
    }

    @Test func foreignLogKeyIsRefused() async throws {
        let other = try VerifierKey(
            name: sample.origin, algorithm: .ed25519, publicKey: SampleBytes(99).key().publicKey)
        let outcome = try await verify(pins: AuditPins(fingerprint: sample.fingerprint, log: other))
        #expect(codes(outcome).contains(.signatureInvalid))
    }

    @Test func noCheckpointIsNoLog() async throws {
        try FileManager.default.removeItem(atPath: folder.file("checkpoint"))
        let failure = await #expect(throws: VerificationError.self) { try await verify() }
        #expect(failure?.kind == .missingFile)
        try folder.write("checkpoint", [UInt8]("nothing".utf8))
        let outcome = try await verify()
        #expect(outcome.report.result == .failed)
        #expect(outcome.report.counts.entries == 0)
    }

    @Test(arguments: [true, false])
    func keptStateGoesOn(_ resumes: Bool) async throws {
        let old = try TemporaryFolder()
        try sample.writeTiles(to: old, batch: 1)
        let first = try await VerifyRun(source: TileDirectory(directory: old.path), pins: try sample.pins)
            .run(kept: nil)
        let state = try #require(VerifyState(first, before: nil))
        let path = folder.file("state")
        try state.write(path)
        #expect(try VerifyState.read(path) == state)
        #expect(try folder.mode("state") == 0o600)
        let outcome = try await verify(kept: state, resumes: resumes)
        #expect(outcome.report.result == .ok)
        #expect(outcome.report.counts.entries == 1_024)
        let again = try await verify(kept: VerifyState(outcome, before: state), resumes: resumes)
        #expect(again.report.result == .ok)
        #expect(again.newestEpoch?.number == 5)
    }

    /// What was right then may have been changed since.
    @Test func oldEntriesAreReadAgain() async throws {
        let state = try #require(VerifyState(try await verify(), before: nil))
        var bytes = try folder.bytes("tile/entries/000")
        bytes[bytes.count - 1] ^= 1
        try folder.write("tile/entries/000", bytes)
        #expect(try await verify(kept: state).report.result == .failed)
        #expect(try await verify(kept: state, resumes: true).report.result == .ok)
    }

    @Test(arguments: [true, false])
    func rollbackShows(_ resumes: Bool) async throws {
        let state = try #require(VerifyState(try await verify(), before: nil))
        try sample.writeTiles(to: folder, batch: 1)
        let outcome = try await verify(kept: state, resumes: resumes)
        #expect(codes(outcome).contains(.rollback))
        #expect(VerifyState(outcome, before: state) == nil)
    }

    @Test(arguments: [true, false])
    func forkShows(_ resumes: Bool) async throws {
        let state = try #require(VerifyState(try await verify(), before: nil))
        var other = try SampleReview()
        for _ in 0..<4 { try other.close(try #require(other.state.lastEpoch).number + 1) }
        try other.writeTiles(to: folder)
        let run = VerifyRun(
            source: TileDirectory(directory: folder.path), pins: try other.pins, resumes: resumes)
        let outcome = try await run.run(kept: state)
        #expect(codes(outcome).contains(.fork))
    }

    @Test func anotherOriginIsAFork() async throws {
        let state = try #require(VerifyState(try await verify(), before: nil))
        let other = try SampleReview(origin: "lain.example/log")
        let tiles = try TemporaryFolder()
        try other.writeTiles(to: tiles)
        let outcome = try await VerifyRun(source: TileDirectory(directory: tiles.path), pins: try other.pins)
            .run(kept: state)
        #expect(codes(outcome).contains(.fork))
    }

    @Test(arguments: [
        "", "kentongan log state v1\n", "kentongan log state v2\ncheckpoint: 00\nend\n", "x\nend\n",
    ])
    func foreignStateFilesAreRefused(_ text: String) throws {
        try folder.write("state", [UInt8](text.utf8))
        let failure = #expect(throws: VerificationError.self) { try VerifyState.read(folder.file("state")) }
        #expect(failure?.kind == .badInput)
        #expect(try VerifyState.read(folder.file("none")) == nil)
    }

    @Test func answerIsAsTheContractSays() async throws {
        let text = VerifyAnswer(try await verify()).json.text
        let root = sample.state.edge.root.hex
        #expect(
            text.hasPrefix(
                "{\"result\":\"ok\",\"level\":\"public\",\"origin\":\"contoh.example/log\",\"size\":1024,"
                    + "\"root\":\"\(root)\",\"checked\":{\"entries\":1024,\"checkpoints\":1,\"descriptors\":1,"
                    + "\"epochs\":4,\"sealed\":1017,\"opened\":0,\"filler\":0,\"erased\":0,\"garbage\":0,"
                    + "\"unopenable\":0,\"not_understood\":0,\"envelopes\":0},\"failures\":[]"))
    }

    @Test func belowTheQuorumItIsNotVerified() async throws {
        let text = VerifyAnswer(try await verify()).text(.english)
        #expect(text.hasPrefix("OK (level public): recorded, not witnessed"))
        #expect(!text.contains("verified"))
    }

    @Test func nothingCheckedIsNeverOK() async throws {
        let empty = try Checkpoint(origin: sample.origin, size: 0, root: MerkleTree.emptyRoot)
        try folder.write(
            "checkpoint", try empty.signed(by: NoteSigner(name: sample.origin, key: sample.log)).bytes)
        let outcome = try await verify()
        #expect(outcome.report.result != .ok)
        #expect(VerifyAnswer(outcome).exitCode != 0)
    }

    @Test func progressIsShownAfterHalfASecond() {
        let time = Mutex(0.0)
        let shown = Mutex<[String]>([])
        let progress = VerifyProgress(
            clock: { time.withLock { $0 } }, write: { line in shown.withLock { $0.append(line) } })
        progress.show(done: 0, size: 1_000)
        time.withLock { $0 = 0.4 }
        progress.show(done: 100, size: 1_000)
        #expect(shown.withLock { $0 } == [])
        time.withLock { $0 = 1 }
        progress.show(done: 500, size: 1_000)
        #expect(shown.withLock { $0 } == ["\r[##########----------] 500 / 1000 (50 %), 500/s, 0:01\u{1b}[K"])
        progress.finish()
        #expect(shown.withLock { $0.count } == 2)
    }

    @Test func piecesEndAtMultiplesOf256() throws {
        let bundle = try TransparencyLog.EntryBundle.encode(sample.entries[100..<356])
        for portion in [1, 7, 100, 256] {
            var cutter = LogPieceCutter(first: 100)
            var pieces: [LogPiece] = []
            for first in stride(from: 100, to: 356, by: portion) {
                let part = sample.entries[first..<min(first + portion, 356)]
                pieces += try cutter.add(
                    first: UInt64(first), bytes: try TransparencyLog.EntryBundle.encode(part))
            }
            let rest = cutter.rest()
            #expect(pieces.map(\.count) == [156])
            #expect(rest?.first == 256 && rest?.count == 100)
            #expect(pieces.flatMap(\.bytes) + (rest?.bytes ?? []) == bundle)
        }
    }

    @Test func cutOffPortionsAreFailures() throws {
        let bundle = try TransparencyLog.EntryBundle.encode(sample.entries[0..<3])
        #expect(throws: LogError.self) {
            var cutter = LogPieceCutter(first: 0)
            _ = try cutter.add(first: 0, bytes: Array(bundle.dropLast()))
        }
        #expect(throws: LogError.self) {
            var cutter = LogPieceCutter(first: 0)
            _ = try cutter.add(first: 1, bytes: bundle)
        }
    }
}
