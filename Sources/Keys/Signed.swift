package import Wire

/// Why a message could not be signed.
package enum MessageSigningError: Error, Equatable {
    /// A field is outside the schema's bounds.
    case encoding(EncodeError)
    case signing(SigningError)
}

/// A message that ends with an Ed25519 signature over everything before it, behind label and origin.
///
/// Who must have signed, and for which origin, is not in the message: the caller says so.
package protocol SignedMessage: WireMessage {
    static var signatureLabel: SignatureLabel { get }
    var signature: Signature { get set }
}

extension SiteDescriptor: SignedMessage {
    /// What site descriptors are signed behind.
    package static var signatureLabel: SignatureLabel { .siteDescriptor }
}

extension AgencyKeys: SignedMessage {
    /// What agency keys are signed behind.
    package static var signatureLabel: SignatureLabel { .agencyKeys }
}

extension Statement: SignedMessage {
    /// What statements are signed behind.
    package static var signatureLabel: SignatureLabel { .statement }
}

extension Promise: SignedMessage {
    /// What promises are signed behind.
    package static var signatureLabel: SignatureLabel { .promise }
}

extension Supplement: SignedMessage {
    /// What supplements are signed behind.
    package static var signatureLabel: SignatureLabel { .supplement }
}

extension Act: SignedMessage {
    /// What acts are signed behind.
    package static var signatureLabel: SignatureLabel { .act }
}

extension Account: SignedMessage {
    /// What accounts are signed behind.
    package static var signatureLabel: SignatureLabel { .account }
}

extension ChannelKey: SignedMessage {
    /// What channel keys are signed behind.
    package static var signatureLabel: SignatureLabel { .channelKey }
}

extension AuthorshipProof: SignedMessage {
    /// What proofs of authorship are signed behind.
    package static var signatureLabel: SignatureLabel { .authorship }
}

extension SignedMessage {
    /// The same message, signed.
    package func signed(by key: SigningKey, origin: String) throws(MessageSigningError) -> Self {
        var message = self
        message.signature = try key.sign(Self.signatureLabel, origin: origin) { () throws(EncodeError) in
            try body()
        }
        return message
    }

    /// Whether `key` signed exactly this, for this origin.
    package func isSigned(by key: PublicKey, origin: String) -> Bool {
        guard let body = try? body() else { return false }
        let label = Self.signatureLabel.label
        return Ed25519.verify(signature, label: label, origin: origin, body: body, by: key)
    }

    /// "without signature": the encoding less its last 64 bytes.
    private func body() throws(EncodeError) -> [UInt8] {
        Array(try encoded().dropLast(64))
    }
}

extension SigningKey {
    /// A signature behind a label of the table, over what `body` encodes.
    func sign(
        _ label: SignatureLabel, origin: String, body: () throws(EncodeError) -> [UInt8]
    ) throws(MessageSigningError) -> Signature {
        let bytes: [UInt8]
        do { bytes = try body() } catch { throw .encoding(error) }
        do { return try sign(label: label.label, origin: origin, body: bytes) } catch {
            throw .signing(error)
        }
    }
}
