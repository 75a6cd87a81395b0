import Primitives

/// The post-quantum stanza of C2SP age v1.1.0..
///
///     -> mlkem768x25519 <enc>
///     <body>
///
/// HPKE base mode (RFC 9180) with KEM 0x647a (X-Wing), HKDF-SHA-256 and ChaCha20-Poly1305; `enc` is
/// an ML-KEM-768 ciphertext (1,088 bytes) and an X25519 share (32), the body the sealed file key.
package struct HybridStanza: Equatable, Sendable {
    /// The stanza's type in a header.
    package static let type = "mlkem768x25519"
    /// Bytes of a recipient's public key.
    package static let publicKeyLength = XWingPrivateKey.publicKeyLength
    /// Bytes of an identity's seed.
    package static let seedLength = XWingPrivateKey.seedLength
    static let encapsulationLength = XWingPrivateKey.encapsulationLength
    static let mlkemCiphertextLength = 1_088
    static let mlkemPublicKeyLength = 1_184

    let encapsulation: [UInt8]
    let sealedFileKey: [UInt8]

    /// Checks what can be checked without a key, among it that the X25519 share is not of low
    /// order, which X-Wing itself leaves unchecked.
    package init(_ stanza: Stanza) throws(AgeError) {
        guard stanza.type == Self.type, stanza.arguments.count == 1 else {
            throw AgeError(.header, "\(Self.type) stanza has \(stanza.arguments.count) arguments, not 1")
        }
        guard let encapsulation = Base64.decodeUnpadded(stanza.arguments[0].utf8),
            encapsulation.count == Self.encapsulationLength
        else {
            throw AgeError(
                .header, "\(Self.type) enc is not \(Self.encapsulationLength) bytes in canonical base64")
        }
        guard X25519Share.isUsable(encapsulation[Self.mlkemCiphertextLength...]) else {
            throw AgeError(.header, "\(Self.type) enc has a low-order x25519 share")
        }
        guard stanza.body.count == FileKey.sealedLength else {
            throw AgeError(
                .header, "\(Self.type) body has \(stanza.body.count) bytes, not \(FileKey.sealedLength)")
        }
        self.encapsulation = encapsulation
        sealedFileKey = stanza.body
    }

    /// Seals to a public key of 1,216 bytes.
    ///
    /// The KEM draws its own randomness.
    static func stanza(sealing fileKey: FileKey, to publicKey: [UInt8]) throws(AgeError) -> Stanza {
        guard var sender = HPKESender(to: publicKey, info: info),
            let sealed = fileKey.withBytes({ sender.seal($0) })
        else { throw AgeError(.recipient, "\(type) recipient cannot be encrypted to") }
        let argument = String(decoding: Base64.encodeUnpadded(sender.encapsulation), as: UTF8.self)
        return Stanza(type: type, arguments: [argument], body: sealed)
    }

    /// Nil if the stanza is not for this key.
    func fileKey(with privateKey: XWingPrivateKey) -> FileKey? {
        guard var recipient = HPKERecipient(key: privateKey, encapsulation: encapsulation, info: Self.info),
            var bytes = recipient.open(sealedFileKey)
        else { return nil }
        defer { bytes.erase() }
        return FileKey(bytes)
    }

    /// Whether a public key has the right length, reduced ML-KEM coefficients (FIPS 203 §7.2) and
    /// an X25519 part that is not of low order.
    static func isUsable(publicKey: [UInt8]) -> Bool {
        publicKey.count == publicKeyLength
            && isMLKEM768PublicKey(Array(publicKey[..<mlkemPublicKeyLength]))
            && X25519Share.isUsable(publicKey[mlkemPublicKeyLength...])
    }

    private static let info = Array("age-encryption.org/mlkem768x25519".utf8)
}
