import Primitives
import Testing

@Suite struct UnpaddedBase64Tests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func bothWays(_ plain: String, _ text: String) {
        #expect(Base64.encodeUnpadded(Array(plain.utf8)) == Array(text.utf8))
        #expect(Base64.decodeUnpadded(text.utf8) == Array(plain.utf8))
        #expect(Base64.unpaddedLength(of: plain.utf8.count) == text.utf8.count)
    }

    @Test(arguments: ["Z", "Zh", "Zm9", "Zg==", "Zm8=", "Zm9vY", "Zm 9", "Zm9v\n", "Zm-_", "é"])
    func refused(_ text: String) {
        #expect(Base64.decodeUnpadded(text.utf8) == nil)
    }

    @Test func everyByte() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64.decodeUnpadded(Base64.encodeUnpadded(bytes)) == bytes)
    }
}
