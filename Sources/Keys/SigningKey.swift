import Primitives
package import Wire

/// Why nothing was signed.
package enum SigningError: Error, Equatable {
    case invalidSeed
    /// A cosignature's time is not within 1…2^63 − 1.
    case invalidTimestamp
    /// The crypto library refused to sign.
    case failed
}

/// An Ed25519 private key; one job each.
package struct SigningKey: Sendable {
    private let key: Ed25519PrivateKey
    /// The public half, by which others know the key.
    package let publicKey: PublicKey

    /// - Parameter seed: the 32 secret bytes of RFC 8032 §5.1.5.
    /// - Throws: `invalidSeed` where the crypto library refuses them.
    package init(seed: FixedBytes<32>) throws(SigningError) {
        guard
            let key = Ed25519PrivateKey(seed: seed.bytes), let publicKey = PublicKey(key.publicKey)
        else { throw .invalidSeed }
        self.key = key
        self.publicKey = publicKey
    }

    /// A new key, with the seed that is to be kept.
    ///
    /// - Parameter random: gives as many random bytes as it is asked for; it is asked for 32.
    /// - Returns: nil where it gives another number.
    package static func new(_ random: (Int) -> [UInt8]) -> (seed: FixedBytes<32>, key: SigningKey)? {
        guard let seed = FixedBytes<32>(random(32)), let key = try? SigningKey(seed: seed) else { return nil }
        return (seed, key)
    }

    /// Signs the bytes as they are: for C2SP objects, which have their own separation; all else goes by label.
    package func sign(_ message: [UInt8]) throws(SigningError) -> Signature {
        guard let bytes = key.signature(of: message), let signature = Signature(bytes) else {
            throw .failed
        }
        return signature
    }

    /// Signs `signingInput(label:origin:body:)`.
    package func sign(label: Label, origin: String, body: [UInt8]) throws(SigningError) -> Signature {
        try sign(signingInput(label: label, origin: origin, body: body))
    }
}

extension Ed25519 {
    /// Whether `signature` is that of `signingInput(label:origin:body:)` by `key`.
    package static func verify(
        _ signature: Signature,
        label: Label,
        origin: String,
        body: [UInt8],
        by key: PublicKey,
    ) -> Bool {
        verify(signature, of: signingInput(label: label, origin: origin, body: body), by: key)
    }
}
