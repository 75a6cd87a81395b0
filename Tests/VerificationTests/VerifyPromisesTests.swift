import AuditLog
import Keys
import TestSupport
import Testing
import Verification
import Wire
import Words

@Suite struct VerifyPromisesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func verify(
        _ sample: SampleReview, _ opened: OpenedEntry, epoch: UInt64, commitment: Hash? = nil
    ) async throws -> (outcome: VerifyOutcome, judged: [PromiseJudgement]) {
        try sample.writeTiles(to: folder)
        let commitment = try commitment ?? Commitment.of(opened.opening)
        let promise = try Promise(
            format: 1, origin: sample.origin, commitment: commitment, epoch: epoch, signature: Signature()
        ).signed(by: sample.promise, origin: sample.origin)
        let text = try Armor.text(Promised(promise: promise, opening: opened.opening), name: "PROMISE")
        try folder.write("promise", Array(text.utf8))
        let source = TileDirectory(directory: folder.path)
        var outcome = try await VerifyRun(source: source, pins: sample.pins).run(kept: nil)
        let judged = try await VerifyPromises(files: [folder.file("promise")])
            .judge(by: source, pins: sample.pins, outcome: &outcome)
        return (outcome, judged)
    }

    @Test func keptPendingAndBroken() async throws {
        let sample = try SampleReview.busy().sample
        let opened = try #require(sample.openings(for: .agency("bawaslu")).first)
        let kept = try await verify(sample, opened, epoch: 1)
        #expect(kept.outcome.report.result == .ok)
        #expect(kept.judged.map(\.standing) == [.kept] && kept.judged.first?.index == opened.index)
        let pending = try await verify(sample, opened, epoch: 6, commitment: sha256([1]))
        #expect(pending.outcome.report.result == .ok && pending.judged.map(\.standing) == [.pending])
        let broken = try await verify(sample, opened, epoch: 2, commitment: sha256([1]))
        #expect(broken.outcome.report.failures.map(\.code) == [.promiseBroken])
        let answer = VerifyAnswer(broken.outcome, promises: broken.judged)
        #expect(answer.exitCode == 1)
        #expect(answer.json.text.contains("\"standing\":\"broken\""))
        #expect(answer.text(.english).contains("BROKEN"))
    }

    @Test func whatIsNoPromiseIsRefused() throws {
        try folder.write("promise", Array("no promise\n".utf8))
        let failure = #expect(throws: VerificationError.self) {
            try VerifyPromises(files: [folder.file("promise")])
        }
        #expect(failure?.kind == .badInput)
    }
}
