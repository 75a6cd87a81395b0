import Crypto

/// A private key, or a passphrase, that files are decrypted with. Descriptions of it hold no secret.
package struct Identity: Sendable {
    private enum Secret: Sendable {
        case hybrid(XWingMLKEM768X25519.PrivateKey)
        case x25519(Curve25519.KeyAgreement.PrivateKey)
        case passphrase([UInt8])
    }

    private let secret: Secret

    /// - Parameter seed: 32 bytes, from which X-Wing expands both private keys.
    package init(hybridSeed seed: [UInt8]) throws(AgeError) {
        guard seed.count == HybridStanza.seedLength,
            let key = try? XWingMLKEM768X25519.PrivateKey(seedRepresentation: seed, publicKey: nil)
        else {
            throw AgeError(
                .identity, "hybrid identity has \(seed.count) bytes, not \(HybridStanza.seedLength)")
        }
        secret = .hybrid(key)
    }

    /// - Parameter scalar: 32 bytes, clamped when used (RFC 7748 §5).
    package init(x25519 scalar: [UInt8]) throws(AgeError) {
        guard scalar.count == X25519Stanza.keyLength,
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: scalar)
        else {
            throw AgeError(
                .identity, "x25519 identity has \(scalar.count) bytes, not \(X25519Stanza.keyLength)")
        }
        secret = .x25519(key)
    }

    package init(passphrase: String) {
        secret = .passphrase(Array(passphrase.utf8))
    }

    /// Reads `AGE-SECRET-KEY-PQ-1…` or `AGE-SECRET-KEY-1…`, upper case only.
    package init(bech32 text: String) throws(AgeError) {
        guard let (prefix, bytes) = Bech32.decode(text) else {
            throw AgeError(.identity, "identity is not bech32")
        }
        switch prefix {
        case Self.hybridPrefix.uppercased(): try self.init(hybridSeed: bytes)
        case Self.x25519Prefix.uppercased(): try self.init(x25519: bytes)
        default:
            throw AgeError(
                .identity, "identity begins neither with AGE-SECRET-KEY-PQ-1 nor with AGE-SECRET-KEY-1")
        }
    }

    /// The canonical text, which is the secret itself; nil for a passphrase.
    package var bech32: String? {
        switch secret {
        case .hybrid(let key):
            Bech32.encode(prefix: Self.hybridPrefix, Array(key.seedRepresentation)).uppercased()
        case .x25519(let key):
            Bech32.encode(prefix: Self.x25519Prefix, Array(key.rawRepresentation)).uppercased()
        case .passphrase: nil
        }
    }

    /// The public key; nil for a passphrase.
    package var recipient: Recipient? {
        switch secret {
        case .hybrid(let key): .hybrid(publicKey: Array(key.publicKey.rawRepresentation))
        case .x25519(let key): .x25519(Array(key.publicKey.rawRepresentation))
        case .passphrase: nil
        }
    }

    /// Nil if the stanza is of another type or not for this identity.
    func fileKey(from stanza: RecipientStanza) throws(AgeError) -> FileKey? {
        switch (secret, stanza) {
        case (.hybrid(let key), .hybrid(let stanza)): stanza.fileKey(with: key)
        case (.x25519(let key), .x25519(let stanza)): stanza.fileKey(with: key)
        case (.passphrase(let passphrase), .scrypt(let stanza)): try stanza.fileKey(passphrase: passphrase)
        default: nil
        }
    }

    private static let hybridPrefix = "age-secret-key-pq-"
    private static let x25519Prefix = "age-secret-key-"
}

extension Identity: CustomStringConvertible, CustomReflectable {
    package var description: String { "age identity" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
