/// A public key that files are encrypted to.
package enum Recipient: Hashable, Sendable {
    /// `age1pq…`: ML-KEM-768 with X25519 (X-Wing), 1,216 bytes.
    case hybrid(publicKey: [UInt8])
    /// `age1…`: X25519, 32 bytes.
    case x25519([UInt8])

    /// Reads `age1pq1…` or `age1…`, lower case only, and validates the key.
    package init(bech32 text: String) throws(AgeError) {
        guard let (prefix, bytes) = Bech32.decode(text) else {
            throw AgeError(.recipient, "recipient is not bech32")
        }
        switch prefix {
        case Self.hybridPrefix: self = .hybrid(publicKey: bytes)
        case Self.x25519Prefix: self = .x25519(bytes)
        default: throw AgeError(.recipient, "recipient begins neither with age1pq1 nor with age1")
        }
        try validate()
    }

    /// The canonical text: 1,959 characters for a hybrid key, 62 for X25519.
    package var bech32: String {
        switch self {
        case .hybrid(let publicKey): Bech32.encode(prefix: Self.hybridPrefix, publicKey)
        case .x25519(let publicKey): Bech32.encode(prefix: Self.x25519Prefix, publicKey)
        }
    }

    /// - Throws: `recipient` for a wrong length, unreduced ML-KEM coefficients or a low-order point.
    package func validate() throws(AgeError) {
        switch self {
        case .hybrid(let publicKey):
            guard HybridStanza.isUsable(publicKey: publicKey) else {
                throw AgeError(
                    .recipient, "hybrid recipient is not a valid key of \(HybridStanza.publicKeyLength) bytes"
                )
            }
        case .x25519(let publicKey):
            guard X25519Share.isUsable(publicKey[...]) else {
                throw AgeError(
                    .recipient, "x25519 recipient is not a valid key of \(X25519Stanza.keyLength) bytes")
            }
        }
    }

    var isPostQuantum: Bool {
        switch self {
        case .hybrid: true
        case .x25519: false
        }
    }

    func stanza(sealing fileKey: FileKey) throws(AgeError) -> Stanza {
        try validate()
        return switch self {
        case .hybrid(let publicKey): try HybridStanza.stanza(sealing: fileKey, to: publicKey)
        case .x25519(let publicKey): try X25519Stanza.stanza(sealing: fileKey, to: publicKey)
        }
    }

    static let hybridPrefix = "age1pq"
    static let x25519Prefix = "age"
}
