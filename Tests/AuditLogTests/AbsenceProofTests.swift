import AuditLog
import Keys
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct AbsenceProofTests {
    private let log: SampleLog
    private let checkpoint: Checkpoint
    private var reader: LeafHashReader

    /// Epoch 1 with reports, epoch 2 with none.
    init() throws {
        var log = try SampleLog(try SampleSite())
        for _ in 0..<5 { try log.report(["bawaslu"]) }
        try log.close(1)
        try log.close(2)
        self.log = log
        checkpoint = try Checkpoint(origin: log.site.origin, size: 768, root: log.state.edge.root)
        reader = LeafHashReader(leaves: log.entries.map { MerkleTree.leafHash($0) })
    }

    private func proof(_ commitment: Hash, epochIndex: UInt64) throws -> AbsenceProof {
        var reader = reader
        return try AbsenceProof(of: commitment, epochIndex: epochIndex, size: 768, reader: &reader) {
            $0 < 768 ? log.entries[Int($0)] : nil
        }
    }

    private func commitments(_ range: Range<Int>) throws -> [Hash] {
        try range.compactMap {
            guard case .sealed(let sealed) = try Entry(decoding: log.entries[$0]).body else { return nil }
            return sealed.commitment
        }
    }

    private static let lowest = Hash()
    private static let highest = Hash([UInt8](repeating: 255, count: 32)) ?? Hash()

    @Test func absence_proven_at_both_edges_and_in_an_empty_epoch() throws {
        for epochIndex: UInt64 in [255, 511, 767] {
            let low = try proof(Self.lowest, epochIndex: epochIndex)
            #expect(try low.verify(Self.lowest, in: checkpoint).number == epochIndex / 256)
            let high = try proof(Self.highest, epochIndex: epochIndex)
            #expect(try high.verify(Self.highest, in: checkpoint).number == epochIndex / 256)
            #expect(high.right.entry.index == epochIndex)
            #expect(throws: LogError.self) { try low.verify(Self.highest, in: checkpoint) }
            #expect(throws: LogError.self) { try high.verify(Self.lowest, in: checkpoint) }
        }
        // In batches 1 and 2 the left neighbour at the lower edge is the epoch before.
        #expect(try proof(Self.lowest, epochIndex: 511).left.entry.index == 255)
        let absent = sha256([1, 2, 3])
        let between = try proof(absent, epochIndex: 767)
        #expect(try between.verify(absent, in: checkpoint).number == 2)
    }

    @Test func nothing_present_is_proven_absent() throws {
        for commitment in try commitments(256..<511) {
            #expect(throws: LogError.self) { try proof(commitment, epochIndex: 511) }
        }
    }

    @Test func neighbours_must_enclose_touch_and_lie_within() throws {
        let sealed = try commitments(256..<511)
        let absent = try #require(Hash(sealed[100].bytes.dropLast() + [sealed[100].bytes[31] ^ 1]))
        let good = try proof(absent, epochIndex: 511)
        _ = try good.verify(absent, in: checkpoint)
        func entry(_ index: Int) throws -> ProvenEntry {
            var reader = reader
            return try ProvenEntry(index: UInt64(index), size: 768, reader: &reader) { log.entries[Int($0)] }
        }
        let wrong = [
            AbsenceProof(left: good.left, right: try entry(480), epoch: good.epoch),
            AbsenceProof(left: good.right, right: good.left, epoch: good.epoch),
            AbsenceProof(left: try entry(300), right: try entry(301), epoch: good.epoch),
            AbsenceProof(left: try entry(511), right: try entry(512), epoch: good.epoch),
            AbsenceProof(left: good.left, right: good.right, epoch: try entry(767)),
            AbsenceProof(left: good.left, right: good.right, epoch: good.left),
            // The left one says −∞, the right one is no sealed entry: this shows nothing.
            AbsenceProof(left: try entry(0), right: try entry(1), epoch: try entry(255)),
        ]
        for proof in wrong { #expect(throws: LogError.self) { try proof.verify(absent, in: checkpoint) } }
        let other = try Checkpoint(origin: log.site.origin, size: 768, root: sha256([]))
        #expect(
            (#expect(throws: LogError.self) { try good.verify(absent, in: other) })?.code == .rootMismatch)
    }

    @Test func a_broken_promise_is_evident() throws {
        func entry(_ index: Int) throws -> ProvenEntry {
            var reader = reader
            return try ProvenEntry(index: UInt64(index), size: 768, reader: &reader) { log.entries[Int($0)] }
        }
        let absent = sha256([1, 2, 3])
        let promise = try log.site.promise(absent, epoch: 2)
        let absence = try proof(absent, epochIndex: 767)
        func verify(_ evidence: BrokenPromise) throws {
            try evidence.verify(descriptor: log.site.descriptor, checkpoint: checkpoint)
        }
        try verify(BrokenPromise(promise: promise, absence: absence, before: try entry(511)))
        let wrong = [
            // Not due yet.
            BrokenPromise(
                promise: try log.site.promise(absent, epoch: 3), absence: absence, before: try entry(511)),
            // Not the first epoch that was due.
            BrokenPromise(
                promise: try log.site.promise(absent, epoch: 1), absence: absence, before: try entry(511)),
            BrokenPromise(promise: promise, absence: absence, before: nil),
            BrokenPromise(promise: promise, absence: absence, before: try entry(255)),
            BrokenPromise(
                promise: try promise.signed(by: log.site.log, origin: log.site.origin), absence: absence,
                before: try entry(511)),
        ]
        for evidence in wrong { #expect(throws: LogError.self) { try verify(evidence) } }
    }
}
