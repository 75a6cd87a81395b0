/// An X25519 private key (RFC 7748 section 6.1).
package struct X25519PrivateKey: Sendable {
    /// Bytes of a scalar, of a public key and of what two keys agree on.
    package static let length = 32

    private let key: CryptoLibrary.X25519Key
    /// 32 bytes.
    package let publicKey: [UInt8]

    /// - Parameter scalar: the 32 secret bytes, clamped where they are used; nil for another length.
    package init?(scalar: [UInt8]) {
        guard scalar.count == Self.length, let key = CryptoLibrary.x25519Key(scalar: scalar) else {
            return nil
        }
        self.init(key)
    }

    private init(_ key: CryptoLibrary.X25519Key) {
        self.key = key
        publicKey = CryptoLibrary.x25519PublicKey(of: key)
    }

    /// A fresh key of the library's own randomness, for one use; nil where the library refuses.
    package static func ephemeral() -> X25519PrivateKey? {
        CryptoLibrary.freshX25519Key().map { X25519PrivateKey($0) }
    }

    /// The scalar as it was given.
    package var scalar: Secret { CryptoLibrary.scalar(of: key) }

    /// What both sides agree on, 32 bytes; nil where it is zero, which a point of low order makes it, and for a
    /// point of another length.
    package func agree(with point: [UInt8]) -> Secret? {
        guard point.count == Self.length, let secret = CryptoLibrary.agree(key, with: point) else {
            return nil
        }
        let isZero = secret.withBytes { isEqualInConstantTime($0, [UInt8](repeating: 0, count: Self.length)) }
        return isZero ? nil : secret
    }
}
