package import Primitives

/// A private key, or a passphrase, that files are decrypted with.
///
/// Descriptions of it hold no secret.
package struct Identity: Sendable {
    private enum Key: Sendable {
        case hybrid(XWingPrivateKey)
        case x25519(X25519PrivateKey)
        case passphrase(Secret)
    }

    private let key: Key

    /// - Parameter seed: 32 bytes, from which X-Wing expands both private keys.
    /// - Throws: `identity` for another length.
    package init(hybridSeed seed: [UInt8]) throws(AgeError) {
        guard let key = XWingPrivateKey(seed: seed) else {
            throw AgeError(
                .identity, "hybrid identity has \(seed.count) bytes, not \(HybridStanza.seedLength)")
        }
        self.key = .hybrid(key)
    }

    /// - Parameter scalar: 32 bytes, clamped when used (RFC 7748 §5).
    /// - Throws: `identity` for another length.
    package init(x25519 scalar: [UInt8]) throws(AgeError) {
        guard let key = X25519PrivateKey(scalar: scalar) else {
            throw AgeError(
                .identity, "x25519 identity has \(scalar.count) bytes, not \(X25519Stanza.keyLength)")
        }
        self.key = .x25519(key)
    }

    /// What opens a file sealed under a passphrase.
    package init(passphrase: String) {
        key = .passphrase(Secret(passphrase.utf8))
    }

    /// The same of bytes that are kept where secrets are.
    package init(passphrase: Secret) {
        key = .passphrase(passphrase)
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
        switch key {
        case .hybrid(let key):
            key.seed.withBytes { Bech32.encode(prefix: Self.hybridPrefix, $0).uppercased() }
        case .x25519(let key):
            key.scalar.withBytes { Bech32.encode(prefix: Self.x25519Prefix, $0).uppercased() }
        case .passphrase: nil
        }
    }

    /// The public key; nil for a passphrase.
    package var recipient: Recipient? {
        switch key {
        case .hybrid(let key): .hybrid(publicKey: key.publicKey)
        case .x25519(let key): .x25519(key.publicKey)
        case .passphrase: nil
        }
    }

    /// Nil if the stanza is of another type or not for this identity.
    func fileKey(from stanza: RecipientStanza) throws(AgeError) -> FileKey? {
        switch (key, stanza) {
        case (.hybrid(let key), .hybrid(let stanza)): stanza.fileKey(with: key)
        case (.x25519(let key), .x25519(let stanza)): stanza.fileKey(with: key)
        case (.passphrase(let passphrase), .scrypt(let stanza)):
            try passphrase.withBytes { passphrase throws(AgeError) in
                try stanza.fileKey(passphrase: passphrase)
            }
        default: nil
        }
    }

    private static let hybridPrefix = "age-secret-key-pq-"
    private static let x25519Prefix = "age-secret-key-"
}

extension Identity: CustomStringConvertible {
    /// The same for every identity.
    package var description: String { "age identity" }
}

#if !hasFeature(Embedded)
    extension Identity: CustomReflectable {
        /// Shows no children, so that a dump prints no key.
        package var customMirror: Mirror { Mirror(self, children: [:]) }
    }
#endif
