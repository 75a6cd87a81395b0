/// An Ed25519 private key (RFC 8032 section 5.1.5), by the crypto library.
package struct Ed25519PrivateKey: Sendable {
    private let key: CryptoLibrary.Ed25519Key
    /// 32 bytes.
    package let publicKey: [UInt8]

    /// - Parameter seed: the 32 secret bytes; nil for another length.
    package init?(seed: [UInt8]) {
        guard seed.count == 32, let key = CryptoLibrary.ed25519Key(seed: seed) else { return nil }
        self.key = key
        publicKey = CryptoLibrary.ed25519PublicKey(of: key)
    }

    /// The 64 bytes of a signature; nil where the library refuses.
    package func signature(of message: [UInt8]) -> [UInt8]? {
        CryptoLibrary.signature(of: message, by: key, publicKey: publicKey)
    }
}

/// Asks the library alone whether a signature holds.
///
/// It does not say how strict it is: the rules that every verifier shares are checked before.
///
/// - Parameters:
///   - signature: 64 bytes.
///   - message: what was signed.
///   - key: the public one, 32 bytes.
/// - Returns: whether the library takes it; false for other lengths.
package func isEd25519Signature(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
    guard signature.count == 64, key.count == 32 else { return false }
    return CryptoLibrary.isSignature(signature, of: message, by: key)
}
