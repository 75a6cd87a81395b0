import Testing

@testable import Age

/// A changed, cut, lengthened or reordered file never decrypts, and what is released is a prefix.
@Suite struct TamperingTests {
    /// Every byte of a small X25519 file, one bit each, by region.
    @Test func everyByteOfASmallFile() throws {
        let identity = try Sample.x25519(1)
        let file = try encrypt(Sample.bytes(50), to: [try #require(identity.recipient)])
        let header = try Header.parse(file).length
        for index in file.indices {
            let failure = tampered(file, at: index, bit: UInt8(index % 8), with: identity)
            switch index {
            case ..<22: #expect(failure == .header)
            case ..<header: #expect([.header, .noMatch, .hmac].contains(failure))
            default: #expect(failure == .payload)
            }
        }
        var other = file
        other[header - 10] = UInt8(ascii: file[header - 10] == UInt8(ascii: "A") ? "B" : "A")
        #expect(kind { _ = try decrypt(other, with: [identity]) } == .hmac)
    }

    /// A sample of the bytes of a hybrid file: ML-KEM ciphertext, share, body, second stanza.
    @Test func bytesOfAHybridFile() throws {
        let identity = try Sample.hybrid(1)
        let other = try Sample.hybrid(2)
        let file = try encrypt(Sample.bytes(50), to: [identity, other].compactMap(\.recipient))
        for index in stride(from: 0, to: file.count, by: 41) {
            #expect(tampered(file, at: index, bit: UInt8(index % 8), with: identity) != nil, "byte \(index)")
        }
    }

    @Test func everyCut() throws {
        let identity = try Sample.x25519(1)
        let file = try encrypt(Sample.bytes(65_537), to: [try #require(identity.recipient)])
        let payload = try Header.parse(file).length + 16
        let cuts = Array(0..<payload + 40) + Array(payload + 65_500..<file.count)
        for cut in cuts {
            var plaintext: [UInt8] = []
            let failure = kind {
                try decrypt(Array(file[..<cut]), with: [identity], slice: 40_000, into: &plaintext)
            }
            #expect(failure == (cut < payload ? .header : .payload), "cut at \(cut)")
            #expect(plaintext.isEmpty || plaintext == Sample.bytes(65_536))
        }
    }

    @Test func lengthenedSwappedAndDropped() throws {
        let identity = try Sample.x25519(1)
        let file = try encrypt(Sample.bytes(150_000), to: [try #require(identity.recipient)])
        let start = try Header.parse(file).length + 16
        let first = Array(file[start..<start + 65_552])
        let second = Array(file[start + 65_552..<start + 131_104])
        let last = Array(file[(start + 131_104)...])
        let head = Array(file[..<start])
        for body in [
            first + second + last + [0], first + second + last + last, second + first + last, first + last,
            second + last, last, first + first + second + last, first + second, [],
        ] {
            #expect(kind { _ = try decrypt(head + body, with: [identity]) } == .payload)
        }
    }

    /// A header is not to be moved over another file's payload, even with the same recipient.
    @Test func foreignPayload() throws {
        let identity = try Sample.x25519(1)
        let recipients = [try #require(identity.recipient)]
        let one = try encrypt([1], to: recipients)
        var encryptor = try Encryptor(
            recipients: recipients, fileKey: Sample.bytes(16), payloadNonce: Sample.nonce)
        var two = encryptor.header
        try encryptor.update([2], into: &two)
        try encryptor.finish(into: &two)
        let mixed = one.dropLast(17) + two.suffix(17)
        #expect(kind { _ = try decrypt(Array(mixed), with: [identity]) } == .payload)
    }

    /// A malformed stanza of a known type spoils the header for every reader, wherever it stands.
    @Test func malformedStanzaOfAnotherReader() throws {
        let identity = try Sample.hybrid(1)
        let fileKey = try #require(FileKey(Sample.fileKey))
        let good = try #require(identity.recipient).stanza(sealing: fileKey)
        let bad = Stanza(type: "X25519", arguments: ["AA"], body: [])
        let unknown = Stanza(type: "x25519", arguments: ["AA"], body: [])
        let chunk = try encrypt([5], to: [try #require(identity.recipient)]).suffix(33)
        let spoilt = Header(stanzas: [good, bad], fileKey: fileKey).bytes + chunk
        #expect(kind { _ = try decrypt(spoilt, with: [identity]) } == .header)
        let greased = Header(stanzas: [unknown, good], fileKey: fileKey).bytes + chunk
        #expect(try decrypt(greased, with: [identity]) == [5])
    }

    private func tampered(
        _ file: [UInt8], at index: Int, bit: UInt8, with identity: Identity,
    ) -> AgeError.Kind? {
        var bad = file
        bad[index] ^= 1 << bit
        return kind { _ = try decrypt(bad, with: [identity]) }
    }
}
