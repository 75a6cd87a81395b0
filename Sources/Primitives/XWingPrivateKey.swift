/// An X-Wing private key (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519, expanded from one seed.
package struct XWingPrivateKey: Sendable {
    /// Bytes of a seed.
    package static let seedLength = 32
    /// Bytes of a public key: 1,184 of ML-KEM-768, then 32 of X25519.
    package static let publicKeyLength = 1_216
    /// Bytes of an encapsulated secret: 1,088 of ML-KEM-768, then 32 of X25519.
    package static let encapsulationLength = 1_120

    let key: CryptoLibrary.XWingKey

    /// - Parameter seed: the 32 secret bytes; nil for another length.
    package init?(seed: [UInt8]) {
        guard seed.count == Self.seedLength, let key = CryptoLibrary.xWingKey(seed: seed) else { return nil }
        self.key = key
    }

    /// The seed as it was given.
    package var seed: Secret { CryptoLibrary.seed(of: key) }

    /// 1,216 bytes; computed at each call.
    package var publicKey: [UInt8] { CryptoLibrary.xWingPublicKey(of: key) }
}

/// Whether 1,184 bytes are an ML-KEM-768 public key: all its coefficients are reduced (FIPS 203 section 7.2).
package func isMLKEM768PublicKey(_ key: [UInt8]) -> Bool {
    key.count == 1_184 && CryptoLibrary.isMLKEM768PublicKey(key)
}
