import Crypto
import Keys
@testable import Primitives
import TestSupport
import Testing
import Wire

@Suite struct SHA256Tests {
    @Test(arguments: [0, 1, 55, 56, 64, 65, 150, 1000])
    func agreesWithSwiftCrypto(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        #expect(sha256(bytes).bytes == [UInt8](SHA256.hash(data: bytes)))
    }

    @Test func knownAnswer() {
        #expect(sha256("abc".bytes).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func streamIsTheSameInAnyPieces() {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
        var stream = SHA256Stream()
        stream.update([])
        stream.update([UInt8](bytes[..<63]))
        #expect(stream.finalize() == sha256([UInt8](bytes[..<63])))
        stream.update([UInt8](bytes[63...]))
        #expect(stream.finalize() == sha256(bytes))
    }

    @Test func labelIsNULTerminatedAndFirst() {
        let nonce: [UInt8] = [1, 2, 3]
        let record: [UInt8] = [4, 5]
        let expected = sha256("test label".bytes + [0] + nonce + record)
        #expect(sha256(label: "test label", nonce.span.bytes, record.span.bytes) == expected)
        #expect(sha256(label: "test label", nonce, record) == expected)
        #expect(sha256(label: "test labe", "l".bytes) != sha256(label: "test label"))
    }
}
