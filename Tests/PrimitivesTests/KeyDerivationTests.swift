import Primitives
import TestSupport
import Testing

@Suite struct KeyDerivationTests {
    /// RFC 4231 sections 4.2, 4.3 and 4.7.
    @Test(arguments: [
        (
            String(repeating: "0b", count: 20), [UInt8]("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "4a656665", [UInt8]("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            String(repeating: "aa", count: 131),
            [UInt8]("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func hmac(key: String, message: [UInt8], code: String) {
        #expect(hex(hmacSHA256(message, key: Secret(bytes(key)))) == code)
    }

    /// RFC 5869 appendix A.1 and A.3.
    @Test func hkdf() {
        let secret = Secret([UInt8](repeating: 0x0b, count: 22))
        let salted = hkdfSHA256(
            secret, salt: bytes("000102030405060708090a0b0c"), info: bytes("f0f1f2f3f4f5f6f7f8f9"), count: 42)
        #expect(
            salted.withBytes { hex($0) }
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
        let bare = hkdfSHA256(secret, salt: [], info: [], count: 42)
        #expect(
            bare.withBytes { hex($0) }
                == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    }

    /// RFC 7914 section 12 has none with r = 8 and p = 1 but the last, which takes a gibibyte: these were made with
    /// another implementation (Python's hashlib).
    @Test(arguments: [
        (
            1,
            "07dee375c33da838af03c6fb6902b8759cb0253c116194e066f58f75a0b12238"
                + "69aebcba25568749898a89e969e9929878009e27d2c280895e47b4862ffe78f9"
        ),
        (
            10,
            "54173687d265e43226bd914b015267e2fdd4108aa05937fb549eceb0c276a285"
                + "fe59e2293f5aa3fe288f0e7e552790daa4d8d79c09294663152acb719dd225b8"
        ),
    ])
    func scrypts(logN: Int, key: String) {
        let found = scrypt(
            [UInt8]("pleaseletmein".utf8), salt: [UInt8]("SodiumChloride".utf8), logN: logN, count: 64)
        #expect(found?.withBytes { hex($0) } == key)
    }

    @Test func `what no memory is asked for`() {
        for logN in [-1, 0, 23, 64] { #expect(scrypt([], salt: [], logN: logN, count: 32)?.count == nil) }
    }
}
