@testable import Keys
import TestSupport
import Testing
@testable import TransparencyLog
import Wire

@Suite struct NoteTests {
    let vectors: C2SPVectors
    let log: VerifierKey
    let other: VerifierKey
    let witnesses: [VerifierKey]

    init() throws {
        vectors = try C2SPVectors.shared.get()
        log = try vectors.logKey()
        other = try VerifierKey(vkey: vectors.other.vkey)
        witnesses = try vectors.witnessKeys()
    }

    @Test func readsSignsVerifies() throws {
        let note = try SignedNote(vectors.signed.bytes)
        #expect(note.text == vectors.checkpoint.text)
        #expect(note.bytes == vectors.signed.bytes)
        #expect(try note.verify(by: [log]) == [VerifiedSignature(key: log, timestamp: nil)])
        let signer = try NoteSigner(name: log.name, key: vectors.log.signingKey())
        let own = try SignedNote(text: note.text, signatures: [signer.sign(note.text)])
        #expect(try own.verify(by: [log]).map(\.key) == [log])
    }

    @Test func splitsAtTheLastEmptyLine() throws {
        let note = try SignedNote(vectors.note_with_empty_line.bytes)
        #expect(note.text == vectors.text_with_empty_line)
        #expect(note.signatures.map(\.name) == [log.name, other.name])
        #expect(note.bytes == vectors.note_with_empty_line.bytes)
        #expect(try note.verify(by: [other, log]).map(\.key) == [other, log])
        #expect(try note.verify(by: [other] + witnesses).map(\.key) == [other])
    }

