@testable import AuditLog
import Foundation
@testable import Keys
@testable import TransparencyLog
import Wire

/// Decodes a file of this target's `Vectors` folder; the script beside it made it.
func vectors<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try JSONDecoder().decode(type, from: Data(contentsOf: tests.appending(path: "Vectors/\(name)")))
}

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

struct Missing: Error {}

func required<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing() }
    return value
}

extension String {
    var bytes: [UInt8] { [UInt8](utf8) }

    /// The text with every occurrence of a part replaced.
    func with(_ part: String, as new: String) -> String { replacingOccurrences(of: part, with: new) }
}
