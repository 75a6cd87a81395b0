@testable import Keys
import TestSupport
@testable import TransparencyLog
import Wire

/// A log of which every size can be had, and a witness for it.
struct SampleWitness {
    static let origin = "saksi.example/log"
    static let now: UInt64 = 1_800_000_000

    let key: SigningKey
    let signer: NoteSigner
    let cosigner: Cosigner
    let leaves: [Hash]

    init(leaves count: Int = 40, fork: Int = .max, origin: String = origin) throws {
        var random = SeededGenerator(seed: 77)
        key = try SigningKey(seed: random.hash())
        signer = try NoteSigner(name: origin, key: key)
        cosigner = try Cosigner(name: "saksi.example/w1", key: SigningKey(seed: random.hash()))
        leaves = (0..<count).map { MerkleTree.leafHash("\($0)\($0 < fork ? "" : " forked")".bytes) }
    }

    func root(_ size: Int) -> Hash { Naive.root(leaves[..<size]) }

    func checkpoint(_ size: Int) throws -> Checkpoint {
        try Checkpoint(origin: signer.verifierKey.name, size: UInt64(size), root: root(size))
    }

    func note(_ size: Int) throws -> SignedNote { try checkpoint(size).signed(by: signer) }

    func proof(_ old: Int, _ new: Int) -> [Hash] {
        old == 0 || old >= new ? [] : Naive.consistency(old, leaves[..<new])
    }

    func request(_ old: Int, _ new: Int) throws -> AddCheckpointRequest {
        try AddCheckpointRequest(oldSize: UInt64(old), proof: proof(old, new), checkpoint: note(new))
    }

    /// What a witness remembers that cosigned this size.
    func witnessed(_ size: Int, at timestamp: UInt64 = now) throws -> WitnessedLog {
        try Cosigning(
            checkpoint: checkpoint(size), logSignatures: note(size).signatures, timestamp: timestamp
        ).cosigned(by: cosigner).log
    }

    func decide(
        _ request: AddCheckpointRequest, _ log: WitnessedLog?, now: UInt64 = now
    ) -> WitnessDecision {
        WitnessDecision(on: request, log: log, keys: [signer.verifierKey], now: now)
    }
}

extension WitnessDecision {
    /// Nil where it cosigns.
    var status: Int? {
        guard case .answer(let answer) = self else { return nil }
        return answer.status
    }
}
