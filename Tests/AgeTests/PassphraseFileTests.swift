import Primitives
import TestSupport
import Testing

@testable import Age

/// Files under a passphrase, and age files as text.
@Suite struct PassphraseFileTests {
    private func sealed(_ text: [UInt8], _ passphrase: String, workFactor: Int = 10) throws -> [UInt8] {
        var random = SeededGenerator(seed: 4)
        var encryptor = try Encryptor(
            passphrase: Secret(passphrase.utf8), salt: random.bytes(16), workFactor: workFactor,
            fileKey: random.bytes(16), payloadNonce: random.bytes(16))
        var file = encryptor.header
        try encryptor.update(text, into: &file)
        try encryptor.finish(into: &file)
        return file
    }

    private func opened(_ file: [UInt8], _ passphrase: String) throws -> [UInt8] {
        var decryptor = Decryptor(identities: [Identity(passphrase: passphrase)])
        var text: [UInt8] = []
        try decryptor.receive(file, into: &text)
        try decryptor.finish(into: &text)
        return text
    }

    @Test(arguments: [0, 1, 65_536, 70_000]) func a_passphrase_opens_its_file_and_no_other_does(_ count: Int)
        throws
    {
        let text = [UInt8](repeating: 7, count: count)
        let file = try sealed(text, "kuda")
        #expect(try opened(file, "kuda") == text)
        let error = #expect(throws: AgeError.self) { try opened(file, "kuda ") }
        #expect(error?.kind == .noMatch)
    }

    @Test func what_nobody_should_write_is_refused() throws {
        for factor in [0, 19] {
            let error = #expect(throws: AgeError.self) { try sealed([], "x", workFactor: factor) }
            #expect(error?.kind == .usage)
        }
        #expect(throws: AgeError.self) {
            _ = try Encryptor(
                passphrase: Secret([1]), salt: [], workFactor: 1, fileKey: [UInt8](repeating: 0, count: 16),
                payloadNonce: [UInt8](repeating: 0, count: 16))
        }
    }

    @Test(arguments: [0, 1, 47, 48, 49, 96, 1_000]) func armor_goes_there_and_back(_ count: Int) throws {
        let file = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        guard count > 0 else {
            #expect(throws: AgeError.self) { try AgeArmor.file(Array(AgeArmor.text([]).utf8)) }
            return
        }
        let text = AgeArmor.text(file)
        #expect(AgeArmor.isArmored(Array(text.utf8)))
        #expect(try AgeArmor.file(Array(text.utf8)) == file)
        #expect(try AgeArmor.file(Array(text.replacing("\n", with: "\r\n").utf8)) == file)
        for broken in [
            String(text.dropLast(3)), text + "x\n", text.replacing("-----BEGIN", with: "----BEGIN"),
            text.replacing("\n", with: "", maxReplacements: 2), "x" + text,
        ] {
            #expect(throws: AgeError.self) { try AgeArmor.file(Array(broken.utf8)) }
        }
    }
}
