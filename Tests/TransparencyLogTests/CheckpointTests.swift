@testable import Keys
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct CheckpointTests {
    let vectors: C2SPVectors
    let log: VerifierKey
    let witnesses: [VerifierKey]

    init() throws {
        vectors = try C2SPVectors.shared.get()
        log = try vectors.logKey()
        witnesses = try vectors.witnessKeys()
    }

    @Test func readsAndWrites() throws {
        let checkpoint = try Checkpoint(text: vectors.checkpoint.text)
        #expect(checkpoint.origin == log.name)
        #expect(checkpoint.size == vectors.checkpoint.size)
        #expect(checkpoint.root.hex == vectors.checkpoint.root)
        #expect(checkpoint.text == vectors.checkpoint.text)
        let empty = try Checkpoint(origin: "o", size: 0, root: MerkleTree.emptyRoot)
        #expect(empty.text == "o\n0\n\(vectors.checkpoint.empty_root)\n")
        #expect(try Checkpoint(text: empty.text) == empty)
    }

    @Test func refusedTexts() throws {
        let text = vectors.checkpoint.text
        let root = String(text.split(separator: "\n")[2])
        for (text, error) in [
            ("", .malformed), (String(text.dropLast()), .malformed), (text + "extension\n", .malformed),
            (text + "\n", .malformed), ("o\n1\n", .malformed), ("o\n1\n\n", .invalidRoot),
            ("\n1\n\(root)\n", .invalidOrigin), ("o\u{1}\n1\n\(root)\n", .invalidOrigin),
            ("o\n\n\(root)\n", .invalidSize), ("o\n01\n\(root)\n", .invalidSize),
            ("o\n00\n\(root)\n", .invalidSize),
            ("o\n+1\n\(root)\n", .invalidSize), ("o\n-1\n\(root)\n", .invalidSize),
            ("o\n1 \n\(root)\n", .invalidSize),
            ("o\n0x1\n\(root)\n", .invalidSize), ("o\n9223372036854775808\n\(root)\n", .invalidSize),
            ("o\n18446744073709551616\n\(root)\n", .invalidSize),
            ("o\n99999999999999999999999\n\(root)\n", .invalidSize),
            ("o\n1\n\(root.dropLast())\n", .invalidRoot), ("o\n1\nAAAA\n", .invalidRoot),
            ("o\n1\n\(root) \n", .invalidRoot), ("o\n1\nAAAA\(root)\n", .invalidRoot),
        ] as [(String, CheckpointError)] {
            #expect(throws: error, "\(text)") { try Checkpoint(text: text) }
        }
        #expect(try Checkpoint(text: "o\n9223372036854775807\n\(root)\n").size == Checkpoint.maximumSize)
    }

    @Test func unusableValues() {
        #expect(throws: CheckpointError.invalidOrigin) { try Checkpoint(origin: "", size: 1, root: Hash()) }
        #expect(throws: CheckpointError.invalidOrigin) {
            try Checkpoint(origin: "a\nb", size: 1, root: Hash())
        }
        #expect(throws: CheckpointError.invalidSize) {
            try Checkpoint(origin: "o", size: 1 << 63, root: Hash())
        }
    }

    @Test func verifiedWithWitnesses() throws {
        let verified = try VerifiedCheckpoint(
            bytes: vectors.cosigned.bytes, origin: log.name, log: log, witnesses: witnesses)
        #expect(verified.checkpoint.text == vectors.checkpoint.text)
        #expect(verified.cosignatures.map(\.key) == witnesses)
        #expect(verified.cosignatures.map(\.timestamp) == vectors.cosigned_times)
        #expect(verified.note.bytes == vectors.cosigned.bytes)
        let alone = try VerifiedCheckpoint(
            bytes: vectors.signed.bytes, origin: log.name, log: log, witnesses: witnesses)
        #expect(alone.cosignatures.isEmpty)
    }

    @Test func ownSignature() throws {
        let signer = try NoteSigner(name: log.name, key: vectors.log.signingKey())
        let note = try Checkpoint(text: vectors.checkpoint.text).signed(by: signer)
        let verified = try VerifiedCheckpoint(note, origin: log.name, log: log, witnesses: [])
        #expect(verified.checkpoint.size == 1000)
    }

    @Test func whatIsNoCheckpointOfTheLog() throws {
        let signed = vectors.signed.bytes
        let cosigned = try SignedNote(vectors.cosigned.bytes)
        let unsigned = try SignedNote(
            text: cosigned.text, signatures: [NoteSignature](cosigned.signatures.dropFirst()))
        #expect(throws: CheckpointError.notSignedByLog) {
            try VerifiedCheckpoint(unsigned, origin: log.name, log: log, witnesses: witnesses)
        }
        #expect(throws: CheckpointError.note(.noKnownKey)) {
            try VerifiedCheckpoint(unsigned, origin: log.name, log: log, witnesses: [])
        }
        #expect(throws: CheckpointError.wrongOrigin) {
            try VerifiedCheckpoint(bytes: signed, origin: "x.example", log: log, witnesses: [])
        }
        #expect(throws: CheckpointError.wrongKeyType) {
            try VerifiedCheckpoint(bytes: signed, origin: log.name, log: witnesses[0], witnesses: [])
        }
        #expect(throws: CheckpointError.wrongKeyType) {
            try VerifiedCheckpoint(
                bytes: signed, origin: log.name, log: log, witnesses: [VerifierKey(vkey: vectors.other.vkey)])
        }
        let twin = try VerifierKey(
            name: "twin.example", algorithm: .cosignature, publicKey: witnesses[0].publicKey)
        #expect(throws: CheckpointError.note(.ambiguousKeys)) {
            try VerifiedCheckpoint(bytes: signed, origin: log.name, log: log, witnesses: witnesses + [twin])
        }
        #expect(throws: CheckpointError.note(.malformed)) {
            try VerifiedCheckpoint(bytes: [], origin: log.name, log: log, witnesses: [])
        }
        #expect(throws: CheckpointError.invalidSize) {
            try VerifiedCheckpoint(
                bytes: vectors.note_with_empty_line.bytes, origin: log.name, log: log, witnesses: [])
        }
    }
}
