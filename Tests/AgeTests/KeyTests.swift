import Age
import Testing

/// Recipients and identities: their texts, and what is refused.
@Suite struct KeyTests {
    @Test(arguments: AgeVector.names)
    func identitiesAreCanonical(_ name: String) throws {
        for text in try AgeVector(name).values("identity") {
            let identity = try Identity(bech32: text)
            #expect(identity.bech32 == text)
            let recipient = try #require(identity.recipient)
            #expect(try Recipient(bech32: recipient.bech32) == recipient)
        }
    }

    @Test func texts() throws {
        let hybrid = try Sample.hybrid(1)
        let recipient = try #require(hybrid.recipient)
        #expect(recipient.bech32.hasPrefix("age1pq1") && recipient.bech32.utf8.count == 1_959)
        #expect(hybrid.bech32?.hasPrefix("AGE-SECRET-KEY-PQ-1") == true)
        let classical = try Sample.x25519(1)
        #expect(classical.recipient?.bech32.hasPrefix("age1") == true)
        #expect(classical.recipient?.bech32.utf8.count == 62)
        #expect(classical.bech32?.hasPrefix("AGE-SECRET-KEY-1") == true)
        #expect(Identity(passphrase: "sample").bech32 == nil)
        #expect(Identity(passphrase: "sample").recipient == nil)
    }

    @Test func caseIsStrict() throws {
        for identity in [try Sample.hybrid(2), try Sample.x25519(2)] {
            let secret = try #require(identity.bech32)
            #expect(kind { _ = try Identity(bech32: secret.lowercased()) } == .identity)
            let recipient = try #require(identity.recipient).bech32
            #expect(kind { _ = try Recipient(bech32: recipient.uppercased()) } == .recipient)
            #expect(kind { _ = try Recipient(bech32: "A" + recipient.dropFirst()) } == .recipient)
            #expect(kind { _ = try Recipient(bech32: secret) } == .recipient)
            #expect(kind { _ = try Identity(bech32: recipient) } == .identity)
            #expect(kind { _ = try Recipient(bech32: recipient + " ") } == .recipient)
        }
    }

    @Test(arguments: [0, 31, 33, 1_215, 1_217])
    func lengths(_ count: Int) {
        let bytes = Sample.bytes(count)
        #expect(kind { _ = try Identity(hybridSeed: bytes) } == .identity)
        #expect(kind { _ = try Identity(x25519: bytes) } == .identity)
        #expect(kind { try Recipient.hybrid(publicKey: bytes).validate() } == .recipient)
        #expect(kind { try Recipient.x25519(bytes).validate() } == .recipient)
        #expect(kind { _ = try Recipient(bech32: Recipient.x25519(bytes).bech32) } == .recipient)
    }

    /// The points of order 1, 2, 4 and 8 and encodings of them that are not reduced (RFC 7748 §7).
    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
    ])
    func lowOrderRecipients(_ text: String) throws {
        let point = try unhex(text)
        #expect(kind { try Recipient.x25519(point).validate() } == .recipient)
        guard case .hybrid(let good) = try #require(try Sample.hybrid(3).recipient) else {
            Issue.record("not hybrid")
            return
        }
        let bad = Recipient.hybrid(publicKey: good.dropLast(32) + point)
        #expect(kind { try bad.validate() } == .recipient)
        #expect(kind { _ = try encrypt([], to: [bad]) } == .recipient)
    }

    @Test func unreducedCoefficientsAreRefused() throws {
        guard case .hybrid(var key) = try #require(try Sample.hybrid(4).recipient) else {
            Issue.record("not hybrid")
            return
        }
        key[0] = 0xff
        key[1] |= 0x0f
        #expect(kind { try Recipient.hybrid(publicKey: key).validate() } == .recipient)
    }

    @Test func descriptionsHoldNoSecret() throws {
        for identity in [try Sample.hybrid(5), try Sample.x25519(5), Identity(passphrase: "sample")] {
            var dumped = ""
            dump(identity, to: &dumped)
            for text in ["\(identity)", String(reflecting: identity), dumped] {
                #expect(text.contains("age identity") && text.utf8.count < 60)
            }
        }
    }
}
