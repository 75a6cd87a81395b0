import Console
import Foundation
import Keys
import Review
import TestSupport
import Testing
import TransparencyLog
import Wire
import Witness
import Words

@Suite struct WitnessKeyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func keygen() throws {
        let made = try WitnessKey.create(name: "ngo.example/w1", in: folder.file("w"), random: System.random)
        #expect(try folder.names() == ["w/witness.key", "w/witness.vkey"])
        #expect(try folder.mode("w/witness.key") == 0o600)
        #expect(try folder.read("w/witness.vkey") == made.verifierKey.vkey + "\n")
        #expect(made.verifierKey.algorithm == .cosignature)
        #expect(made.verifierKey.name == "ngo.example/w1")
        #expect(try WitnessKey(in: folder.file("w")).verifierKey == made.verifierKey)
        let failure = #expect(throws: WitnessError.self) {
            try WitnessKey.create(name: "ngo.example/w2", in: folder.file("w"), random: System.random)
        }
        #expect(failure?.kind == .outputExists)
        #expect(try folder.read("w/witness.vkey") == made.verifierKey.vkey + "\n")
    }

    @Test(arguments: ["", "a b", "a+b", "a\nb", "a\u{7f}", "\u{202e}a", String(repeating: "n", count: 65)])
    func names(_ name: String) throws {
        let failure = #expect(throws: WitnessError.self) {
            try WitnessKey.create(name: name, in: folder.file("w"), random: System.random)
        }
        #expect(failure?.field == "--name")
        #expect(try folder.names() == [])
    }

    @Test func unusualNamesComeBack() throws {
        for (index, name) in ["a:b#c", "#x", "desa-é.example/ä", ":"].enumerated() {
            let made = try WitnessKey.create(name: name, in: folder.file("\(index)"), random: System.random)
            #expect(try WitnessKey(in: folder.file("\(index)")).verifierKey == made.verifierKey)
        }
    }

    /// An agency runs a witness with the key that is on its card.
    @Test func agencysKey() throws {
        _ = try AgencyKeygen(code: "bkn", name: "BKN")
            .create(in: folder.path, now: 0, random: System.random)
        let card = try Armor.read(AgencyCard.self, name: "AGENCY CARD", from: try folder.read("agency.card"))
        let key = try WitnessKey(keyFile: folder.file("agency.key"), name: "uji.example/log/bkn")
        #expect(key.verifierKey.publicKey == card.keys.witness)
        #expect(key.verifierKey.name == "uji.example/log/bkn")
        _ = try AuditorKeygen(name: "LSM").create(in: folder.path, random: System.random)
        #expect(throws: Never.self) {
            try WitnessKey(keyFile: folder.file("auditor.key"), name: "uji.example/log/auditor")
        }
    }

    @Test func logKeys() throws {
        let witness = try WitnessKey.create(name: "w", in: folder.file("w"), random: System.random)
        func log(_ seed: UInt8, _ name: String) throws -> VerifierKey {
            try NoteSigner(name: name, key: SigningKey(seed: sha256([seed]))).verifierKey
        }
        let (a, b, other) = (try log(1, "a.example"), try log(2, "a.example"), try log(3, "b.example"))
        for (name, key) in [("a", a), ("b", b), ("other", other), ("witness", witness.verifierKey)] {
            try folder.write(name, Array("\(key.vkey)\n".utf8))
        }
        try folder.write("noise", Array("noise".utf8))
        func keys(_ names: String...) throws -> WitnessLogKeys {
            try WitnessLogKeys(files: names.map { folder.file($0) }, witness: witness.verifierKey)
        }
        let known = try keys("a", "b", "other")
        #expect(known[WitnessedLog.identifier(of: "a.example")] == [a, b])
        #expect(known[WitnessedLog.identifier(of: "b.example")] == [other])
        #expect(known[WitnessedLog.identifier(of: "c.example")] == [])
        for names in [("a", "a"), ("a", "witness"), ("a", "noise"), ("a", "none")] {
            let failure = #expect(throws: WitnessError.self) { try keys(names.0, names.1) }
            #expect(failure?.field == "--log")
        }
    }
}
