import AuditLog
import Foundation
import Keys
import TestSupport
import Testing
import TransparencyLog
import Verification
import Wire
import Words

@Suite struct PromiseJudgeTests {
    private let sample: SamplePromises
    private let openings: [Opening]
    private let absent = sha256([1, 2, 3])

    init() throws {
        (sample, openings) = try SamplePromises.usual()
    }

    @Test func kept_promises_name_their_entry() async throws {
        for (offset, opening) in openings.enumerated() {
            let commitment = try Commitment.of(opening)
            let judgement = try await sample.judge(sample.promise(commitment, epoch: UInt64(offset) + 1))
            #expect(judgement.standing == .kept)
            #expect(judgement.index == (try sample.index(of: commitment)))
            #expect(judgement.epoch?.number == UInt64(offset) + 1)
            #expect(judgement.newestEpoch.number == 6)
            #expect(judgement.evidence == nil)
            #expect(judgement.isWitnessed)
        }
    }

    @Test func what_came_earlier_than_promised_is_kept() async throws {
        let commitment = try Commitment.of(openings[0])
        let judgement = try await sample.judge(sample.promise(commitment, epoch: 3))
        #expect(judgement.standing == .kept)
        #expect(judgement.epoch?.number == 3)
        #expect(judgement.index == (try sample.index(of: commitment)))
    }

    @Test func a_promise_of_an_epoch_to_come_is_pending() async throws {
        for epoch: UInt64 in [7, 9, .max] {
            let judgement = try await sample.judge(sample.promise(absent, epoch: epoch))
            #expect(judgement.standing == .pending)
            #expect(judgement.epoch == nil)
            #expect(judgement.due == (epoch == .max ? nil : SamplePromises.t0 + epoch * 600))
        }
    }

    /// (promised, the epoch it is judged by): 4 and 5 were skipped, and batch 0 has no epoch before it.
    @Test(arguments: [(0, 0), (1, 1), (2, 2), (3, 3), (4, 6), (5, 6), (6, 6)] as [(UInt64, UInt64)])
    func a_promise_is_broken_by_the_first_epoch_at_or_above(_ promised: UInt64, _ judged: UInt64) async throws
    {
        let judgement = try await sample.judge(sample.promise(absent, epoch: promised))
        #expect(judgement.standing == .broken)
        #expect(judgement.epoch?.number == judged)
        let evidence = try #require(judgement.evidence)
        let check = EvidenceCheck(evidence, fingerprint: sample.fingerprint)
        #expect(check.result == .ok, "\(check.text(.english))")
        #expect(check.isWitnessed)
        #expect(EvidenceCheck(evidence, fingerprint: nil).result == .incomplete)
        #expect(EvidenceCheck(evidence, fingerprint: Hash()).result == .failed)
    }

    /// Below and above all commitments of a batch the neighbours are the epochs around it.
    @Test(arguments: [UInt8(0), 255])
    func the_edges_of_a_batch_have_neighbours(_ byte: UInt8) async throws {
        let commitment = try #require(Hash([UInt8](repeating: byte, count: 32)))
        for epoch: UInt64 in [0, 1, 6] {
            let judgement = try await sample.judge(sample.promise(commitment, epoch: epoch))
            let evidence = try #require(judgement.evidence)
            #expect(EvidenceCheck(evidence, fingerprint: sample.fingerprint).result == .ok)
        }
    }

