import COpenSSL

/// A server's key and its self-signed certificate.
///
/// Clients read nothing in the certificate but its key, whose SPKI hash they compare with pins. So the subject is the same
/// for everyone and the validity, if not given otherwise, has no bounds and tells nothing.
package struct TLSIdentity: Sendable, Equatable, CustomStringConvertible {
    /// The certificate, X.509 in DER.
    package let certificateDER: [UInt8]
    /// The private key in DER as OpenSSL writes it: SEC 1 for P-256, PKCS #8 for Ed25519.
    package let privateKeyDER: [UInt8]
    /// SHA-256 of the SubjectPublicKeyInfo, 32 bytes: the pin.
    package let spkiHash: [UInt8]

    /// The type's name: the key is never printed.
    package var description: String { "TLSIdentity" }

    /// Both ends of a certificate's validity, as ASN.1 GeneralizedTime `YYYYMMDDHHMMSSZ`.
    package struct Validity: Sendable, Equatable {
        /// The first moment.
        package var notBefore: String
        /// The last moment.
        package var notAfter: String

        /// Creates a validity from its ends, unchecked.
        package init(notBefore: String, notAfter: String) {
            self.notBefore = notBefore
            self.notAfter = notAfter
        }

        /// From 1970 on, without a well-defined end (RFC 5280 section 4.1.2.5).
        package static let unbounded = Validity(notBefore: "19700101000000Z", notAfter: "99991231235959Z")
    }

    /// Makes a new P-256 key with its certificate; throws `identity` where OpenSSL refuses.
    package static func generate(validity: Validity = .unbounded) throws(TLSError) -> TLSIdentity {
        ERR_clear_error()
        guard
            let key = unsafe OpenSSLObject(kentongan_generate_p256(), free: EVP_PKEY_free),
            let certificate = unsafe OpenSSLObject(X509_new(), free: X509_free),
            fill(certificate, key: key, validity: validity),
            unsafe X509_sign(certificate.pointer, key.pointer, EVP_sha256()) > 0
        else {
            throw .identity(reason: TLSError.takeReason())
        }
        return try TLSIdentity(certificate: certificate, key: key)
    }

    /// Reads an identity; throws `identity` where the two do not belong together, or the key is of another type.
    package init(certificateDER: [UInt8], privateKeyDER: [UInt8]) throws(TLSError) {
        ERR_clear_error()
        guard
            let certificate = OpenSSLObject(certificateDER: certificateDER),
            let key = OpenSSLObject(privateKeyDER: privateKeyDER)
        else {
            throw .identity(reason: TLSError.takeReason())
        }
        try self.init(certificate: certificate, key: key)
    }

    /// Reads one unencrypted private key and one certificate, in any order; throws `identity` as the other one.
    package init(pem: [UInt8]) throws(TLSError) {
        ERR_clear_error()
        guard
            let key = OpenSSLObject(privateKeyPEM: pem),
            let certificate = OpenSSLObject(certificatePEM: pem)
        else {
            throw .identity(reason: TLSError.takeReason())
        }
        try self.init(certificate: certificate, key: key)
    }

    /// The private key (PKCS #8) and the certificate, for a file that only its owner reads.
    package func pem() throws(TLSError) -> [UInt8] {
        ERR_clear_error()
        guard
            let certificate = OpenSSLObject(certificateDER: certificateDER),
            let key = OpenSSLObject(privateKeyDER: privateKeyDER),
            let output = unsafe OpenSSLObject(BIO_new(BIO_s_mem()), free: BIO_free_all),
            unsafe PEM_write_bio_PrivateKey(output.pointer, key.pointer, nil, nil, 0, nil, nil) == 1,
            unsafe PEM_write_bio_X509(output.pointer, certificate.pointer) == 1
        else {
            throw .identity(reason: TLSError.takeReason())
        }
        var start: UnsafePointer<UInt8>?
        let count = unsafe kentongan_bio_contents(output.pointer, &start)
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    private init(
        certificate: borrowing OpenSSLObject, key: borrowing OpenSSLObject
    ) throws(TLSError) {
        guard isAllowed(key) else {
            throw .identity(reason: "key is neither p-256 nor ed25519")
        }
        guard
            unsafe X509_check_private_key(certificate.pointer, key.pointer) == 1,
            let certificateDER = unsafe encodedDER({ unsafe i2d_X509(certificate.pointer, $0) }),
            let privateKeyDER = unsafe encodedDER({ unsafe i2d_PrivateKey(key.pointer, $0) }),
            let spkiHash = unsafe sha256OfSPKI(certificate: certificate.pointer)
        else {
            throw .identity(reason: TLSError.takeReason())
        }
        self.certificateDER = certificateDER
        self.privateKeyDER = privateKeyDER
        self.spkiHash = spkiHash
    }
}

/// The types for which the contexts have a signature algorithm.
private func isAllowed(_ key: borrowing OpenSSLObject) -> Bool {
    if unsafe EVP_PKEY_is_a(key.pointer, "ED25519") == 1 {
        return true
    }
    var name = [CChar](repeating: 0, count: 32)
    var length = 0
    return unsafe EVP_PKEY_get_group_name(key.pointer, &name, name.count, &length) == 1
        && name.prefix(length).elementsEqual("prime256v1".utf8.lazy.map { CChar(bitPattern: $0) })
}

private func fill(
    _ certificate: borrowing OpenSSLObject, key: borrowing OpenSSLObject, validity: TLSIdentity.Validity
) -> Bool {
    let commonName = Array("kentongan".utf8)
    var serial = [UInt8](repeating: 0, count: 16)
    guard unsafe RAND_bytes(&serial, Int32(serial.count)) == 1 else {
        return false
    }
    serial[0] = serial[0] & 0x3f | 0x40  // positive, and always 16 bytes long
    guard
        unsafe X509_set_version(certificate.pointer, Int(X509_VERSION_3)) == 1,
        unsafe ASN1_STRING_set(X509_get_serialNumber(certificate.pointer), serial, Int32(serial.count)) == 1,
        unsafe ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate.pointer), validity.notBefore) == 1,
        unsafe ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.pointer), validity.notAfter) == 1,
        let name = unsafe X509_get_subject_name(certificate.pointer),
        unsafe X509_NAME_add_entry_by_txt(
            name, "CN", MBSTRING_UTF8, commonName, Int32(commonName.count), -1, 0) == 1,
        unsafe X509_set_issuer_name(certificate.pointer, name) == 1
    else {
        return false
    }
    return unsafe X509_set_pubkey(certificate.pointer, key.pointer) == 1
}
