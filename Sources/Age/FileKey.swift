import Crypto

/// The 16-byte key of one file, from which everything else in it is derived.
struct FileKey {
    static let length = 16
    /// The length of a file key sealed with ChaCha20-Poly1305, as every known stanza holds it.
    static let sealedLength = length + Stream.tagLength

    private let key: SymmetricKey

    /// Nil if `bytes` are not 16.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    var bytes: [UInt8] {
        unsafe key.withUnsafeBytes { unsafe Array($0) }
    }

    /// HMAC-SHA-256 under HKDF-SHA-256(file key, salt "", info "header").
    func mac(of authenticated: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: authenticated, using: macKey))
    }

    /// Compares in constant time.
    func authenticates(_ header: Header) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            header.mac, authenticating: header.authenticated, using: macKey)
    }

    /// HKDF-SHA-256(file key, salt = the payload's 16-byte nonce, info "payload").
    func payloadKey(nonce: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: nonce, info: Array("payload".utf8), outputByteCount: 32,
        )
    }

    /// ChaCha20-Poly1305 of the file key under a wrap key of one use, with a nonce of zeros.
    func sealed(under wrapKey: SymmetricKey) throws(AgeError) -> [UInt8] {
        guard let nonce = try? ChaChaPoly.Nonce(data: Self.zeroNonce),
            let box = try? ChaChaPoly.seal(bytes, using: wrapKey, nonce: nonce)
        else { throw AgeError(.recipient, "the file key could not be sealed") }
        return Array(box.combined.dropFirst(Stream.nonceLength))
    }

    /// Nil if `sealed` does not open under this wrap key.
    init?(opening sealed: [UInt8], with wrapKey: SymmetricKey) {
        guard let box = try? ChaChaPoly.SealedBox(combined: Self.zeroNonce + sealed),
            let bytes = try? ChaChaPoly.open(box, using: wrapKey)
        else { return nil }
        self.init(bytes)
    }

    private static let zeroNonce = [UInt8](repeating: 0, count: Stream.nonceLength)

    private var macKey: SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: [UInt8](), info: Array("header".utf8), outputByteCount: 32,
        )
    }
}
