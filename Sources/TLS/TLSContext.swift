import COpenSSL

/// How a client decides about the server's key.
///
/// The handshake's signature is verified either way.
package enum TLSPeerVerification: Sendable, Equatable {
    /// The handshake fails unless the SPKI hash is one of these (SHA-256, 32 bytes).
    case pinned(Set<[UInt8]>)
    /// The handshake reports the SPKI hash; the caller compares it before it trusts anything.
    case unverified
    /// The server's certificate has to be in force, for the engine's `serverName`, and signed for by the authorities of
    /// a PEM file, or by the system's (which OpenSSL's SSL_CERT_FILE and SSL_CERT_DIR move).
    case authorities(file: String?)
}

/// One role's immutable settings, shared by its connections.
///
/// TLS 1.3 only; no tickets, resumption, early data, renegotiation, compression, SNI or ALPN. Groups, ciphers
/// and signature algorithms are fixed, and openssl.cnf is not read, so that two clients send the same
/// ClientHello but for random, session id and key share. Towards public web servers (`authorities`) alone, SNI is
/// sent and RSA and P-384 signatures are taken.
@safe
package final class TLSContext: @unchecked Sendable {
    // Sendable: the SSL_CTX is not changed after init, and OpenSSL counts references to it atomically.
    private let context: OpenSSLObject
    let isServer: Bool
    /// The SPKI hashes that are accepted; nil accepts and reports any.
    let pins: Set<[UInt8]>?
    /// Whether OpenSSL verifies the certificate's chain and name.
    let verifiesName: Bool
    /// The groups offered, in OpenSSL's notation, preferred ones first; the hybrid one where the library has it (3.5).
    package let groups: String

    /// Makes a server's settings; throws `setup` where OpenSSL refuses the identity or a setting.
    package init(server identity: TLSIdentity) throws(TLSError) {
        let context = try makeContext(isServer: true)
        groups = try configure(context)
        guard
            let certificate = OpenSSLObject(certificateDER: identity.certificateDER),
            let key = OpenSSLObject(privateKeyDER: identity.privateKeyDER),
            unsafe SSL_CTX_use_certificate(context.pointer, certificate.pointer) == 1,
            unsafe SSL_CTX_use_PrivateKey(context.pointer, key.pointer) == 1,
            unsafe SSL_CTX_check_private_key(context.pointer) == 1
        else {
            throw .setup(reason: TLSError.takeReason())
        }
        self.context = context
        isServer = true
        pins = nil
        verifiesName = false
    }

    /// Makes a client's settings; throws `setup` where OpenSSL refuses one, or the authorities cannot be read.
    package init(client verification: TLSPeerVerification) throws(TLSError) {
        let context = try makeContext(isServer: false)
        groups = try configure(context)
        unsafe SSL_CTX_set_verify(context.pointer, SSL_VERIFY_PEER, nil)
        switch verification {
        case .pinned(let pins):
            unsafe SSL_CTX_set_cert_verify_callback(context.pointer, verifyPeer, nil)
            self.pins = pins
            verifiesName = false
        case .unverified:
            unsafe SSL_CTX_set_cert_verify_callback(context.pointer, verifyPeer, nil)
            pins = nil
            verifiesName = false
        case .authorities(let file):
            try configureAuthorities(context, file: file)
            pins = nil
            verifiesName = true
        }
        self.context = context
        isServer = false
    }

    /// A new `SSL` of this context; nil where there is no memory.
    func makeConnection() -> OpenSSLObject? {
        unsafe OpenSSLObject(SSL_new(context.pointer), free: SSL_free)
    }
}

private let signatureAlgorithms = "ed25519:ecdsa_secp256r1_sha256"

private let webSignatureAlgorithms =
    signatureAlgorithms
    + ":ecdsa_secp384r1_sha384:rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512"
    + ":rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512"

private let ciphersuites =
    "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256"

/// Lists of groups, of which the first that the library knows is taken.
///
/// `*` asks for a key share of each group, so that a server without the hybrid one costs no second round trip.
private let groupLists = ["*X25519MLKEM768:*X25519", "X25519MLKEM768:X25519", "X25519"]

private func makeContext(isServer: Bool) throws(TLSError) -> OpenSSLObject {
    guard
        kentongan_openssl_init() == 1,
        let context = unsafe OpenSSLObject(
            SSL_CTX_new(isServer ? TLS_server_method() : TLS_client_method()), free: SSL_CTX_free)
    else {
        throw .setup(reason: TLSError.takeReason())
    }
    return context
}

/// Sets what both roles share; returns the groups taken.
private func configure(_ context: borrowing OpenSSLObject) throws(TLSError) -> String {
    ERR_clear_error()
    guard
        unsafe kentongan_ctx_restrict(context.pointer) == 1,
        unsafe SSL_CTX_set_ciphersuites(context.pointer, ciphersuites) == 1,
        unsafe kentongan_ctx_set_signature_algorithms(context.pointer, signatureAlgorithms) == 1
    else {
        throw .setup(reason: TLSError.takeReason())
    }
    unsafe SSL_CTX_set_msg_callback(context.pointer, observeMessage)
    for list in groupLists {
        ERR_clear_error()
        if unsafe kentongan_ctx_set_groups(context.pointer, list) == 1 {
            return list
        }
    }
    throw .setup(reason: TLSError.takeReason())
}

/// Takes the chains of public web servers, up to 64 KiB, from a file's authorities or the system's.
private func configureAuthorities(_ context: borrowing OpenSSLObject, file: String?) throws(TLSError) {
    let isLoaded =
        if let file {
            unsafe SSL_CTX_load_verify_file(context.pointer, file)
        } else {
            unsafe SSL_CTX_set_default_verify_paths(context.pointer)
        }
    guard
        isLoaded == 1,
        unsafe kentongan_ctx_set_signature_algorithms(context.pointer, webSignatureAlgorithms) == 1
    else {
        throw .setup(reason: TLSError.takeReason())
    }
    unsafe kentongan_ctx_set_max_cert_list(context.pointer, 65_536)
}

/// Stands in for OpenSSL's chain verification: computes the leaf's SPKI hash and compares it with the pins.
private let verifyPeer: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32 = { store, _ in
    guard
        let store = unsafe store,
        let connection = unsafe X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()),
        let transport = unsafe TLSTransport.of(connection: OpaquePointer(connection)),
        let leaf = unsafe X509_STORE_CTX_get0_cert(store),
        let hash = unsafe sha256OfSPKI(certificate: leaf)
    else {
        return 0
    }
    guard transport.admitPeer(spkiHash: hash) else {
        unsafe X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED)
        return 0
    }
    unsafe X509_STORE_CTX_set_error(store, X509_V_OK)
    return 1
}

/// Counts the handshake messages that arrive: isWrite, version, content type, bytes, count, connection,
/// argument.
private let observeMessage:
    @convention(c) (
        Int32, Int32, Int32, UnsafeRawPointer?, Int, OpaquePointer?, UnsafeMutableRawPointer?
    ) -> Void = { isWrite, _, contentType, _, _, connection, _ in
        guard
            isWrite == 0, contentType == SSL3_RT_HANDSHAKE,
            let connection = unsafe connection,
            let transport = unsafe TLSTransport.of(connection: connection)
        else {
            return
        }
        transport.countHandshakeMessage()
    }
