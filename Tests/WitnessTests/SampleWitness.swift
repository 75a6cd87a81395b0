import AuditLog
import Console
import Foundation
import Keys
import TestSupport
import TransparencyLog
import Wire
import Witness
import Words

/// A log whose checkpoints of every size can be had, a fork of it from entry 10 on, and a witness's folder.
final class SampleWitness: Sendable {
    static let origin = "saksi.example/log"
    static let now: UInt64 = 1_800_000_000

    let folder: TemporaryFolder
    let log: NoteSigner
    let witness: VerifierKey
    let leaves: [Hash]
    let forked: [Hash]

    init() throws {
        folder = try TemporaryFolder()
        log = try NoteSigner(name: Self.origin, key: SigningKey(seed: sha256([1])))
        witness = try WitnessKey.create(
            name: "saksi.example/w1", in: folder.file("w"), random: System.random
        ).verifierKey
        try folder.write("log.vkey", Array("\(log.verifierKey.vkey)\n".utf8))
        leaves = (0..<300).map { MerkleTree.leafHash(Array("\($0)".utf8)) }
        forked = (0..<300).map { MerkleTree.leafHash(Array("\($0)\($0 < 10 ? "" : " forked")".utf8)) }
    }

    var directory: String { folder.file("w") }
    var stateFile: String { "w/" + WitnessedLog.identifier(of: Self.origin) }
    var options: WitnessOptions {
        WitnessOptions(directory: directory, logs: [folder.file("log.vkey")])
    }

    func body(_ old: Int, _ new: Int, fork: Bool = false) throws -> [UInt8] {
        let leaves = fork ? forked : self.leaves
        let checkpoint = try Checkpoint(
            origin: Self.origin, size: UInt64(new), root: MerkleTree.root(of: Array(leaves[..<new])))
        var reader = LeafHashReader(leaves: leaves)
        let proof =
            old > new
            ? [] : try ConsistencyProof(from: UInt64(old), to: UInt64(new), reader: &reader).path
        return try AddCheckpointRequest(
            oldSize: UInt64(old), proof: proof, checkpoint: checkpoint.signed(by: log)
        ).bytes
    }

    func checkpoint(_ size: Int, fork: Bool = false) throws -> Checkpoint {
        try AddCheckpointRequest(body(size, size, fork: fork)).head
    }

    /// A witness over the folder's files, without HTTP.
    func open(
        _ folder: WitnessFolder, now: UInt64 = now, keep: LogWitness.Keep? = nil
    ) throws -> LogWitness {
        let kept: LogWitness.Keep
        if let keep { kept = keep } else { kept = { state throws(WitnessError) in try folder.keep(state) } }
        return LogWitness(
            try WitnessKey(in: directory).cosigner, keys: WitnessLogKeys([log.verifierKey]),
            remembering: try folder.read(), now: { now }, keep: kept)
    }
}

extension WitnessAnswer {
    var answer: AddCheckpointAnswer {
        get throws { try AddCheckpointAnswer(status: status, contentType: contentType, body: body) }
    }
}
