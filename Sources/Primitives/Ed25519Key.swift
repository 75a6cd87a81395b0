import Crypto
import FoundationEssentials

/// An Ed25519 private key (RFC 8032 section 5.1.5), by the crypto library.
package struct Ed25519PrivateKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    /// 32 bytes.
    package let publicKey: [UInt8]

    /// - Parameter seed: the 32 secret bytes; nil for another length.
    package init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
        self.key = key
        publicKey = [UInt8](key.publicKey.rawRepresentation)
    }

    /// The 64 bytes of a signature; nil where the library refuses.
    package func signature(of message: [UInt8]) -> [UInt8]? {
        (try? key.signature(for: message)).map { [UInt8]($0) }
    }
}

/// Whether the library takes `signature` for that of `message` by `key`. It does not say how strict it is: the
/// rules that every verifier shares are checked before.
///
/// - Parameters:
///   - signature: 64 bytes.
///   - key: 32 bytes.
package func isEd25519Signature(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(signature, for: message)
}
