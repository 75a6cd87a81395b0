import Age
import Foundation
import Keys
import Review
import Sealing
import TestSupport
import Testing
import Verification
import Wire
import Words

@Suite struct KeyFileTests {
    private let folder: TemporaryFolder
    private let random = SampleBytes(1)

    init() throws { folder = try TemporaryFolder() }

    @Test func agencyKeysRoundTrip() throws {
        let keys = try AgencyKeygen(code: "bkpsdm", name: "BKPSDM Kabupaten")
            .create(in: folder.path, now: 1_800_000_000, random: { random($0) })
        #expect(
            keys.files.map { ($0 as NSString).lastPathComponent } == [
                "agency.key", "identity.key", "agency.card",
            ])
        #expect(try folder.mode("agency.key") == 0o600)
        #expect(try folder.mode("identity.key") == 0o600)
        let card = try Armor.read(AgencyCard.self, name: "AGENCY CARD", from: try folder.read("agency.card"))
        guard case .agency(let file) = try KeyFile.read(folder.file("agency.key")) else {
            throw Missing()
        }
        #expect(file.code == "bkpsdm")
        #expect(card.name == "BKPSDM Kabupaten")
        #expect(card.keys.agency == "bkpsdm")
        #expect(card.keys.acts == [file.act.publicKey])
        #expect(card.keys.witness == file.witness.publicKey)
        #expect(file.identity.recipient == .hybrid(publicKey: card.keys.recipient))
        #expect(card.keys.origin == "" && card.keys.serial == 0 && card.keys.previous == Hash())
        #expect(card.keys.notAfter == 1_800_000_000 / 86_400 * 86_400 + 365 * 86_400)
        #expect(card.keys.isSigned(by: card.identity, origin: ""))
    }

    /// A code that is the name of a kind says it; others have to be told.
    @Test(
        arguments: [
            ("bkpsdm", nil, .bkpsdm), ("bawaslu_prov", nil, .bawasluProv), ("kejaksaan", nil, .notSaid),
            ("kejaksaan", "other_government", .otherGovernment), ("bkn", "ngo", .ngo),
        ] as [(String, String?, AgencyKind)])
    func aCardSaysWhatItsAgencyIs(_ code: String, _ kind: String?, _ expected: AgencyKind) throws {
        _ = try AgencyKeygen(code: code, name: "x", kind: kind)
            .create(in: folder.path, now: 0, random: { random($0) })
        let card = try Armor.read(AgencyCard.self, name: "AGENCY CARD", from: try folder.read("agency.card"))
        #expect(card.kind == expected)
        _ = try AuditorKeygen(name: "x", kind: kind).create(in: folder.path, random: { random($0) })
        let auditor = try Armor.read(
            AuditorCard.self, name: "AUDITOR CARD", from: try folder.read("auditor.card"))
        #expect(auditor.kind == (kind == nil ? .notSaid : expected))
    }

    @Test func aKindIsOneOfThose() throws {
        let errors = [
            #expect(throws: KeygenError.self) { try AgencyKeygen(code: "bkn", name: "x", kind: "BKN") },
            #expect(throws: KeygenError.self) { try AuditorKeygen(name: "x", kind: "") },
        ]
        #expect(errors == [.kind("BKN"), .kind("")])
        let failure = errors[0].map { $0.failure }
        #expect(failure?.kind == .usage && failure?.field == "--kind")
        #expect(failure?.message.contains("bawaslu_prov") == true)
    }

    /// Every line but the secret is a comment to age, and none of it is anywhere else.
    @Test func agencyKeyIsAnAgeIdentityFile() throws {
        _ = try AgencyKeygen(code: "bkpsdm", name: "BKPSDM")
            .create(in: folder.path, now: 0, random: { random($0) })
        let lines = try folder.read("agency.key").split(separator: "\n")
        let secrets = lines.filter { !$0.hasPrefix("#") }
        #expect(secrets.count == 1)
        #expect(secrets.first?.hasPrefix("AGE-SECRET-KEY-PQ-1") == true)
        #expect(lines.first == "# kentongan agency key")
        #expect(try !folder.read("agency.card").contains("SECRET"))
    }

    @Test func identityKeyHoldsTheCardsIdentity() throws {
        _ = try AgencyKeygen(code: "bkpsdm", name: "BKPSDM")
            .create(in: folder.path, now: 0, random: { random($0) })
        let card = try Armor.read(AgencyCard.self, name: "AGENCY CARD", from: try folder.read("agency.card"))
        let key = try KeyText(try folder.read("identity.key")).signingKey("identity")
        #expect(key.publicKey == card.identity)
    }

    @Test func auditorHasNoIdentityKey() throws {
        let keys = try AuditorKeygen(name: "LSM").create(in: folder.path, random: { random($0) })
        #expect(keys.identity == nil)
        #expect(try folder.names() == ["auditor.card", "auditor.key"])
        #expect(try folder.mode("auditor.key") == 0o600)
        let card = try Armor.read(
            AuditorCard.self, name: "AUDITOR CARD", from: try folder.read("auditor.card"))
        guard case .auditor(let file) = try KeyFile.read(folder.file("auditor.key")) else {
            throw Missing()
        }
        #expect(card.key == file.key.publicKey)
        #expect(card.witness == file.witness.publicKey)
    }

    @Test(arguments: ["agency.key", "identity.key", "agency.card"])
    func nothingIsOverwritten(_ name: String) throws {
        try folder.write(name, [1])
        let failure = #expect(throws: KeygenError.self) {
            try AgencyKeygen(code: "bkpsdm", name: "BKPSDM")
                .create(in: folder.path, now: 0, random: { random($0) })
        }
        #expect(failure?.kind == .outputExists)
        #expect(try folder.names() == [name])
        #expect(try folder.bytes(name) == [1])
    }

    @Test(arguments: ["", "BKPSDM", "a b", "ä", "a/b", String(repeating: "a", count: 33)])
    func codesAreChecked(_ code: String) {
        let failure = #expect(throws: KeygenError.self) { try AgencyKeygen(code: code, name: "x") }
        #expect(failure?.kind == .badInput)
        #expect(failure?.field == "--agency")
        #expect(failure?.limit == 32)
    }

    @Test(arguments: ["", "a\u{7}", "a\nb", "\u{202e}a", String(repeating: "n", count: 65)])
    func namesAreChecked(_ name: String) {
        let failure = #expect(throws: KeygenError.self) { try AgencyKeygen(code: "a", name: name) }
        #expect(failure?.field == "--name")
        #expect(throws: KeygenError.self) { try AuditorKeygen(name: name) }
    }

    @Test(arguments: [
        ("", "has no line 'agency: …'"),
        ("# agency: bkpsdm", "AGE-SECRET-KEY-PQ-1"),
        ("# agency: BKPSDM\nAGE-SECRET-KEY-PQ-1X", "'agency'"),
        ("auditor: 00", "'auditor'"),
        ("auditor: \(String(repeating: "0", count: 64))", "'witness: …'"),
    ])
    func mistakesAreNamed(_ text: String, _ expected: String) {
        let failure = #expect(throws: VerificationError.self) { try KeyFile(text: text, name: "f") }
        #expect(failure?.kind == .badInput)
        #expect(failure?.message.contains(expected) == true)
        #expect(failure?.message.contains("1X") == false)
    }

    @Test func missingKeyFile() {
        let failure = #expect(throws: VerificationError.self) { try KeyFile.read(folder.file("none")) }
        #expect(failure?.kind == .missingFile)
    }

    @Test func auditorOpensNoReport() throws {
        _ = try AuditorKeygen(name: "LSM").create(in: folder.path, random: { random($0) })
        let key = try KeyFile.read(folder.file("auditor.key"))
        let failure = #expect(throws: VerificationError.self) { try key.agency(for: "open") }
        #expect(failure?.kind == .unauthorised)
    }
}
