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
        let binding = AuthenticationBinding(
            format: 1, transport: .tls, role: role, root: root, exporter: exporter)
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
        let binding = AuthenticationBinding(
            format: 1, transport: .tls, role: role, root: root, exporter: exporter)
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
        SubmitBinding(format: 1, keySet: keySet, agencies: agencies, envelope: sha256(envelope))
    }

    /// Whether the mailbox key signed exactly this submission, for this origin.
    package func isSigned(origin: String) -> Bool {
        binding.isSigned(signature, by: mailbox, origin: origin)
    }
}

extension SecondSignature {
    /// A second key's agreement to an act, which the first key signs afterwards.
    ///
    /// - Parameters:
    ///   - act: with its first signer, and without a second one.
    ///   - key: another act key of the same agency.
    ///   - origin: the log's.
    /// - Throws: `signing` where the crypto library refuses, `encoding` for an act that has no encoding.
    package init(agreeingTo act: Act, key: SigningKey, origin: String) throws(MessageSigningError) {
        let signature = try key.sign(.secondAct, origin: origin) { () throws(EncodeError) in
            try act.beforeSecond()
        }
        self.init(signer: key.publicKey, signature: signature)
    }

    /// Whether `signer` agreed to exactly this act.
    package func isValid(for act: Act, origin: String) -> Bool {
        signer.verifies(signature, .secondAct, origin: origin) { () throws(EncodeError) in
            try act.beforeSecond()
        }
    }
}

extension Act {
    /// The encoding of all fields before `second`.
    fileprivate func beforeSecond() throws(EncodeError) -> [UInt8] {
        var act = self
        act.second = nil
        // The byte that says that there is none, and the first key's signature.
        return Array(try act.encoded().dropLast(1 + 64))
    }
}

extension ErasureConsent {
    /// An agency's consent to the erasure of an envelope that it has fetched.
    ///
    /// - Parameters:
    ///   - agency: the one that consents.
    ///   - key: one of its act keys.
    ///   - origin: the log's.
    ///   - commitment: of the record whose envelope is to be erased.
    ///   - cause: why it is to be erased.
    /// - Throws: `signing` where the crypto library refuses.
    package init(
        agency: AgencyCode, key: SigningKey, origin: String, commitment: Hash, cause: ErasureCause
    ) throws(MessageSigningError) {
        let binding = ErasureBinding(commitment: commitment, cause: cause)
        let signature = try key.sign(.erasure, origin: origin) { () throws(EncodeError) in
            try binding.encoded()
        }
        self.init(agency: agency, signer: key.publicKey, signature: signature)
    }

    /// Whether `signer` consented to exactly this.
    ///
    /// That it is an act key of `agency` is not said.
    package func isValid(origin: String, commitment: Hash, cause: ErasureCause) -> Bool {
        let binding = ErasureBinding(commitment: commitment, cause: cause)
        return signer.verifies(signature, .erasure, origin: origin) { () throws(EncodeError) in
            try binding.encoded()
        }
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
