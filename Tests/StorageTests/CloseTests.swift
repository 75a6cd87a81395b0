import AuditLog
import Foundation
import GRDB
@testable import Storage
import Synchronization
import TestSupport
import Testing
import TransparencyLog
import Wire

@Suite struct CloseTests {
    /// Reads the whole public log and checks what any verifier would: chain, tree, order.
    func checkLog(_ store: SQLiteStore, promised: [Promised] = []) async throws {
        let head = try #require(store.head())
        var edge = RightEdge()
        var last = Hash()
        var places: [Hash: UInt64] = [:]
        var epochs: [(number: UInt64, index: UInt64)] = []
        for bundle in 0..<head.state.size / 256 {
            let bytes = try await store.bundle(bundle)
            for entry in try EntryBundle.decode(bytes, count: 256) {
                let decoded = try Entry(decoding: entry)
                #expect(decoded.previous == last)
                #expect(decoded.index == edge.count)
                if case .sealed(let sealed) = decoded.body { places[sealed.commitment] = decoded.index }
                if case .epoch(let epoch) = decoded.body { epochs.append((epoch.number, decoded.index)) }
                last = MerkleTree.leafHash(entry)
                edge.append(last)
            }
        }
        #expect(edge == head.state.edge)
        #expect(last == head.state.lastLeaf)
        #expect(head.checkpoint == note(head.state))
        for promised in promised {
            let promise = promised.promise
            let close = try #require(epochs.first { $0.number >= promise.epoch })
            let place = try #require(places[promise.commitment])
            #expect(place < close.index)
            #expect(try await store.index(of: promise.commitment, promisedFor: promise.epoch) == place)
            let proof = try await store.proof(try ProofPlan.inclusion(of: place, in: head.state.size))
            let leaf = MerkleTree.leafHash(try await store.entry(at: place))
            try InclusionProof(index: place, size: head.state.size, path: proof).verify(
                leaf: leaf, root: head.state.edge.root)
        }
    }

