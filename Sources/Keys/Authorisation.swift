package import Wire

// Signatures whose body is not the message that carries them.

extension Authentication {
    /// Authenticates a key on one TLS connection to one site.
    ///
    /// - Parameters:
    ///   - role: as whom the key's holder comes.
    ///   - key: the one that signs.
    ///   - origin: the site's.
    ///   - root: the site's root fingerprint.
    ///   - exporter: the connection's keying material, RFC 8446 section 7.5; see `AuthenticationBinding`.
    /// - Throws: `signing` where the crypto library refuses.
    package init(
        role: Role, key: SigningKey, origin: String, root: Hash, exporter: FixedBytes<32>
    ) throws(MessageSigningError) {
        let binding = AuthenticationBinding(role: role, root: root, exporter: exporter)
        let signature = try key.sign(.authentication, origin: origin) { () throws(EncodeError) in
            try binding.encoded()
        }
        self.init(role: role, key: key.publicKey, signature: signature)
    }

    /// Whether `key` authenticated itself in `role`, here and on this connection.
    ///
    /// Whose key it is, is not
    /// said.
    package func isValid(origin: String, root: Hash, exporter: FixedBytes<32>) -> Bool {
        let binding = AuthenticationBinding(role: role, root: root, exporter: exporter)
        return key.verifies(signature, .authentication, origin: origin) { () throws(EncodeError) in
            try binding.encoded()
        }
    }
}

extension SubmitBinding {
    /// The mailbox key's signature, which later shows the codename's holder that a record is theirs.
    package func signature(by mailbox: SigningKey, origin: String) throws(MessageSigningError) -> Signature {
        try mailbox.sign(.submission, origin: origin) { () throws(EncodeError) in try encoded() }
    }

    /// Whether the mailbox key signed exactly this, for this origin.
    package func isSigned(_ signature: Signature, by mailbox: PublicKey, origin: String) -> Bool {
        mailbox.verifies(signature, .submission, origin: origin) { () throws(EncodeError) in try encoded() }
    }
}

extension Submit {
    /// What `signature` covers; hashes the envelope.
    package var binding: SubmitBinding {
        SubmitBinding(keySet: keySet, agencies: agencies, envelope: sha256(envelope))
    }

    /// Whether the mailbox key signed exactly this submission, for this origin.
    package func isSigned(origin: String) -> Bool {
        binding.isSigned(signature, by: mailbox, origin: origin)
    }
}

extension ErasureConsent {
    /// An agency's consent to the erasure of a report that it has fetched.
    package init(
        agency: AgencyCode, key: SigningKey, origin: String, report: Hash
    ) throws(MessageSigningError) {
        let signature = try key.sign(.erasure, origin: origin) { () throws(EncodeError) in report.bytes }
        self.init(agency: agency, signer: key.publicKey, signature: signature)
    }

    /// Whether `signer` consented.
    ///
    /// That it is an act key of `agency` is not said.
    package func isValid(origin: String, report: Hash) -> Bool {
        signer.verifies(signature, .erasure, origin: origin) { () throws(EncodeError) in report.bytes }
    }
}

extension FixedBytes where count == 32 {
    fileprivate func verifies(
        _ signature: Signature, _ label: SignatureLabel, origin: String,
        body: () throws(EncodeError) -> [UInt8]
    ) -> Bool {
        guard let body = try? body() else { return false }
        return Ed25519.verify(signature, label: label.label, origin: origin, body: body, by: self)
    }
}
