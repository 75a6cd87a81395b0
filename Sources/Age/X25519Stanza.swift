import Primitives

/// The classical public-key stanza..
///
///     -> X25519 <ephemeral share>
///     <body>
///
/// wrap key = HKDF-SHA-256(X25519(ephemeral, recipient), salt = share || recipient, info); the body
/// is the file key sealed under it.
struct X25519Stanza: Equatable {
    static let type = "X25519"
    static let keyLength = X25519PrivateKey.length

    let share: [UInt8]
    let sealedFileKey: [UInt8]

    init(_ stanza: Stanza) throws(AgeError) {
        guard stanza.type == Self.type, stanza.arguments.count == 1 else {
            throw AgeError(.header, "\(Self.type) stanza has \(stanza.arguments.count) arguments, not 1")
        }
        guard let share = Base64.decodeUnpadded(stanza.arguments[0].utf8), share.count == Self.keyLength
        else {
            throw AgeError(.header, "\(Self.type) share is not \(Self.keyLength) bytes in canonical base64")
        }
        guard X25519Share.isUsable(share[...]) else {
            throw AgeError(.header, "\(Self.type) share is of low order")
        }
        guard stanza.body.count == FileKey.sealedLength else {
            throw AgeError(
                .header, "\(Self.type) body has \(stanza.body.count) bytes, not \(FileKey.sealedLength)")
        }
        self.share = share
        sealedFileKey = stanza.body
    }

    /// Seals to a public key of 32 bytes under a fresh ephemeral key of the system's randomness.
    static func stanza(sealing fileKey: FileKey, to publicKey: [UInt8]) throws(AgeError) -> Stanza {
        guard let ephemeral = X25519PrivateKey.ephemeral(),
            let wrapKey = wrapKey(
                ephemeral, with: publicKey, share: ephemeral.publicKey, recipient: publicKey)
        else { throw AgeError(.recipient, "\(type) recipient cannot be encrypted to") }
        let share = ephemeral.publicKey
        let argument = String(decoding: Base64.encodeUnpadded(share), as: UTF8.self)
        return Stanza(type: type, arguments: [argument], body: try fileKey.sealed(under: wrapKey))
    }

    /// Nil if the stanza is not for this key.
    func fileKey(with privateKey: X25519PrivateKey) -> FileKey? {
        let recipient = privateKey.publicKey
        guard let wrapKey = Self.wrapKey(privateKey, with: share, share: share, recipient: recipient) else {
            return nil
        }
        return FileKey(opening: sealedFileKey, with: wrapKey)
    }

    private static func wrapKey(
        _ own: X25519PrivateKey, with other: [UInt8], share: [UInt8], recipient: [UInt8],
    ) -> Secret? {
        guard let secret = own.agree(with: other) else { return nil }
        return hkdfSHA256(secret, salt: share + recipient, info: info, count: 32)
    }

    private static let info = Array("age-encryption.org/v1/X25519".utf8)
}

/// The one check that X25519 shares need beyond their length.
enum X25519Share {
    /// False for a wrong length and for a point of low order, whose product with every private key
    /// is zero (RFC 7748 §6.1).
    ///
    /// No private key is needed: multiplying by 2^254, the clamped form of zero, gives zero for
    /// exactly the points whose order divides it, which are those of low order.
    static func isUsable(_ share: ArraySlice<UInt8>) -> Bool {
        probe?.agree(with: Array(share)) != nil
    }

    private static let probe = X25519PrivateKey(
        scalar: [UInt8](repeating: 0, count: X25519Stanza.keyLength))
}
