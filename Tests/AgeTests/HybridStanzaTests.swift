import Crypto
import Foundation
import Primitives
import Testing

@testable import Age

/// X-Wing and its HPKE suite against the public vectors, as far as the interface allows:
/// encapsulation takes no randomness, so decapsulation and opening are checked.
@Suite struct HybridStanzaTests {
    struct XWingVector: Decodable {
        let seed, pk, ct, ss: String
    }

    struct HPKEVector: Decodable {
        struct Encryption: Decodable { let aad, ct, pt: String }
        struct Export: Decodable {
            let context: String
            let length: Int
            let value: String

            enum CodingKeys: String, CodingKey {
                case context = "exporter_context"
                case length = "L"
                case value = "exported_value"
            }
        }

        let info, skRm, pkRm, enc: String
        let encryptions: [Encryption]
        let exports: [Export]
    }

    @Test func xwingVectors() throws {
        let data = try Data(contentsOf: vectorURL("xwing/test-vectors.json"))
        let vectors = try JSONDecoder().decode([XWingVector].self, from: data)
        #expect(vectors.count == 3)
        for vector in vectors {
            let seed = try unhex(vector.seed)
            #expect(try Identity(hybridSeed: seed).recipient == .hybrid(publicKey: unhex(vector.pk)))
            let key = try XWingMLKEM768X25519.PrivateKey(seedRepresentation: seed, publicKey: nil)
            let secret = try key.decapsulate(Data(unhex(vector.ct)))
            #expect(try secret.withUnsafeBytes { Array($0) } == unhex(vector.ss))
        }
    }

    @Test func hpkeVectors() throws {
        let data = try Data(contentsOf: vectorURL("hpke/xwing-hkdfsha256-chacha20poly1305.json"))
        let vectors = try JSONDecoder().decode([HPKEVector].self, from: data)
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let seed = try unhex(vector.skRm)
            #expect(try Identity(hybridSeed: seed).recipient == .hybrid(publicKey: unhex(vector.pkRm)))
            let key = try #require(XWingPrivateKey(seed: seed))
            let info = try unhex(vector.info)
            let encapsulation = try unhex(vector.enc)
            guard var recipient = HPKERecipient(key: key, encapsulation: encapsulation, info: info) else {
                Issue.record("the encapsulation was refused")
                continue
            }
            #expect(!vector.encryptions.isEmpty)
            for sealing in vector.encryptions {
                let opened = try recipient.open(unhex(sealing.ct), authenticating: unhex(sealing.aad))
                #expect(try opened == unhex(sealing.pt))
            }
            for export in vector.exports {
                let secret = try recipient.export(unhex(export.context), count: export.length)
                #expect(try secret?.withBytes { $0 } == unhex(export.value))
            }
        }
    }

    @Test func shapeIsCheckedWithoutAKey() throws {
        let file = try encrypt([], to: [try #require(Sample.hybrid(1).recipient)])
        let stanza = try Header.parse(file).stanzas[0]
        #expect(throws: Never.self) { try HybridStanza(stanza) }
        let enc = stanza.arguments[0]
        for bad in [
            Stanza(type: "X25519", arguments: [enc], body: stanza.body),
            Stanza(type: stanza.type, arguments: [], body: stanza.body),
            Stanza(type: stanza.type, arguments: [enc, "a"], body: stanza.body),
            Stanza(type: stanza.type, arguments: [String(enc.dropLast())], body: stanza.body),
            Stanza(type: stanza.type, arguments: [enc], body: stanza.body + [0]),
            Stanza(type: stanza.type, arguments: [enc], body: []),
        ] {
            #expect(kind { _ = try HybridStanza(bad) } == .header)
        }
    }
}
