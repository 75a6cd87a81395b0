@testable import Keys
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct WitnessDecisionTests {
    private let log: SampleWitness
    private let forked: SampleWitness

    init() throws {
        log = try SampleWitness()
        forked = try SampleWitness(fork: 10)
    }

    private func cosigned(_ decision: WitnessDecision) throws -> WitnessedLog {
        guard case .cosign(let cosigning) = decision else { throw Missing() }
        return try cosigning.cosigned(by: log.cosigner).log
    }

    @Test func everySizeAfterEveryOther() throws {
        for old in 0...20 {
            let before = old == 0 ? nil : try log.witnessed(old)
            for new in old...20 {
                let after = try cosigned(log.decide(try log.request(old, new), before))
                #expect(after.checkpoint == (try log.checkpoint(new)))
                let keys = [log.signer.verifierKey, log.cosigner.verifierKey]
                #expect(try after.note.verify(by: keys).map(\.key) == keys)
            }
        }
    }

    @Test func unknownOrigin() throws {
        let request = try log.request(0, 5)
        #expect(WitnessDecision(on: request, log: nil, keys: [], now: 1).status == 404)
    }

    @Test func signatures() throws {
        let note = try log.note(5)
        let stranger = try NoteSigner(name: "orang.example", key: SigningKey(seed: sha256([1])))
        func status(_ signatures: [NoteSignature]) throws -> Int? {
            let note = try SignedNote(text: note.text, signatures: signatures)
            return log.decide(try AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: note), nil).status
        }
        let good = note.signatures[0]
        let wrong = NoteSignature(key: log.signer.verifierKey, bytes: Array(repeating: 9, count: 64))
        let long = NoteSignature(key: log.signer.verifierKey, bytes: good.bytes + [0])
        let other = try stranger.sign(note.text)
        // A type that nobody knows, under the log's own name.
        let unknown = NoteSignature(name: good.name, keyID: 1, bytes: Array(repeating: 3, count: 2_428))
        #expect(try status([good]) == nil)
        #expect(try status([other]) == 403)
        #expect(try status([unknown]) == 403)
        #expect(try status([wrong]) == 403)
        #expect(try status([good, wrong]) == 403)
        #expect(try status([wrong, good]) == 403)
        #expect(try status([good, long]) == 403)
        #expect(try status([unknown, other, good]) == nil)
        #expect(try status(Array(repeating: unknown, count: 12) + [good]) == nil)
    }

    /// Only the log's line is kept, and once.
    @Test func strangersLinesAreNotKept() throws {
        let note = try log.note(5)
        let other = NoteSignature(name: "orang.example", keyID: 1, bytes: [1])
        let request = try AddCheckpointRequest(
            oldSize: 0, proof: [],
            checkpoint: SignedNote(text: note.text, signatures: [other] + note.signatures + note.signatures))
        let after = try cosigned(log.decide(request, nil))
        #expect(
            after.note.signatures.map(\.keyID)
                == [log.signer.verifierKey, log.cosigner.verifierKey].map(\.keyID))
    }

    @Test func anotherOriginsCheckpointUnderThisKey() throws {
        let other = try SampleWitness(origin: "lain.example/log")
        #expect(other.key.publicKey == log.key.publicKey)
        let request = try other.request(0, 5)
        #expect(WitnessDecision(on: request, log: nil, keys: [log.signer.verifierKey], now: 1).status == 403)
    }

    @Test func oldSizeAboveTheCheckpoint() throws {
        let request = try AddCheckpointRequest(oldSize: 8, proof: [], checkpoint: log.note(5))
        #expect(log.decide(request, try log.witnessed(8)).status == 400)
        let most = try AddCheckpointRequest(
            oldSize: Checkpoint.maximumSize, proof: [], checkpoint: log.note(5))
        #expect(log.decide(most, try log.witnessed(8)).status == 400)
    }

    @Test func conflict() throws {
        for (old, latest) in [(0, 8), (5, 8), (9, 8), (5, 0)] {
            let before = latest == 0 ? nil : try log.witnessed(latest)
            #expect(
                log.decide(try log.request(old, 12), before)
                    == .answer(
                        WitnessAnswer(status: 409, contentType: "text/x.tlog.size", body: "\(latest)\n".bytes)
                    ))
        }
    }

    @Test func sizesDoNotGoDown() throws {
        let before = try log.witnessed(12)
        for size in 0..<12 {
            #expect(log.decide(try log.request(size, size), before).status == 409)
            let request = try AddCheckpointRequest(oldSize: 12, proof: [], checkpoint: log.note(size))
            #expect(log.decide(request, before).status == 400)
        }
    }

    @Test func sizeZero() throws {
        let note = try Checkpoint(origin: SampleWitness.origin, size: 0, root: Hash()).signed(by: log.signer)
        let request = try AddCheckpointRequest(oldSize: 0, proof: [], checkpoint: note)
        #expect(log.decide(request, nil).status == 422)
        let empty = try cosigned(log.decide(try log.request(0, 0), nil))
        #expect(empty.checkpoint.root == MerkleTree.emptyRoot)
        #expect(log.decide(request, empty).status == 422)
        #expect(try cosigned(log.decide(try log.request(0, 9), empty)).checkpoint.size == 9)
    }

    @Test func proofs() throws {
        let before = try log.witnessed(12)
        func status(_ old: Int, _ new: Int, _ proof: [Hash], _ state: WitnessedLog?) throws -> Int? {
            let request = try AddCheckpointRequest(
                oldSize: UInt64(old), proof: proof, checkpoint: log.note(new))
            return log.decide(request, state).status
        }
        let proof = log.proof(12, 33)
        #expect(try status(12, 33, proof, before) == nil)
        #expect(try status(12, 33, [], before) == 422)
        #expect(try status(12, 33, Array(proof.dropLast()), before) == 422)
        #expect(try status(12, 33, proof + [Hash()], before) == 422)
        #expect(try status(12, 33, proof.reversed(), before) == 422)
        #expect(try status(12, 33, Array(repeating: Hash(), count: 63), before) == 422)
        for index in proof.indices {
            var changed = proof
            changed[index] = Hash()
            #expect(try status(12, 33, changed, before) == 422)
        }
        #expect(try status(0, 33, [Hash()], nil) == 422)
        #expect(try status(12, 12, [Hash()], before) == 422)
    }

    @Test func forks() throws {
        let before = try log.witnessed(12)
        #expect(log.decide(try forked.request(12, 12), before).status == 422)
        #expect(log.decide(try forked.request(12, 33), before).status == 422)
        // As long as they agree it is one log.
        #expect(log.decide(try forked.request(9, 33), try log.witnessed(9)).status == nil)
    }

    @Test func sameAgainIsCosignedWithAFreshTime() throws {
        let before = try log.witnessed(12, at: 100)
        let after = try cosigned(log.decide(try log.request(12, 12), before, now: 160))
        #expect(after.timestamp == 160)
        #expect(after.checkpoint == before.checkpoint)
    }

    @Test func clocks() throws {
        let request = try log.request(12, 20)
        func time(_ before: UInt64?, _ now: UInt64) throws -> UInt64 {
            try cosigned(log.decide(request, try log.witnessed(12, at: before ?? 1), now: now)).timestamp
        }
        #expect(try time(100, 99) == 100)
        #expect(try time(100, 0) == 100)
        #expect(try time(100, 101) == 101)
        #expect(try time(100, .max) == Checkpoint.maximumSize)
        #expect(try cosigned(log.decide(try log.request(0, 20), nil, now: 0)).timestamp == 1)
    }

    /// Any sequence of requests, right, old, forked or made up: what is cosigned is one growing log.
    @Test func neverTwoStories() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<20 {
            var state: WitnessedLog?
            var roots: [UInt64: Hash] = [:]
            for _ in 0..<40 {
                let source = random.next() % 2 == 0 ? log : forked
                let (old, new) = (Int(random.next() % 20), Int(random.next() % 40))
                let latest = Int(state?.checkpoint.size ?? 0)
                let from = random.next() % 3 == 0 ? old : latest
                let request = try AddCheckpointRequest(
                    oldSize: UInt64(from), proof: source.proof(from, new), checkpoint: source.note(new))
                guard case .cosign(let cosigning) = log.decide(request, state) else { continue }
                let head = cosigning.checkpoint
                #expect(head.size >= state?.checkpoint.size ?? 0)
                #expect(roots[head.size] == nil || roots[head.size] == head.root)
                roots[head.size] = head.root
                state = try cosigning.cosigned(by: log.cosigner).log
            }
            let samples = [log, forked]
            #expect(samples.contains { sample in roots.allSatisfy { $0.value == sample.root(Int($0.key)) } })
        }
    }
}

@Suite struct WitnessedLogTests {
    @Test func roundTrips() throws {
        let log = try SampleWitness()
        for size in [0, 1, 40] {
            let state = try log.witnessed(size)
            #expect(WitnessedLog(state.bytes) == state)
        }
    }

    @Test func identifierIsSHA256OfTheOrigin() {
        #expect(
            WitnessedLog.identifier(of: "abc")
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    /// No flipped bit, cut, or added byte leaves a state that could be believed.
    @Test func damageIsSeen() throws {
        let bytes = try SampleWitness().witnessed(12).bytes
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(WitnessedLog(changed) == nil)
            }
            #expect(WitnessedLog([UInt8](bytes[..<index])) == nil)
        }
        #expect(WitnessedLog(bytes + [10]) == nil)
    }
}
