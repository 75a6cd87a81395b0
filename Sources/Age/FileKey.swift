import Primitives

/// The 16-byte key of one file, from which everything else in it is derived.
struct FileKey {
    static let length = 16
    /// The length of a file key sealed with ChaCha20-Poly1305, as every known stanza holds it.
    static let sealedLength = length + Stream.tagLength

    private let key: Secret

    /// Nil if `bytes` are not 16.
    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        key = Secret(bytes)
    }

    /// HMAC-SHA-256 under HKDF-SHA-256(file key, salt "", info "header").
    func mac(of authenticated: [UInt8]) -> [UInt8] {
        hmacSHA256(authenticated, key: derived(salt: [], info: Self.macInfo))
    }

    /// Compares in constant time.
    func authenticates(_ header: Header) -> Bool {
        isEqualInConstantTime(header.mac, mac(of: header.authenticated))
    }

    /// HKDF-SHA-256(file key, salt = the payload's 16-byte nonce, info "payload").
    func payloadKey(nonce: [UInt8]) -> Secret {
        derived(salt: nonce, info: Self.payloadInfo)
    }

    /// ChaCha20-Poly1305 of the file key under a wrap key of one use, with a nonce of zeros.
    func sealed(under wrapKey: Secret) throws(AgeError) -> [UInt8] {
        var sealed: [UInt8] = []
        let isSealed = key.withBytes {
            ChaCha20Poly1305.seal($0.span, key: wrapKey, nonce: Self.zeroNonce, into: &sealed)
        }
        guard isSealed else { throw AgeError(.recipient, "the file key could not be sealed") }
        return sealed
    }

    /// Nil if `sealed` does not open under this wrap key.
    init?(opening sealed: [UInt8], with wrapKey: Secret) {
        var bytes: [UInt8] = []
        defer { bytes.erase() }
        guard ChaCha20Poly1305.open(sealed.span, key: wrapKey, nonce: Self.zeroNonce, into: &bytes) else {
            return nil
        }
        self.init(bytes)
    }

    /// Lends the bytes, of which `body` must keep no copy.
    func withBytes<Result>(_ body: ([UInt8]) -> Result) -> Result {
        key.withBytes(body)
    }

    private func derived(salt: [UInt8], info: [UInt8]) -> Secret {
        hkdfSHA256(key, salt: salt, info: info, count: 32)
    }

    private static let macInfo = Array("header".utf8)
    private static let payloadInfo = Array("payload".utf8)
    private static let zeroNonce = [UInt8](repeating: 0, count: Stream.nonceLength)
}
