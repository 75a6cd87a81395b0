import Primitives
import TestSupport
import Testing

@Suite struct KeyAgreementTests {
    /// RFC 7748 section 6.1.
    @Test func x25519() throws {
        let bob = try #require(
            X25519PrivateKey(
                scalar: bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")))
        let alice = bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
        #expect(hex(bob.publicKey) == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
        #expect(
            bob.agree(with: alice)?.withBytes { hex($0) }
                == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
        #expect(bob.scalar.withBytes { $0[0] } == 0x5d)
    }

    @Test func `both sides agree`() throws {
        let one = try #require(X25519PrivateKey.ephemeral())
        let other = try #require(X25519PrivateKey.ephemeral())
        let agreed = try #require(one.agree(with: other.publicKey)?.withBytes { $0 })
        #expect(agreed == other.agree(with: one.publicKey)?.withBytes { $0 })
        #expect(one.publicKey != other.publicKey)
        #expect(one.agree(with: [UInt8](repeating: 0, count: 32))?.count == nil)
        #expect(one.agree(with: [1] + [UInt8](repeating: 0, count: 31))?.count == nil)
        #expect(one.agree(with: [])?.count == nil)
    }

    @Test func `a context seals in order and exports`() throws {
        let key = try #require(XWingPrivateKey(seed: [UInt8](repeating: 7, count: 32)))
        guard var sender = HPKESender(to: key.publicKey, info: [1]),
            var recipient = HPKERecipient(key: key, encapsulation: sender.encapsulation, info: [1])
        else {
            Issue.record("no context")
            return
        }
        let exported = sender.export([2], count: 32)?.withBytes { $0 }
        let (first, second) = (sender.seal([3, 4]) ?? [], sender.seal([5], authenticating: [6]) ?? [])
        #expect(first.count == 18 && second.count == 17)
        #expect(exported?.count == 32 && recipient.export([2], count: 32)?.withBytes { $0 } == exported)
        #expect(recipient.open(first) == [3, 4])
        #expect(recipient.open(second) == nil)
        #expect(recipient.open(second, authenticating: [6]) == [5])
        #expect(sender.export([2], count: 32)?.withBytes { $0 } == exported)
        #expect(recipient.export([3], count: 32)?.withBytes { $0 } != exported)
    }

    @Test func `another info is another context`() throws {
        let key = try #require(XWingPrivateKey(seed: [UInt8](repeating: 7, count: 32)))
        guard var sender = HPKESender(to: key.publicKey, info: [1]),
            var recipient = HPKERecipient(key: key, encapsulation: sender.encapsulation, info: [2])
        else {
            Issue.record("no context")
            return
        }
        #expect(recipient.open(sender.seal([3]) ?? []) == nil)
    }
}
