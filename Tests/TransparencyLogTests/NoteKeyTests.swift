@testable import Keys
@testable import Primitives
import Testing
@testable import TransparencyLog
import Wire

@Suite struct NoteKeyTests {
    @Test func vkeys() throws {
        let vectors = try C2SPVectors.shared.get()
        for vector in [vectors.log, vectors.other, vectors.plus] + vectors.witnesses {
            let key = try VerifierKey(vkey: vector.vkey)
            #expect(key.name == vector.name)
            #expect(key.algorithm.rawValue == vector.type)
            #expect(key.keyID == vector.key_id)
            #expect(key.publicKey.hex == vector.public_key)
            #expect(key.vkey == vector.vkey)
            #expect(try vector.signingKey().publicKey == key.publicKey)
        }
        #expect(vectors.plus.vkey.filter { $0 == "+" }.count > 2)
    }

    @Test func sameKeyAnotherTypeAnotherID() throws {
        let key = try C2SPVectors.shared.get().log.signingKey()
        let name = "log.example"
        #expect(
            try NoteSigner(name: name, key: key).verifierKey.keyID
                != Cosigner(name: name, key: key).verifierKey.keyID)
    }

    @Test(arguments: ["", "two words", "a+b", "a\u{a0}b", "a\u{2003}", "\u{3000}", "a\n", "a\u{1}", "tab\t"])
    func names(name: String) throws {
        let key = try C2SPVectors.shared.get().log.signingKey()
        #expect(throws: NoteError.invalidKeyName) { try NoteSigner(name: name, key: key) }
        #expect(throws: NoteError.invalidKeyName) { try Cosigner(name: name, key: key) }
    }

    @Test func malformed() throws {
        let vkey = try C2SPVectors.shared.get().log.vkey
        let parts = vkey.split(separator: "+", maxSplits: 2).map(String.init)
        let (name, id, key) = (parts[0], parts[1], parts[2])
        for (text, error) in [
            ("", .malformedKey), (name, .malformedKey), ("\(name)+\(id)", .malformedKey),
            ("\(name)+\(id)+", .malformedKey), ("\(name)+\(id)+\(key)=", .malformedKey),
            ("\(name)+\(id)+AUMB", .malformedKey), ("\(name)+\(id)+\(key)AAAA", .malformedKey),
            ("\(name)x+\(id)+\(key)", .keyIDMismatch), ("\(name)+\(id.uppercased())+\(key)", .keyIDMismatch),
            ("\(name)+\(id.dropFirst())+\(key)", .keyIDMismatch), ("\(name)++\(key)", .keyIDMismatch),
            ("+\(id)+\(key)", .invalidKeyName),
            (
                "\(name)+\(id)+\(Base64.encode([2] + [UInt8](repeating: 9, count: 32)))",
                .unsupportedAlgorithm(2)
            ),
            (
                "\(name)+\(id)+\(Base64.encode([6] + [UInt8](repeating: 9, count: 1312)))",
                .unsupportedAlgorithm(6)
            ),
            (
                "\(name)+\(id)+\(Base64.encode([1, 1] + [UInt8](repeating: 0, count: 31)))",
                .unacceptablePublicKey
            ),
        ] as [(String, NoteError)] {
            #expect(throws: error, "\(text)") { try VerifierKey(vkey: text) }
        }
    }
}
