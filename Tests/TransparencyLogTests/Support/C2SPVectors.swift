import Foundation
@testable import Keys
import TestSupport
@testable import TransparencyLog
import Wire

/// `c2sp.json`, by `c2sp.py`.
struct C2SPVectors: Decodable {
    struct Key: Decodable {
        let name: String
        let type: UInt8
        let seed: String
        let public_key: String
        let key_id: UInt32
        let vkey: String

        func signingKey() throws -> SigningKey { try SigningKey(seed: required(FixedBytes(hex: seed))) }
    }

    struct CheckpointVector: Decodable {
        let text: String
        let size: UInt64
        let root: String
        let empty_root: String
    }

    let log: Key
    let other: Key
    let plus: Key
    let witnesses: [Key]
    let checkpoint: CheckpointVector
    let signed: String
    let cosigned: String
    let cosigned_times: [UInt64]
    let note_with_empty_line: String
    let text_with_empty_line: String
    let proof: String
    let proof_index: UInt64
    let proof_leaf: String
    let proof_extra: String
    let tiles_size: Int
    let tiles_root: String
    let tiles: [String: String]

    static let shared = Result { try vectors("c2sp.json", as: C2SPVectors.self) }

    func logKey() throws -> VerifierKey { try VerifierKey(vkey: log.vkey) }
    func witnessKeys() throws -> [VerifierKey] { try witnesses.map { try VerifierKey(vkey: $0.vkey) } }
}
