@testable import Keys
import TestSupport
import Testing
import Wire

@Suite struct SigningTests {
    @Test func inputIsLabelOriginBody() {
        let input = signingInput(label: "test v1", origin: "log.example", body: [9, 8])
        #expect(input == "test v1".bytes + [0, 11] + "log.example".bytes + [9, 8])
    }

    /// RFC 9420 §2.1.2: the shortest form, at both sides of each step.
    @Test(arguments: [
        (0, [0x00]), (63, [0x3f]), (64, [0x40, 0x40]), (16_383, [0x7f, 0xff]),
        (16_384, [0x80, 0x00, 0x40, 0x00]),
    ])
    func originLength(count: Int, length: [Int]) {
        let origin = String(repeating: "o", count: count)
        let input = signingInput(label: "l", origin: origin, body: [])
        #expect(input == "l".bytes + [0] + length.map { UInt8($0) } + origin.bytes)
    }

    @Test func signaturesAreBoundToLabelOriginAndBody() throws {
        let key = try SigningKey(seed: FixedBytes())
        let signature = try key.sign(label: "a", origin: "o", body: [1])
        #expect(Ed25519.verify(signature, label: "a", origin: "o", body: [1], by: key.publicKey))
        #expect(!Ed25519.verify(signature, label: "b", origin: "o", body: [1], by: key.publicKey))
        #expect(!Ed25519.verify(signature, label: "a", origin: "p", body: [1], by: key.publicKey))
        #expect(!Ed25519.verify(signature, label: "a", origin: "o", body: [2], by: key.publicKey))
        let other = try SigningKey(seed: required(FixedBytes([UInt8](repeating: 1, count: 32))))
        #expect(!Ed25519.verify(signature, label: "a", origin: "o", body: [1], by: other.publicKey))
    }

    /// RFC 8032 §7.1, test 1.
    @Test func rfc8032() throws {
        let seed = try required(
            FixedBytes<32>(hex: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
        let key = try SigningKey(seed: seed)
        #expect(key.publicKey.hex == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        let signature = try required(
            Signature(
                hex:
                    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                    + "d25bf5f0595bbe24655141438e7a100b"))
        #expect(Ed25519.verify(signature, of: [], by: key.publicKey))
        #expect(Ed25519.verify(try key.sign([]), of: [], by: key.publicKey))
    }
}
