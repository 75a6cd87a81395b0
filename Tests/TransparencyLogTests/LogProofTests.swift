@testable import Keys
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct LogProofTests {
    let vectors: C2SPVectors
    let log: VerifierKey
    let witnesses: [VerifierKey]
    let leaf: Hash

    init() throws {
        vectors = try C2SPVectors.shared.get()
        log = try vectors.logKey()
        witnesses = try vectors.witnessKeys()
        leaf = try required(Hash(hex: vectors.proof_leaf))
    }

    @Test func readsVerifiesWrites() throws {
        let proof = try LogProof(vectors.proof.bytes)
        #expect(proof.index == vectors.proof_index)
        #expect(proof.extra == [UInt8](hex: vectors.proof_extra))
        #expect(proof.bytes == vectors.proof.bytes)
        #expect(MerkleTree.leafHash(proof.extra ?? []) == leaf)
        let verified = try proof.verify(leaf: leaf, origin: log.name, log: log, witnesses: witnesses)
        #expect(verified.checkpoint.size == 1000)
        #expect(verified.cosignatures.count == 2)
    }

    @Test func withoutExtraAndPath() throws {
        let signer = try NoteSigner(name: log.name, key: vectors.log.signingKey())
        let note = try Checkpoint(origin: log.name, size: 1, root: leaf).signed(by: signer)
        let proof = LogProof(extra: nil, index: 0, path: [], checkpoint: note)
        #expect(
            String(decoding: proof.bytes, as: UTF8.self).hasPrefix(
                "c2sp.org/tlog-proof@v1\nindex 0\n\n\(log.name)\n1\n"))
        #expect(try LogProof(proof.bytes) == proof)
        _ = try proof.verify(leaf: leaf, origin: log.name, log: log, witnesses: [])
    }

    @Test func emptyExtraIsKept() throws {
        let proof = try LogProof(vectors.proof.bytes)
        let other = LogProof(extra: [], index: proof.index, path: proof.path, checkpoint: proof.checkpoint)
        #expect(try LogProof(other.bytes) == other)
    }

    @Test func proofsOfNothing() throws {
        let proof = try LogProof(vectors.proof.bytes)
        func verify(_ proof: LogProof, leaf: Hash? = nil, origin: String? = nil) throws(LogProofError) {
            _ = try proof.verify(
                leaf: leaf ?? self.leaf, origin: origin ?? log.name, log: log, witnesses: witnesses)
        }
        #expect(throws: LogProofError.self) { try verify(proof, leaf: sha256([1])) }
        #expect(throws: LogProofError.checkpoint(.wrongOrigin)) { try verify(proof, origin: "x.example") }
        let count = proof.path.count
        let short = LogProof(
            extra: nil, index: proof.index, path: [Hash](proof.path.dropLast()), checkpoint: proof.checkpoint)
        #expect(throws: LogProofError.inclusion(.pathTooShort(expected: count, actual: count - 1))) {
            try verify(short)
        }
        let beyond = LogProof(extra: nil, index: 1000, path: proof.path, checkpoint: proof.checkpoint)
        #expect(throws: LogProofError.inclusion(.indexBeyondTree(index: 1000, size: 1000))) {
            try verify(beyond)
        }
        #expect(throws: LogProofError.checkpoint(.note(.noKnownKey))) {
            try proof.verify(
                leaf: leaf, origin: log.name, log: VerifierKey(vkey: vectors.other.vkey), witnesses: [])
        }
    }

    @Test func malformedFiles() throws {
        let text = vectors.proof
        let first = text.split(separator: "\n").map(String.init)[3]
        for (text, error) in [
            ("", .malformed(line: 1)), ("c2sp.org/tlog-proof@v1", .malformed(line: 1)),
            (text.with("@v1", as: "@v2"), .malformed(line: 1)), ("\n" + text, .malformed(line: 1)),
            (text.with("\nextra ", as: "\nextra  "), .malformed(line: 2)),
            (text.with("\nextra ", as: "\nExtra "), .malformed(line: 2)),
            (text.with("\nindex 777\n", as: "\nindex 0777\n"), .malformed(line: 3)),
            (text.with("\nindex 777\n", as: "\nindex -1\n"), .malformed(line: 3)),
            (text.with("\nindex 777\n", as: "\nindex 9223372036854775808\n"), .malformed(line: 3)),
            (text.with("\nindex 777\n", as: "\nindex\n"), .malformed(line: 3)),
            (text.with("\nindex 777\n", as: "\n"), .malformed(line: 3)),
            (text.with("\nindex 777\n", as: "\nindex 777\nindex 777\n"), .malformed(line: 4)),
            (text.with(first, as: "AAAA"), .malformed(line: 4)),
            (text.with(first, as: "\(first) "), .malformed(line: 4)),
            (
                text.with(first, as: [String](repeating: first, count: 65).joined(separator: "\n")),
                .malformed(line: 68)
            ),
            ("c2sp.org/tlog-proof@v1\nindex 1\n", .malformed(line: 3)),
            ("c2sp.org/tlog-proof@v1\nindex 1\n\n", .note(.malformed)),
            (String(text.dropLast()), .note(.malformed)), (text + "\n", .note(.malformed)),
        ] as [(String, LogProofError)] {
            #expect(throws: error, "\(text)") { try LogProof(text.bytes) }
        }
        let limit = LogProof.maximumBytes
        #expect(throws: LogProofError.tooLarge(byteCount: limit + 1, limit: limit)) {
            try LogProof([UInt8](repeating: 0x61, count: limit + 1))
        }
    }

    @Test func everyAcceptedChangeShows() throws {
        let bytes = vectors.proof.bytes
        for index in bytes.indices {
            for byte in [bytes[index] ^ 1, 0x0a, 0x20] {
                var changed = bytes
                changed[index] = byte
                if let proof = try? LogProof(changed) { #expect(proof.bytes == changed) }
            }
        }
    }
}
