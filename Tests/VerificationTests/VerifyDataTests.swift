import AuditLog
import Foundation
import Keys
import Sealing
import Storage
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

@Suite struct VerifyDataTests {
    private let sample: SampleReview
    private let folder: TemporaryFolder

    init() throws {
        sample = try SampleReview.busy().sample
        folder = try TemporaryFolder()
    }

    /// A store with the sample's reports and messages, still open; and the files that stand beside one.
    private func makeStore(changing change: (inout [UInt8]) -> Void = { _ in }) async throws -> SQLiteStore {
        try SQLiteStore.create(directory: folder.path, origin: sample.origin)
        let store = try SQLiteStore(directory: folder.path, origin: sample.origin)
        try await store.enqueue(.site(sample.descriptor))
        for card in sample.cards { try await store.enqueue(.agencyKeys(card.keys)) }
        try await close(store, 0)
        for opened in sample.openings where opened.length > 0 {
            try await stage(opened.opening, in: store, changing: change)
        }
        try await close(store, 3)
        let link = SiteLink(host: "127.0.0.1", port: 1, fingerprint: sample.fingerprint)
        try folder.write("site.link", Array("\(link)\n".utf8))
        try folder.write("log.vkey", Array("\(try sample.descriptor.logKey().vkey)\n".utf8))
        return store
    }

    private func stage(
        _ opening: Opening, in store: SQLiteStore, changing change: (inout [UInt8]) -> Void
    ) async throws {
        var submission: StageRequest.Submission?
        let hash: Hash
        switch opening.record.body {
        case .reportReceived(let report):
            hash = report.envelope
            submission = StageRequest.Submission(
                mailbox: sample.random.hash(), outer: Hash(), keySet: Hash(), signature: Signature())
        case .messagePosted(let message): hash = message.envelope
        default: return
        }
        var envelope = try #require(sample.envelopes[hash])
        change(&envelope)
        let origin = sample.origin
        let key = sample.promise
        _ = try await store.stage(
            StageRequest(
                nonce: opening.nonce, record: opening.record, submission: submission,
                payload: .bytes(envelope),
                epoch: { $0 + 1 })
        ) { commitment, epoch in
            try Promise(
                format: 1, origin: origin, commitment: commitment, epoch: epoch, signature: Signature()
            )
            .signed(by: key, origin: origin)
        }
    }

    private func close(_ store: SQLiteStore, _ number: UInt64) async throws {
        let clock = try #require(EpochClock(sample.descriptor))
        let keySet = try sample.keySet()
        let random = sample.random
        let planned = try await store.plan(number: number) { input in
            try BatchPlan.make(
                state: input.state, number: number, clock: clock, keySet: keySet,
                publicEntries: input.publicEntries,
                pending: input.pending, u: 0.75, bump: false, fillerNonces: { random(32 * $0) })
        }
        try await store.advanceGuard(planned)
        let checkpoint = try Checkpoint(
            origin: sample.origin, size: planned.after.size, root: planned.after.edge.root)
        let note = try checkpoint.signed(by: NoteSigner(name: sample.origin, key: sample.log))
        try await store.publish(planned, checkpoint: String(decoding: note.bytes, as: UTF8.self))
        try await store.settle()
    }

    private func verify(_ path: String, _ key: KeyFile?) async throws -> VerifyOutcome {
        let log = try await LogSourceOpening(
            .data(StoredLog(directory: path, open: StoredLogSource.init)), key: key,
            now: SampleReview.t0 + 3 * UInt64(SampleReview.epochSeconds))
        return try await VerifyRun(source: log.source, pins: log.pins, key: key).run(kept: nil)
    }

    @Test func liveStoreAndItsCopyVerifyAtEveryLevel() async throws {
        let store = try await makeStore()
        let copy = try TemporaryFolder()
        for name in try folder.names() where !name.hasSuffix("-shm") {
            try copy.write(name, try folder.bytes(name))
        }
        for path in [folder.path, copy.path] {
            let keys: [KeyFile?] = [nil, .agency(sample.bawaslu), .auditor(sample.auditor)]
            for key in keys {
                let outcome = try await verify(path, key)
                #expect(outcome.report.failures == [])
                #expect(outcome.report.result == .ok)
                #expect(outcome.report.counts.entries == 512)
            }
        }
        let agency = try await verify(copy.path, .agency(sample.bawaslu))
        #expect(agency.report.counts.envelopes == 4)
        #expect(agency.report.counts.garbage == 1)
        let auditor = try await verify(copy.path, .auditor(sample.auditor))
        #expect(auditor.report.counts.opened == auditor.report.counts.sealed)
        try store.close()
    }

    @Test func changedPayloadsAreMismatches() async throws {
        let store = try await makeStore { $0[25_000] ^= 1 }
        let outcome = try await verify(folder.path, .agency(sample.bawaslu))
        #expect(outcome.report.result == .failed)
        #expect(Set(outcome.report.failures.map(\.code)) == [.envelopeMismatch])
        #expect(outcome.report.failureCount == 4)
        try store.close()
    }

    @Test func proofsComeFromTheStoresTiles() async throws {
        let store = try await makeStore()
        let source = try StoredLogSource(directory: folder.path, level: .public)
        let head = try #require(store.head())
        let path = try await source.consistency(from: 256, to: 512)
        let bundle = try await store.bundle(0)
        let leaves = try TransparencyLog.EntryBundle.decode(bundle, count: 256).map {
            MerkleTree.leafHash($0)
        }
        try ConsistencyProof(oldSize: 256, newSize: 512, path: path)
            .verify(oldRoot: MerkleTree.root(of: leaves), newRoot: head.state.edge.root)
        try store.close()
    }

    @Test(arguments: ["site.link", "log.vkey", "log.sqlite"])
    func missingFilesAreNamed(_ name: String) async throws {
        try (try await makeStore()).close()
        try FileManager.default.removeItem(atPath: folder.file(name))
        let error = await #expect(throws: VerificationError.self) { try await verify(folder.path, nil) }
        let failure = error?.failure
        #expect(failure?.kind == .missingFile)
        #expect(failure?.message.contains(name) == true)
    }
}