    @Test func aCloseHoldsExactlyWhatIsPromisedForIt() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var now: [Promised] = []
        for seed in 0..<20 { now.append(try await store.staged(report(UInt64(seed)))) }
        let later = try await store.staged(report(50, now: 1035))
        #expect(later.promise.epoch == 4)
        let commitments = now.map(\.promise.commitment).sorted()
        let planned = try await store.plan(number: 1) { input in
            #expect(input.pending.map(\.commitment) == commitments)
            #expect(input.publicEntries == PublicEntries())
            return try BatchPlan.make(
                state: input.state, number: 1, clock: clock, keySet: Hash(),
                publicEntries: input.publicEntries,
                pending: input.pending, u: 0.5, bump: false,
                fillerNonces: { count in
                    var bytes = SeededGenerator(seed: 1)
                    return bytes.bytes(32 * count)
                })
        }
        try await store.finish(planned)
        try await checkLog(store, promised: now)
        #expect(try await store.index(of: later.promise.commitment, promisedFor: 4) == nil)
        #expect(try await store.status().pending == 1)
    }

    @Test func aPromiseAtTheCutIsKept() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var promised: [Promised] = []
        for seed in 0..<10 { promised.append(try await store.staged(report(UInt64(seed)))) }
        // Staged while the plan of epoch 1 waits to be published, at a time before epoch 1.
        let planned = try await store.planEpoch(1)
        promised.append(try await store.staged(report(11, now: 1001)))
        #expect(promised.last?.promise.epoch == 2)
        try await store.finish(planned)
        // Promised for an epoch that is skipped.
        promised.append(try await store.staged(report(12, now: 1035)))
        #expect(promised.last?.promise.epoch == 4)
        try await store.closeEpoch(7)
        try await checkLog(store, promised: promised)
        #expect(try await store.status().pending == 0)
    }

    @Test func manyEpochsAndSizesStayOneLog() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        var promised: [Promised] = []
        for epoch in 1..<6 {
            let count = epoch == 3 ? 300 : epoch
            let lot = try await withThrowingTaskGroup(of: Promised.self) { group in
                for seed in 0..<count {
                    group.addTask { try await store.staged(report(UInt64(epoch * 1000 + seed), size: 100)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            promised += lot
            try await store.closeEpoch(UInt64(epoch))
        }
        #expect(store.head()?.state.size == 256 * 5 + 2048)
        try await checkLog(store, promised: promised)
        try store.close()
        let reopened = try SQLiteStore(directory: directory.path, origin: origin)
        try await checkLog(reopened, promised: promised)
        for size in [UInt64(256), 512, 768, 2816, 3072, 3328] {
            #expect(try await reopened.checkpoint(at: size) != nil)
        }
        #expect(try await reopened.checkpoint(at: 1024) == nil)
    }

    /// At each step: the process dies (a copy of the files as they are, and the store opened anew after the
    /// fault).
    ///
    /// The planned batch is finished as it is, and nothing that was promised is lost.
    @Test(arguments: CloseStep.allCases) func aCrashNeverMakesTwoRoots(_ step: CloseStep) async throws {
        let directory = try TemporaryFolder()
        let armed = Mutex(false)
        let store = try await makeStore(directory) { at in
            if at == step, armed.withLock({ $0 }) { throw Fault() }
        }
        var promised: [Promised] = []
        for seed in 0..<30 { promised.append(try await store.staged(report(UInt64(seed), size: 500))) }
        armed.withLock { $0 = true }
        let roots = Mutex<[UInt64: Hash]>([:])
        func close(_ store: SQLiteStore, _ planned: PlannedBatch) async throws {
            try await store.advanceGuard(planned)
            let state = planned.after
            roots.withLock { roots in
                #expect(roots[state.size] == nil || roots[state.size] == state.edge.root)
                roots[state.size] = state.edge.root
            }
            try await store.publish(planned, checkpoint: note(state))
            try await store.settle()
        }
        await #expect(throws: StoreError.refused("Fault()")) {
            try await close(store, try await store.planEpoch(1))
        }
        // What came in between belongs to the next epoch, or to this one if the plan was not kept.
        armed.withLock { $0 = false }
        promised.append(try await store.staged(report(77)))

        for copy in [try directory.copy(without: "-shm"), directory] {
            if copy === directory { try store.close() }
            let reopened = try SQLiteStore(directory: copy.path, origin: origin)
            let pending = try await reopened.pendingPlan()
            let survives: Set<CloseStep> = [.planCommitted, .guardWritten, .guardAdvanced, .flipWritten]
            #expect((pending != nil) == survives.contains(step))
            if let pending {
                await #expect(throws: StoreError.planPending(epoch: 1)) { try await reopened.planEpoch(2) }
                try await close(reopened, pending)
            } else if step == .planWritten {
                try await close(reopened, try await reopened.planEpoch(1))
            }
            try await reopened.settle()
            try await close(reopened, try await reopened.planEpoch(2))
            try await checkLog(reopened, promised: promised)
            #expect(try await reopened.status().pending == 0)
            if copy === directory { try reopened.close() }
            roots.withLock { $0 = $0.filter { $0.key <= 512 } }
        }
    }

    @Test func stepsMayBeRepeated() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        let planned = try await store.planEpoch(1)
        try await store.finish(planned)
        try await store.finish(planned)
        await #expect(throws: StoreError.epochCut(number: 1, last: 1)) { try await store.planEpoch(1) }
        try await checkLog(store)
        let other = PlannedBatch(epoch: planned.epoch, before: planned.before, after: LogState.empty)
        await #expect(throws: StoreError.noPlan(epoch: 1)) { try await store.publish(other, checkpoint: "x") }
    }

    @Test func aPlanThatLosesARecordIsRefused() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        _ = try await store.staged(report(1))
        await #expect(throws: StoreError.refused("plan has 0 records of 1")) {
            try await store.plan(number: 1) { input in
                try BatchPlan.make(
                    state: input.state, number: 1, clock: clock, keySet: Hash(),
                    publicEntries: PublicEntries(),
                    pending: [], u: 0.5, bump: false,
                    fillerNonces: { count in
                        var bytes = SeededGenerator(seed: 1)
                        return bytes.bytes(32 * count)
                    })
            }
        }
        #expect(try await store.pendingPlan() == nil)
        #expect(try await store.status().pending == 1)
    }

    @Test func publicEntriesWaitForTheirTurn() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        for serial in [UInt32(2), 1] {
            try await store.enqueue(.site(descriptor(serial: serial)))
            try await store.enqueue(.agencyKeys(keys(of: agencies[1], serial: serial)))
        }
        try await store.enqueue(.site(descriptor(serial: 1)))
        let statement = Statement(kind: .attestation, signer: PublicKey(), body: [1], signature: Signature())
        try await store.enqueue(.statement(statement))
        await #expect(throws: StoreError.refused("entry kind 4")) {
            try await store.enqueue(.sealed(SealedRecord(commitment: Hash())))
        }
        #expect(try await store.newestPublicEntries().map(\.index) == [0, 1, 2])

        let queued = try await store.queuedPublicEntries()
        #expect(queued.site?.serial == 1)
        #expect(queued.agencyKeys.map(\.serial) == [1])
        #expect(queued.statements == [statement])
        let planned = try await store.planEpoch(1)
        #expect(try await store.newestPublicEntries().map(\.index) == [0, 1, 2])
        try await store.finish(planned)
        #expect(try await store.newestPublicEntries().map(\.index) == [256, 1, 257])
        try await store.closeEpoch(2)
        let newest = try await store.newestPublicEntries()
        #expect(newest.map(\.index) == [512, 1, 513])
        #expect(newest.map(\.agency) == ["", "bawaslu", "bkpsdm"])
        let entry = try Entry(decoding: try await store.entry(at: 512))
        #expect(entry.body == .site(descriptor(serial: 2)))
        #expect(try await store.queuedPublicEntries() == PublicEntries())
    }

    /// What is said in the open takes room from filler; a flood of it waits.
    @Test func a_batch_takes_at_most_16_statements_and_the_rest_waits() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        for number in 0..<20 as Range<UInt8> {
            let statement = Statement(
                kind: .attestation, signer: PublicKey(), body: [number], signature: Signature())
            try await store.enqueue(.statement(statement))
        }
        #expect(try await store.queuedPublicEntries().statements.count == 16)
        try await store.closeEpoch(1)
        #expect(try await store.queuedPublicEntries().statements.count == 4)
        try await store.closeEpoch(2)
        #expect(try await store.queuedPublicEntries().statements.isEmpty)
        try store.close()
    }

    @Test func cosignaturesReplaceTheNote() async throws {
        let directory = try TemporaryFolder()
        let store = try await makeStore(directory)
        #expect(try await store.replaceCheckpoint(size: 256) { _ in "cosigned" } == "cosigned")
        #expect(store.head()?.checkpoint == "cosigned")
        #expect(try await store.checkpoint(at: 256) == "cosigned")
        await #expect(throws: StoreError.outOfRange(field: "size", value: 512, limit: 256)) {
            _ = try await store.replaceCheckpoint(size: 512) { _ in "x" }
        }
    }
}
