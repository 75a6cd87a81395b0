import Foundation
@testable import Primitives
import TestSupport
import Testing

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func rfc4648(bytes: String, text: String) {
        #expect(Base64.encode(bytes.bytes) == text)
        #expect(Base64.decode(text) == bytes.bytes)
    }

    @Test(arguments: 0..<100)
    func agreesWithFoundation(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 0x9d &+ 0xfb) }
        #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "=", "==", "====", "Z===", "Zh==", "Zm9=", "Zm8", "Zm8=\n", " Zm8=", "Zm9v ",
        "Zm-_", "Z=g=",
        "Zg==Zg==", "Zm\n9v", "Zmé=",
    ])
    func refused(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
