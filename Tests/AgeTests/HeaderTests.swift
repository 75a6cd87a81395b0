import Testing

@testable import Age

@Suite struct HeaderTests {
    static let mac = String(repeating: "A", count: 43)

    static func text(_ stanzas: String, mac: String = mac) -> [UInt8] {
        Array("age-encryption.org/v1\n\(stanzas)--- \(mac)\n".utf8)
    }

    @Test func readsStanzasWithoutAnyKey() throws {
        let bytes = Self.text("-> X25519 abc ~!\nZm9v\n-> grease\n\n") + Sample.bytes(40)
        let header = try Header.parse(bytes)
        #expect(
            header.stanzas == [
                Stanza(type: "X25519", arguments: ["abc", "~!"], body: Array("foo".utf8)),
                Stanza(type: "grease", arguments: [], body: []),
            ])
        #expect(header.length == bytes.count - 40)
        #expect(header.bytes == Array(bytes.dropLast(40)))
        #expect(header.mac == Array(repeating: 0, count: 32))
    }

    @Test(arguments: [0, 1, 47, 48, 49, 95, 96, 97, 1_000])
    func bodiesOfEveryShapeBothWays(_ count: Int) throws {
        let fileKey = try #require(FileKey(Sample.fileKey))
        let header = Header(
            stanzas: [Stanza(type: "shape", arguments: ["1"], body: Sample.bytes(count))], fileKey: fileKey)
        #expect(try Header.parse(header.bytes) == header)
        #expect(header.bytes.count == header.length)
        #expect(fileKey.authenticates(header))
    }

    @Test(arguments: [
        "", "-> \n\n", "->\n\n", "-> a  b\n\n", "-> a \n\n", "->  a\n\n", "-> a\u{7f}\n\n", "-> ä\n\n",
        "-> a\tb\n\n",
        "-> a\nZg==\n", "-> a\nZh\n", "-> a\n\r\n", "-> a\nZg\nZg\n", "-> a\n", "=> a\n\n", "\n-> a\n\n",
        "-> a\n\(String(repeating: "A", count: 64))\n", "-> a\n\(String(repeating: "A", count: 65))\n",
        "-> a\n\n-> scrypt b\n\n", "-> scrypt a\n\n-> scrypt b\n\n",
    ])
    func refusedStanzas(_ stanzas: String) {
        #expect(throws: AgeError.self) { try Header.parse(Self.text(stanzas)) }
        #expect(kind(of: Self.text(stanzas)) == .header)
    }

    @Test(arguments: [
        "", "A", String(repeating: "A", count: 42), String(repeating: "A", count: 44), mac + " ", mac + "=",
        String(repeating: "A", count: 42) + "B", " " + mac, mac + "\r",
    ])
    func refusedMACs(_ mac: String) {
        #expect(kind(of: Self.text("-> a\n\n", mac: mac)) == .header)
    }

    @Test(arguments: [
        "age-encryption.org/v2\n", "age-encryption.org/v1\r\n", "AGE-encryption.org/v1\n", "\n", "%PDF",
    ])
    func refusedAtTheFirstWrongByteOfTheVersion(_ start: String) {
        #expect(kind(of: Array(start.utf8)) == .header)
    }

    @Test func everyCutIsIncomplete() {
        let bytes = Self.text("-> X25519 abc\nZm9v\n")
        for count in bytes.indices {
            #expect(
                throws: AgeError(.header, "header is incomplete after \(count) bytes")
            ) { try Header.parse(Array(bytes[..<count])) }
        }
    }

    @Test func endlessLineIsRefusedAtTheLimit() {
        var parser = HeaderParser()
        let start = Array("age-encryption.org/v1\n-> ".utf8)
        let slice = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000)
        #expect(throws: AgeError(.header, "header exceeds 65536 bytes")) {
            _ = try parser.receive(start.span)
            for _ in 0..<1_000_000 { _ = try parser.receive(slice.span) }
        }
    }

    @Test(arguments: ["-> a\n\n", "-> X25519 \(mac)\n\(mac)\n"])
    func tooManyStanzasAreRefusedAtTheLimit(_ stanza: String) {
        let bytes = Self.text(String(repeating: stanza, count: 12_000))
        #expect(throws: AgeError(.header, "header exceeds 65536 bytes")) { try Header.parse(bytes) }
    }

    @Test func theLimitItselfIsRead() throws {
        let fixed = Self.text("-> \n\n").count
        let type = String(repeating: "a", count: Header.maxLength - fixed)
        #expect(try Header.parse(Self.text("-> \(type)\n\n")).length == Header.maxLength)
        #expect(kind(of: Self.text("-> \(type)a\n\n")) == .header)
    }

    private func kind(of bytes: [UInt8]) -> AgeError.Kind? {
        do {
            _ = try Header.parse(bytes)
            return nil
        } catch {
            return error.kind
        }
    }
}