    @Test func unknownKeysAreIgnoredAndNotEnough() throws {
        let note = try SignedNote(vectors.signed.bytes)
        #expect(throws: NoteError.noKnownKey) { try note.verify(by: [other]) }
        #expect(throws: NoteError.noKnownKey) { try note.verify(by: []) }
        // The same name with another ID is another key, and so is the same ID with another name.
        let namesake = try VerifierKey(name: log.name, algorithm: .ed25519, publicKey: other.publicKey)
        #expect(throws: NoteError.noKnownKey) { try note.verify(by: [namesake]) }
        let renamed = NoteSignature(name: "x.example", keyID: log.keyID, bytes: note.signatures[0].bytes)
        #expect(throws: NoteError.noKnownKey) {
            try SignedNote(text: note.text, signatures: [renamed]).verify(by: [log])
        }
    }

    /// Two spellings that Unicode calls equal are two names.
    @Test func namesAreComparedByteForByte() throws {
        let key = try vectors.log.signingKey()
        let signer = try NoteSigner(name: "kent\u{e9}.example", key: key)
        let signature = try signer.sign("text\n")
        let respelt = NoteSignature(
            name: "kente\u{301}.example", keyID: signature.keyID, bytes: signature.bytes)
        let note = try SignedNote(text: "text\n", signatures: [respelt])
        #expect(throws: NoteError.noKnownKey) { try note.verify(by: [signer.verifierKey]) }
    }

    @Test func knownKeyThatFailsRejectsTheWholeNote() throws {
        let note = try SignedNote(vectors.note_with_empty_line.bytes)
        var bytes = note.signatures[1].bytes
        bytes[10] ^= 1
        let wrong = NoteSignature(key: other, bytes: bytes)
        let forged = try SignedNote(text: note.text, signatures: [note.signatures[0], wrong])
        #expect(throws: NoteError.invalidSignature(line: 2)) { try forged.verify(by: [log, other]) }
        #expect(try forged.verify(by: [log]).map(\.key) == [log])
        let both = try note.adding([wrong])
        #expect(throws: NoteError.invalidSignature(line: 3)) { try both.verify(by: [log, other]) }
        for bytes in [[], [UInt8](bytes.dropLast()), bytes + [0]] {
            let short = try SignedNote(text: note.text, signatures: [NoteSignature(key: log, bytes: bytes)])
            #expect(throws: NoteError.invalidSignature(line: 1)) { try short.verify(by: [log]) }
        }
        let altered = try SignedNote(vectors.signed.with("1000", as: "1001").bytes)
        #expect(throws: NoteError.invalidSignature(line: 1)) { try altered.verify(by: [log]) }
    }

    @Test func keysThatCannotBeToldApart() throws {
        let note = try SignedNote(vectors.signed.bytes)
        #expect(throws: NoteError.ambiguousKeys) { try note.verify(by: [log, log]) }
        let twin = try VerifierKey(name: "twin.example", algorithm: .cosignature, publicKey: log.publicKey)
        #expect(throws: NoteError.ambiguousKeys) { try note.verify(by: [log, twin]) }
    }

    @Test func malformedNotes() throws {
        let signed = vectors.signed
        let line = signed.split(separator: "\n").last.map(String.init) ?? ""
        for (text, error) in [
            ("", .malformed), ("\n", .malformed), ("\n\n", .malformed), ("text\n", .malformed),
            ("text\n\n", .malformed),
            (String(signed.dropLast()), .malformed), (signed.with("\n\n", as: "\n"), .malformed),
            ("\n" + line + "\n", .malformed), (signed + "\n", .malformed),
            (signed + "x\n", .malformedSignature(line: 2)),
            (signed + "\(line) \n", .malformedSignature(line: 2)),
            (signed.with("—", as: "-"), .malformedSignature(line: 1)),
            (signed.with("— ", as: "—  "), .malformedSignature(line: 1)),
            (signed.with("— ", as: "—"), .malformedSignature(line: 1)),
            (signed.with("— log.example/", as: "— log.ex\u{a0}mple/"), .malformedSignature(line: 1)),
            (signed.with("— log.example/", as: "— log+example/"), .malformedSignature(line: 1)),
            (signed.with("=\n", as: "\n"), .malformedSignature(line: 1)),
            (signed.with(" 8/7L", as: " 8/7\u{e9}"), .malformedSignature(line: 1)),
            ("text\n\n— a AAAAAA==\n", .malformedSignature(line: 1)),
            ("text\n\n— a \n", .malformedSignature(line: 1)),
            (signed.with("1000", as: "1000\r"), .controlCharacter),
            (signed.with("1000", as: "10\t00"), .controlCharacter),
            (signed.with("1000", as: "10\u{0}00"), .controlCharacter),
        ] as [(String, NoteError)] where text != vectors.signed {
            #expect(throws: error, "\(text)") { try SignedNote(text.bytes) }
        }
        #expect(throws: NoteError.notUTF8) { try SignedNote([0xc3, 0x28] + signed.bytes) }
        #expect(throws: NoteError.notUTF8) { try SignedNote([0xed, 0xa0, 0x80] + signed.bytes) }
    }

    /// What is accepted is printed again byte for byte: no two notes are read as one.
    @Test func everyAcceptedChangeShows() throws {
        let bytes = vectors.cosigned.bytes
        for index in bytes.indices {
            for byte in [bytes[index] ^ 1, bytes[index] ^ 0x20, 0x0a, 0x20] {
                var changed = bytes
                changed[index] = byte
                if let note = try? SignedNote(changed) { #expect(note.bytes == changed) }
            }
        }
    }

    @Test func limits() throws {
        let note = try SignedNote(vectors.signed.bytes)
        let line = note.signatures[0]
        let many = [NoteSignature](repeating: line, count: 64)
        let full = try SignedNote(text: note.text, signatures: many)
        #expect(try SignedNote(full.bytes).verify(by: [log]).count == 1)
        #expect(throws: NoteError.tooManySignatures(limit: 64)) {
            try SignedNote(text: note.text, signatures: many + [line])
        }
        #expect(throws: NoteError.tooManySignatures(limit: 64)) {
            try SignedNote(full.bytes + "\(line.line)\n".bytes)
        }
        #expect(throws: NoteError.tooLarge(byteCount: 131_073, limit: 131_072)) {
            try SignedNote([UInt8](repeating: 0x61, count: 131_073))
        }
        // Sixteen post-quantum signatures of nearly 5 kB must fit.
        let large = (0..<16).map {
            NoteSignature(name: "pq\($0).example", keyID: 7, bytes: [UInt8](repeating: 1, count: 4990))
        }
        #expect(try SignedNote(note.adding(large).bytes).verify(by: [log]).map(\.key) == [log])
    }

    @Test func textsThatCannotBeSigned() throws {
        let signature = NoteSignature(key: log, bytes: [1])
        #expect(throws: NoteError.malformed) { try SignedNote(text: "", signatures: [signature]) }
        #expect(throws: NoteError.malformed) { try SignedNote(text: "no end", signatures: [signature]) }
        #expect(throws: NoteError.malformed) { try SignedNote(text: "text\n", signatures: []) }
        #expect(throws: NoteError.controlCharacter) { try SignedNote(text: "a\r\n", signatures: [signature]) }
    }

    @Test func addingDoesNotRepeat() throws {
        let cosigned = try SignedNote(vectors.cosigned.bytes)
        let signed = try SignedNote(vectors.signed.bytes)
        #expect(try signed.adding(cosigned.signatures) == cosigned)
        #expect(try cosigned.adding(cosigned.signatures) == cosigned)
    }
}
