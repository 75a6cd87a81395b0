import Primitives
import TestSupport
import Testing

@Suite struct CipherTests {
    private let key = Secret((0..<32).map { UInt8(0x80 + $0) })
    private let nonce = bytes("070000004041424344454647")

    @Test(arguments: [0, 1, 15, 16, 17, 65_536]) func `what is sealed opens`(count: Int) {
        let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        var sealed: [UInt8] = [7]
        #expect(ChaCha20Poly1305.seal(plaintext.span, key: key, nonce: nonce, into: &sealed))
        #expect(sealed.count == 1 + count + 16 && sealed[0] == 7)
        sealed.removeFirst()
        var opened: [UInt8] = [8]
        #expect(ChaCha20Poly1305.open(sealed.span, key: key, nonce: nonce, into: &opened))
        #expect(opened == [8] + plaintext)
    }

    /// RFC 8439 section 2.8.2's key, nonce and text, without its additional data; made with Python's cryptography.
    @Test func `the RFC's key and nonce`() {
        var sealed: [UInt8] = []
        #expect(
            ChaCha20Poly1305.seal(
                [UInt8]("Ladies and Gentlemen".utf8).span, key: key, nonce: nonce, into: &sealed))
        #expect(hex([UInt8](sealed.prefix(20))) == "d31a8d34648e60db7b86afbc53ef7ec2a4aded51")
    }

    @Test func `nothing else opens`() {
        var sealed: [UInt8] = []
        #expect(ChaCha20Poly1305.seal([1, 2, 3].span, key: key, nonce: nonce, into: &sealed))
        var opened: [UInt8] = []
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(!ChaCha20Poly1305.open(changed.span, key: key, nonce: nonce, into: &opened))
        }
        #expect(
            !ChaCha20Poly1305.open(sealed.span.extracting(first: 15), key: key, nonce: nonce, into: &opened))
        #expect(!ChaCha20Poly1305.open(sealed.span, key: Secret([1]), nonce: nonce, into: &opened))
        #expect(!ChaCha20Poly1305.open(sealed.span, key: key, nonce: [], into: &opened))
        #expect(!ChaCha20Poly1305.seal([1].span, key: Secret([1]), nonce: nonce, into: &opened))
        #expect(opened.isEmpty)
    }

    @Test func `equality in constant time`() {
        #expect(isEqualInConstantTime([], []) && isEqualInConstantTime([1, 2], [1, 2]))
        #expect(!isEqualInConstantTime([1], [1, 2]) && !isEqualInConstantTime([1, 2], [1, 3]))
    }
}
