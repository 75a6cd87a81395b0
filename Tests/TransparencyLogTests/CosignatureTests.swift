@testable import Keys
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct CosignatureTests {
    let vectors: C2SPVectors
    let log: VerifierKey
    let witness: VerifierKey
    let cosigner: Cosigner
    let checkpoint: Checkpoint

    init() throws {
        vectors = try C2SPVectors.shared.get()
        log = try vectors.logKey()
        witness = try vectors.witnessKeys()[0]
        cosigner = try Cosigner(name: witness.name, key: vectors.witnesses[0].signingKey())
        checkpoint = try Checkpoint(text: vectors.checkpoint.text)
    }

    @Test func message() {
        let message = Cosignature.message("o\n1\nr\n", timestamp: 1_679_315_147)
        #expect(message == "cosignature/v1\ntime 1679315147\no\n1\nr\n".bytes)
    }

    @Test func signsAndVerifies() throws {
        #expect(cosigner.verifierKey == witness)
        let line = try cosigner.cosign(checkpoint, at: 1_800_000_000)
        #expect(line.bytes.count == 72)
        #expect([UInt8](line.bytes[..<8]) == [0, 0, 0, 0, 0x6b, 0x49, 0xd2, 0x00])
        let note = try SignedNote(vectors.signed.bytes).adding([line])
        #expect(try note.verify(by: [witness]) == [VerifiedSignature(key: witness, timestamp: 1_800_000_000)])
    }

    @Test func latestOfSeveralCounts() throws {
        let note = try SignedNote(vectors.signed.bytes).adding([
            cosigner.cosign(checkpoint, at: 5), cosigner.cosign(checkpoint, at: 9),
            cosigner.cosign(checkpoint, at: 7),
        ])
        #expect(try note.verify(by: [witness]).map(\.timestamp) == [9])
    }

    @Test func timestampIsSigned() throws {
        let line = try cosigner.cosign(checkpoint, at: 1_800_000_000)
        for index in 0..<72 {
            var bytes = line.bytes
            bytes[index] ^= 1
            let note = try SignedNote(
                text: checkpoint.text, signatures: [NoteSignature(key: witness, bytes: bytes)])
            #expect(throws: NoteError.invalidSignature(line: 1)) { try note.verify(by: [witness]) }
        }
        for bytes in [[UInt8](line.bytes[8...]), [UInt8](line.bytes.dropLast()), line.bytes + [0]] {
            let note = try SignedNote(
                text: checkpoint.text, signatures: [NoteSignature(key: witness, bytes: bytes)])
            #expect(throws: NoteError.invalidSignature(line: 1)) { try note.verify(by: [witness]) }
        }
    }

    @Test func timestampsOutOfRange() throws {
        #expect(throws: SigningError.invalidTimestamp) { try cosigner.cosign(checkpoint, at: 0) }
        #expect(throws: SigningError.invalidTimestamp) { try cosigner.cosign(checkpoint, at: 1 << 63) }
        _ = try cosigner.cosign(checkpoint, at: UInt64(Int64.max))
        #expect(Cosignature([0x80] + [UInt8](repeating: 0, count: 71)) == nil)
        #expect(Cosignature([0x7f] + [UInt8](repeating: 0xff, count: 71))?.timestamp == UInt64(Int64.max))
    }
}
