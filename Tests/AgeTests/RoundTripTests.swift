import Testing

@testable import Age

/// `Encryptor` and `Decryptor` against each other.
@Suite struct RoundTripTests {
    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000], [1_009, 65_536, 65_553, .max])
    func sizesAndSlices(_ count: Int, _ slice: Int) throws {
        let identity = try Sample.hybrid(1)
        let plaintext = Sample.bytes(count)
        let file = try encrypt(plaintext, to: [try #require(identity.recipient)], slice: slice)
        #expect(try decrypt(file, with: [identity], slice: slice) == plaintext)
        #expect(try decrypt(file, with: [identity], slice: 777) == plaintext)
        let whole = try encrypt(plaintext, to: [try #require(identity.recipient)])
        let header = try Header.parse(file).length
        #expect(file[header...] == whole[header...], "the payload depends on the parameters only")
    }

    @Test func byteByByte() throws {
        let identity = try Sample.x25519(1)
        let file = try encrypt(Sample.bytes(300), to: [try #require(identity.recipient)], slice: 1)
        #expect(try decrypt(file, with: [identity], slice: 1) == Sample.bytes(300))
    }

    @Test func eachRecipientOpensAndNoOther() throws {
        for make in [Sample.hybrid, Sample.x25519] {
            let identities = try (1...3).map { try make($0) }
            let file = try encrypt([7], to: identities.compactMap(\.recipient))
            for identity in identities {
                #expect(try decrypt(file, with: [identity]) == [7])
            }
            let stranger = try make(9)
            #expect(kind { _ = try decrypt(file, with: [stranger]) } == .noMatch)
            #expect(kind { _ = try decrypt(file, with: []) } == .noMatch)
            #expect(try decrypt(file, with: [stranger, Sample.x25519(8), identities[2]]) == [7])
        }
    }

    @Test func refusedParameters() throws {
        let hybrid = try #require(Sample.hybrid(1).recipient)
        let classical = try #require(Sample.x25519(1).recipient)
        func kind(_ recipients: [Recipient], key: Int = 16, nonce: Int = 16) -> AgeError.Kind? {
            AgeTests.kind {
                _ = try Encryptor(
                    recipients: recipients, fileKey: Sample.bytes(key), payloadNonce: Sample.bytes(nonce))
            }
        }
        #expect(kind([hybrid]) == nil)
        #expect(kind([]) == .recipient)
        #expect(kind([hybrid, classical]) == .recipient)
        #expect(kind([classical, hybrid, classical]) == .recipient)
        #expect(kind(Array(repeating: hybrid, count: 42)) == nil)
        #expect(kind(Array(repeating: hybrid, count: 43)) == .recipient)
        #expect(kind([.hybrid(publicKey: [])]) == .recipient)
        #expect(kind([hybrid], key: 15) == .usage)
        #expect(kind([hybrid], key: 32) == .usage)
        #expect(kind([hybrid], nonce: 12) == .usage)
    }

    @Test func orderOfCalls() throws {
        let identity = try Sample.x25519(1)
        var encryptor = try Encryptor(
            recipients: [try #require(identity.recipient)], fileKey: Sample.fileKey,
            payloadNonce: Sample.nonce)
        var file = encryptor.header
        try encryptor.finish(into: &file)
        #expect(throws: AgeError(.usage, "plaintext after the end")) {
            try encryptor.update([1], into: &file)
        }
        #expect(throws: AgeError(.usage, "the end was given twice")) { try encryptor.finish(into: &file) }

        var plaintext: [UInt8] = []
        var decryptor = Decryptor(identities: [identity])
        try decryptor.receive(file, into: &plaintext)
        #expect(decryptor.header?.stanzas.count == 1)
        try decryptor.finish(into: &plaintext)
        #expect(throws: AgeError(.usage, "ciphertext after the end")) {
            try decryptor.receive([1], into: &plaintext)
        }
        #expect(plaintext.isEmpty)
    }

    @Test func theFirstFailureIsFinal() throws {
        let identity = try Sample.x25519(1)
        let file = try encrypt(Sample.bytes(200_000), to: [try #require(identity.recipient)])
        var bad = file
        bad[100_000] ^= 1
        var plaintext: [UInt8] = []
        var decryptor = Decryptor(identities: [identity])
        let failure = AgeError(.payload, "chunk 1 does not authenticate as an inner one")
        #expect(throws: failure) { try decryptor.receive(bad, into: &plaintext) }
        #expect(plaintext == Sample.bytes(65_536))
        #expect(throws: failure) { try decryptor.receive(file, into: &plaintext) }
        #expect(throws: failure) { try decryptor.finish(into: &plaintext) }
        #expect(plaintext == Sample.bytes(65_536))
    }
}
