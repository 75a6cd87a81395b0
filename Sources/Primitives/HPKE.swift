// HPKE (RFC 9180) in base mode, with the suite that age uses: KEM 0x647a (X-Wing), KDF 0x0001 (HKDF-SHA-256), AEAD
// 0x0003 (ChaCha20-Poly1305). A context seals or opens any number of texts in order, and exports secrets.

/// Who seals to a public key.
package struct HPKESender: ~Copyable {
    private var context: CryptoLibrary.SenderContext
    /// 1,120 bytes that the recipient needs.
    package let encapsulation: [UInt8]

    /// Encapsulates with the library's own randomness; nil for a key of another length or that it refuses.
    ///
    /// - Parameters:
    ///   - publicKey: of X-Wing, 1,216 bytes.
    ///   - info: what both sides must agree on.
    package init?(to publicKey: [UInt8], info: [UInt8]) {
        var encapsulation: [UInt8] = []
        guard publicKey.count == XWingPrivateKey.publicKeyLength,
            let context = CryptoLibrary.sender(to: publicKey, info: info, encapsulation: &encapsulation)
        else { return nil }
        self.context = context
        self.encapsulation = encapsulation
    }

    /// The next sealed text, 16 bytes longer than `plaintext`; nil where the library refuses.
    package mutating func seal(_ plaintext: [UInt8], authenticating additional: [UInt8] = []) -> [UInt8]? {
        context.seal(plaintext, authenticating: additional)
    }

    /// RFC 9180 section 5.3: a secret that only the two sides know.
    ///
    /// It may be asked for at any time.
    package func export(_ exporterContext: [UInt8], count: Int) -> Secret? {
        context.export(exporterContext, count: count)
    }
}

/// Who opens what was sealed to its key.
package struct HPKERecipient: ~Copyable {
    private var context: CryptoLibrary.RecipientContext

    /// Nil for an encapsulation of another length, and where the library refuses it.
    ///
    /// Whether it was made for this key shows only when something is opened.
    ///
    /// - Parameters:
    ///   - key: the recipient's own.
    ///   - encapsulation: the sender's, 1,120 bytes.
    ///   - info: the sender's.
    package init?(key: XWingPrivateKey, encapsulation: [UInt8], info: [UInt8]) {
        guard encapsulation.count == XWingPrivateKey.encapsulationLength,
            let context = CryptoLibrary.recipient(key.key, encapsulation: encapsulation, info: info)
        else { return nil }
        self.context = context
    }

    /// The next plaintext; nil for what the sender did not seal next, or with other additional data.
    package mutating func open(_ sealed: [UInt8], authenticating additional: [UInt8] = []) -> [UInt8]? {
        guard sealed.count >= ChaCha20Poly1305.tagLength else { return nil }
        return context.open(sealed, authenticating: additional)
    }

    /// RFC 9180 section 5.3: a secret that only the two sides know.
    ///
    /// It may be asked for at any time.
    package func export(_ exporterContext: [UInt8], count: Int) -> Secret? {
        context.export(exporterContext, count: count)
    }
}
