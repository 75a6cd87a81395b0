/// ChaCha20-Poly1305 (RFC 8439 section 2.8) without additional data.
package enum ChaCha20Poly1305 {
    /// Bytes of a key.
    package static let keyLength = 32
    /// Bytes of a nonce, which must never be used twice under one key.
    package static let nonceLength = 12
    /// Bytes by which a sealed text is longer than its plaintext.
    package static let tagLength = 16

    /// Appends the sealed text: as many bytes as the plaintext, then the tag.
    ///
    /// - Returns: false, and nothing is appended, where key or nonce has another length.
    package static func seal(
        _ plaintext: Span<UInt8>, key: Secret, nonce: [UInt8], into ciphertext: inout [UInt8]
    ) -> Bool {
        guard key.count == keyLength, nonce.count == nonceLength else { return false }
        return unsafe plaintext.withUnsafeBytes {
            unsafe CryptoLibrary.seal($0, key: key, nonce: nonce, into: &ciphertext)
        }
    }

    /// Appends the plaintext.
    ///
    /// - Returns: false, and nothing is appended, for what was not sealed so under this key and nonce.
    package static func open(
        _ sealed: Span<UInt8>, key: Secret, nonce: [UInt8], into plaintext: inout [UInt8]
    ) -> Bool {
        guard key.count == keyLength, nonce.count == nonceLength, sealed.count >= tagLength else {
            return false
        }
        return unsafe sealed.withUnsafeBytes {
            unsafe CryptoLibrary.open($0, key: key, nonce: nonce, into: &plaintext)
        }
    }
}