    @Test func promise_keys_are_found_among_all_descriptors() async throws {
        var sample = sample
        let second = try sample.random.key()
        try sample.renew(7) { $0.promise = second.publicKey }
        try sample.close(8)
        let third = try sample.random.key()
        try sample.renew(9) { $0.promise = third.publicKey }
        for key in [sample.promise, second, third] {
            let cases: [(UInt64, PromiseStanding)] = [(8, .broken), (10, .pending)]
            for (epoch, standing) in cases {
                let judgement = try await sample.judge(sample.promise(absent, epoch: epoch, by: key))
                #expect(judgement.standing == standing)
                #expect(judgement.descriptor.promise == key.publicKey)
                guard let evidence = judgement.evidence else { continue }
                #expect(EvidenceCheck(evidence, fingerprint: sample.fingerprint).result == .ok)
            }
        }
        let stranger = try sample.promise(absent, epoch: 8, by: try sample.random.key())
        let error = await #expect(throws: VerificationError.self) { try await sample.judge(stranger) }
        guard let failure = error?.failure else { return #expect(Bool(false)) }
        #expect(failure.kind == .badInput)
    }

    @Test func a_promise_of_another_log_is_told_as_such() async throws {
        let other = try SamplePromises(origin: "lain.example/log")
        let error = await #expect(throws: VerificationError.self) {
            try await sample.judge(other.promise(absent, epoch: 1))
        }
        guard let failure = error?.failure else { return #expect(Bool(false)) }
        #expect(failure.field == "origin")
        #expect(failure.kind == .badInput)
    }

    @Test func another_sites_log_is_not_believed() async throws {
        let promise = try sample.promise(absent, epoch: 1)
        for pins in [
            AuditPins(fingerprint: Hash()), AuditPins(log: try SamplePromises(seed: 9).descriptor.logKey()),
        ] {
            let error = await #expect(throws: VerificationError.self) {
                try await sample.judge(promise, pins: pins)
            }
            guard case .source(.log(let log))? = error else { return #expect(Bool(false)) }
            #expect(log.code == .descriptorInvalid)
        }
        // Without any pin the log only agrees with itself.
        #expect(try await sample.judge(promise, pins: AuditPins()).standing == .broken)
    }

    /// Entries of kinds that are unknown here: they are no neighbours, and a gap elsewhere is taken.
    @Test func unknown_kinds_are_no_neighbours() async throws {
        var sample = sample
        let unknown = EntryBody.unknown(EntryKind(rawValue: 900), [1, 2, 3])
        try sample.forge { $0[520] = unknown }
        #expect(try await sample.judge(sample.promise(absent, epoch: 2)).standing == .broken)
        let commitment = try Commitment.of(openings[1])
        #expect(try await sample.judge(sample.promise(commitment, epoch: 2)).standing == .kept)
        try sample.forge { for index in 512..<767 { $0[index] = unknown } }
        let error = await #expect(throws: VerificationError.self) {
            try await sample.judge(sample.promise(absent, epoch: 2))
        }
        guard case .source(.log(let log))? = error else { return #expect(Bool(false)) }
        #expect(log.field == "neighbours")
    }

    /// A batch out of order: a binary search would miss the commitment, and call a kept promise broken.
    @Test func a_batch_out_of_order_makes_no_evidence_of_a_kept_promise() async throws {
        var sample = sample
        let commitment = try Commitment.of(openings[1])
        let index = Int(try sample.index(of: commitment))
        try sample.forge { $0.swapAt(index, index < 640 ? 766 : 513) }
        let judgement = try await sample.judge(sample.promise(commitment, epoch: 2))
        #expect(judgement.standing == .kept)
        #expect(judgement.evidence == nil)
    }

    @Test(arguments: ["tile/entries/001", "tile/entries/002", "tile/0/002", "tile/1/000.p/5", "checkpoint"])
    func a_source_that_is_not_whole_decides_nothing(_ path: String) async throws {
        let promise = try sample.promise(absent, epoch: 2)
        await #expect(throws: VerificationError.self) {
            try await sample.judge(promise) { try FileManager.default.removeItem(atPath: $0.file(path)) }
        }
        await #expect(throws: VerificationError.self) {
            try await sample.judge(promise) { folder in
                let bytes = try folder.bytes(path)
                try folder.write(path, Array(bytes.dropLast(bytes.count / 2)))
            }
        }
    }

    /// Any bit of the batch's bundle, of tiles, of the checkpoint: never another verdict than the true one.
    @Test func no_changed_bit_changes_the_verdict() async throws {
        let kept = try sample.promise(try Commitment.of(openings[1]), epoch: 2)
        let broken = try sample.promise(absent, epoch: 2)
        for path in ["tile/entries/002", "tile/0/002", "tile/1/000.p/5", "checkpoint"] {
            for seed in 0..<6 {
                func flip(_ folder: TemporaryFolder) throws {
                    var bytes = try folder.bytes(path)
                    let bit = (seed * 7_919 + 13) % (bytes.count * 8)
                    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                    try folder.write(path, bytes)
                }
                if let judgement = try? await sample.judge(kept, change: flip) {
                    #expect(judgement.standing == .kept)
                }
                if let judgement = try? await sample.judge(broken, change: flip) {
                    #expect(judgement.standing == .broken)
                }
            }
        }
    }

    /// Epochs that point nowhere, to themselves or forwards do not lead astray.
    @Test(arguments: [UInt64(0), 1, 513, 767, 1_024, .max])
    func a_false_first_index_is_refused(_ first: UInt64) async throws {
        var sample = sample
        try sample.forge { bodies in
            guard case .epoch(var epoch) = bodies[767] else { return }
            epoch.first = first
            bodies[767] = .epoch(epoch)
        }
        let promise = try sample.promise(absent, epoch: first == 0 ? 1 : 2)
        // A batch of three bundles: the search goes on, as the operator signed it.
        if first == 0 {
            #expect(try await sample.judge(promise).standing == .broken)
        } else {
            await #expect(throws: VerificationError.self) { try await sample.judge(promise) }
        }
    }

    @Test func evidence_keeps_the_signatures_that_count() async throws {
        var lines: [NoteSignature] = []
        for index in 0..<55 {
            let stranger = try Cosigner(name: "asing-\(index)", key: sample.random.key())
            let checkpoint = try Checkpoint(text: sample.note().text)
            lines.append(try stranger.cosign(checkpoint, at: 5))
        }
        let note = try sample.note(more: lines)
        #expect(note.bytes.count > BrokenPromiseEvidence.maximumCheckpointBytes)
        let judgement = try await sample.judge(sample.promise(absent, epoch: 2), note: note)
        let evidence = try #require(judgement.evidence)
        #expect(evidence.checkpoint.utf8.count <= BrokenPromiseEvidence.maximumCheckpointBytes)
        let check = EvidenceCheck(evidence, fingerprint: sample.fingerprint)
        #expect(check.result == .ok)
        #expect(check.isWitnessed)
    }
}
