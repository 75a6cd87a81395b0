import Testing

@testable import TLS

@Suite struct TLSIdentityTests {
    @Test func keysDiffer() throws {
        let other = try TLSIdentity.generate()
        #expect(other.spkiHash.count == 32)
        #expect(other.spkiHash != sharedIdentity.spkiHash)
        #expect(other.certificateDER.count == sharedIdentity.certificateDER.count || other != sharedIdentity)
    }

    @Test func survivesPEM() throws {
        let pem = try sharedIdentity.pem()
        #expect(pem.starts(with: "-----BEGIN PRIVATE KEY-----".utf8))
        #expect(try TLSIdentity(pem: pem) == sharedIdentity)
    }

    @Test func pemMayHaveTheCertificateFirst() throws {
        let text = String(decoding: try sharedIdentity.pem(), as: UTF8.self)
        let start = try #require(text.firstRange(of: "-----BEGIN CERTIFICATE-----")?.lowerBound)
        let swapped = text[start...] + text[..<start]
        #expect(try TLSIdentity(pem: Array(swapped.utf8)) == sharedIdentity)
    }

    @Test func survivesDER() throws {
        let read = try TLSIdentity(
            certificateDER: sharedIdentity.certificateDER, privateKeyDER: sharedIdentity.privateKeyDER)
        #expect(read == sharedIdentity)
    }

    @Test func refusesAnotherKeysCertificate() throws {
        let other = try TLSIdentity.generate()
        #expect(throws: TLSError.identity(reason: "key values mismatch")) {
            try TLSIdentity(certificateDER: sharedIdentity.certificateDER, privateKeyDER: other.privateKeyDER)
        }
    }

    @Test func refusesTrailingAndCutBytes() {
        for change in [{ $0 + [0] }, { $0.dropLast() }, { _ in [] }] as [([UInt8]) -> [UInt8]] {
            #expect(throws: TLSError.self) {
                try TLSIdentity(
                    certificateDER: change(sharedIdentity.certificateDER),
                    privateKeyDER: sharedIdentity.privateKeyDER)
            }
            #expect(throws: TLSError.self) {
                try TLSIdentity(
                    certificateDER: sharedIdentity.certificateDER,
                    privateKeyDER: change(sharedIdentity.privateKeyDER))
            }
        }
        #expect(throws: TLSError.self) { try TLSIdentity(pem: []) }
        #expect(throws: TLSError.self) { try TLSIdentity(pem: Array("garbage".utf8)) }
    }

    @Test(arguments: [SampleKey.rsa, SampleKey.p384, SampleKey.encrypted])
    func refusesOtherKeys(key: SampleKey) {
        #expect(throws: TLSError.self) { try TLSIdentity(pem: Array(key.rawValue.utf8)) }
    }

    @Test func readsEd25519() throws {
        let identity = try TLSIdentity(pem: Array(SampleKey.ed25519.rawValue.utf8))
        let pair = try EnginePair(verification: .pinned([identity.spkiHash]), identity: identity)
        #expect(pair.handshake().client == [.handshakeCompleted(peerSPKIHash: identity.spkiHash)])
    }

    /// The pin agrees with `openssl x509 -pubkey | openssl pkey -pubin -outform DER | sha256sum`.
    @Test func pinIsTheHashOfTheSPKI() throws {
        let identity = try TLSIdentity(pem: Array(SampleKey.ed25519.rawValue.utf8))
        let hex = identity.spkiHash.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        #expect(hex.joined() == SampleKey.ed25519Pin)
    }

    @Test func certificateHasFixedNamesAndTimes() throws {
        let certificate = sharedIdentity.certificateDER
        let count = { (part: String) in certificate.ranges(of: Array(part.utf8)).count }
        #expect(count("kentongan") == 2)
        #expect(count("700101000000Z") == 1)
        #expect(count("99991231235959Z") == 1)
        let other = try TLSIdentity.generate(
            validity: .init(notBefore: "20300101000000Z", notAfter: "20310101000000Z"))
        #expect(other.certificateDER.ranges(of: Array("300101000000Z".utf8)).count == 1)
        #expect(throws: TLSError.self) {
            try TLSIdentity.generate(validity: .init(notBefore: "never", notAfter: "never"))
        }
    }

    @Test func descriptionHoldsNoKey() {
        #expect(String(describing: sharedIdentity) == "TLSIdentity")
        #expect("\(sharedIdentity)" == "TLSIdentity")
    }
}
