import COpenSSL

/// A pointer from OpenSSL together with the function that frees it.
@safe
struct OpenSSLObject: ~Copyable {
    let pointer: OpaquePointer
    private let free: @convention(c) (OpaquePointer?) -> Void

    /// Owns what OpenSSL gave; nil if that was no object.
    init?(_ pointer: OpaquePointer?, free: @escaping @convention(c) (OpaquePointer?) -> Void) {
        guard let pointer = unsafe pointer else {
            return nil
        }
        unsafe self.pointer = pointer
        unsafe self.free = free
    }

    deinit {
        unsafe free(pointer)
    }
}

extension OpenSSLObject {
    init?(certificateDER: [UInt8]) {
        unsafe self.init(der: certificateDER, free: X509_free) { unsafe d2i_X509(nil, $0, $1) }
    }

    init?(privateKeyDER: [UInt8]) {
        unsafe self.init(der: privateKeyDER, free: EVP_PKEY_free) { unsafe d2i_AutoPrivateKey(nil, $0, $1) }
    }

    init?(certificatePEM: [UInt8]) {
        unsafe self.init(pem: certificatePEM, free: X509_free) {
            unsafe PEM_read_bio_X509($0, nil, noPassword, nil)
        }
    }

    init?(privateKeyPEM: [UInt8]) {
        unsafe self.init(pem: privateKeyPEM, free: EVP_PKEY_free) {
            unsafe PEM_read_bio_PrivateKey($0, nil, noPassword, nil)
        }
    }

    /// Reads one object from DER; nil unless it takes all of the bytes.
    private init?(
        der: [UInt8], free: @escaping @convention(c) (OpaquePointer?) -> Void,
        parse: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?
    ) {
        var isWhole = false
        let pointer = unsafe der.withUnsafeBufferPointer { bytes in
            var position = bytes.baseAddress
            let pointer = unsafe parse(&position, bytes.count)
            isWhole = unsafe position == bytes.baseAddress.map { unsafe $0 + bytes.count }
            return unsafe pointer
        }
        guard isWhole else {
            unsafe free(pointer)
            return nil
        }
        unsafe self.init(pointer, free: free)
    }

    private init?(
        pem: [UInt8], free: @escaping @convention(c) (OpaquePointer?) -> Void,
        read: (OpaquePointer) -> OpaquePointer?
    ) {
        guard let length = Int32(exactly: pem.count) else {
            return nil
        }
        let pointer = unsafe pem.withUnsafeBytes { bytes -> OpaquePointer? in
            let memory = unsafe BIO_new_mem_buf(bytes.baseAddress, length)
            guard let input = unsafe OpenSSLObject(memory, free: BIO_free_all) else {
                return nil
            }
            return unsafe read(input.pointer)
        }
        unsafe self.init(pointer, free: free)
    }
}

/// Gives no password: an encrypted key fails, and nobody is asked at a terminal.
private let noPassword:
    @convention(c) (UnsafeMutablePointer<CChar>?, Int32, Int32, UnsafeMutableRawPointer?) -> Int32 = {
        _, _, _, _ in -1
    }

/// The DER that an `i2d_` function allocates, or nil if it failed.
func encodedDER(
    _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32
) -> [UInt8]? {
    var start: UnsafeMutablePointer<UInt8>?
    let count = unsafe encode(&start)
    guard count > 0, let bytes = unsafe start else {
        return nil
    }
    defer { unsafe CRYPTO_clear_free(bytes, Int(count), nil, 0) }
    return unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
}

/// SHA-256 of the certificate's SubjectPublicKeyInfo in DER, 32 bytes: what a pin is.
func sha256OfSPKI(certificate: OpaquePointer) -> [UInt8]? {
    guard
        let key = unsafe X509_get_X509_PUBKEY(certificate),
        let der = unsafe encodedDER({ unsafe i2d_X509_PUBKEY(key, $0) })
    else {
        return nil
    }
    var hash = [UInt8](repeating: 0, count: 32)
    unsafe kentongan_sha256(der, der.count, nil, 0, nil, 0, &hash)
    return hash
}
