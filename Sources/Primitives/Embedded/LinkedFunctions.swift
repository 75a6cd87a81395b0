#if hasFeature(Embedded)
    // C functions that the linker finds: thin faces over a crypto library, built without an operating system.
    // Pointers are to as many bytes as the count behind them says, or as the comment does; a count of zero may come
    // with any pointer. Those that answer give 1 for yes.

    /// Fills `target` with random bytes.
    @_extern(c, "kentongan_random")
    func kentongan_random(_ target: UnsafeMutableRawPointer, _ count: Int)

    /// Zeros the bytes, whatever the optimiser thinks of it.
    @_extern(c, "kentongan_erase")
    func kentongan_erase(_ target: UnsafeMutableRawPointer, _ count: Int)

    /// In a time that does not depend on the bytes.
    @_extern(c, "kentongan_equal")
    func kentongan_equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> CInt

    /// SHA-256 of three pieces in a row; `out` is 32 bytes and may overlap them.
    @_extern(c, "kentongan_sha256")
    func kentongan_sha256(
        _ a: UnsafeRawPointer?, _ aCount: Int, _ b: UnsafeRawPointer?, _ bCount: Int, _ c: UnsafeRawPointer?,
        _ cCount: Int, _ out: UnsafeMutableRawPointer)

    /// `out` is 32 bytes.
    @_extern(c, "kentongan_hmac_sha256")
    func kentongan_hmac_sha256(
        _ key: UnsafeRawPointer?, _ keyCount: Int, _ message: UnsafePointer<UInt8>, _ messageCount: Int,
        _ out: UnsafeMutablePointer<UInt8>)

    /// `outCount` is 1 to 8,160.
    @_extern(c, "kentongan_hkdf_sha256")
    func kentongan_hkdf_sha256(
        _ secret: UnsafeRawPointer?, _ secretCount: Int, _ salt: UnsafePointer<UInt8>, _ saltCount: Int,
        _ info: UnsafePointer<UInt8>, _ infoCount: Int, _ out: UnsafeMutableRawPointer?, _ outCount: Int)

    /// r = 8, p = 1.
    @_extern(c, "kentongan_scrypt")
    func kentongan_scrypt(
        _ password: UnsafePointer<UInt8>, _ passwordCount: Int, _ salt: UnsafePointer<UInt8>,
        _ saltCount: Int, _ logN: Int, _ out: UnsafeMutableRawPointer?, _ outCount: Int
    ) -> CInt

    /// `key` is 32 bytes, `nonce` 12, `out` 16 more than the plaintext.
    @_extern(c, "kentongan_chacha20poly1305_seal")
    func kentongan_chacha20poly1305_seal(
        _ key: UnsafeRawPointer?, _ nonce: UnsafePointer<UInt8>, _ plaintext: UnsafeRawPointer?,
        _ plaintextCount: Int, _ out: UnsafeMutablePointer<UInt8>
    ) -> CInt

    /// `key` is 32 bytes, `nonce` 12, `out` 16 fewer than what is sealed.
    @_extern(c, "kentongan_chacha20poly1305_open")
    func kentongan_chacha20poly1305_open(
        _ key: UnsafeRawPointer?, _ nonce: UnsafePointer<UInt8>, _ sealed: UnsafeRawPointer?,
        _ sealedCount: Int, _ out: UnsafeMutablePointer<UInt8>
    ) -> CInt

    /// 32 bytes to 32.
    @_extern(c, "kentongan_ed25519_public")
    func kentongan_ed25519_public(_ seed: UnsafeRawPointer?, _ out: UnsafeMutablePointer<UInt8>)

    /// `seed` and `publicKey` are 32 bytes, `out` 64.
    @_extern(c, "kentongan_ed25519_sign")
    func kentongan_ed25519_sign(
        _ seed: UnsafeRawPointer?, _ publicKey: UnsafePointer<UInt8>, _ message: UnsafePointer<UInt8>,
        _ messageCount: Int, _ out: UnsafeMutablePointer<UInt8>
    ) -> CInt

    /// `signature` is 64 bytes, `key` 32.
    @_extern(c, "kentongan_ed25519_verify")
    func kentongan_ed25519_verify(
        _ signature: UnsafePointer<UInt8>, _ message: UnsafePointer<UInt8>, _ messageCount: Int,
        _ key: UnsafePointer<UInt8>
    ) -> CInt

    /// 32 bytes to 32.
    @_extern(c, "kentongan_x25519_public")
    func kentongan_x25519_public(_ scalar: UnsafeRawPointer?, _ out: UnsafeMutablePointer<UInt8>)

    /// 32 bytes each; refuses a product of zero.
    @_extern(c, "kentongan_x25519_agree")
    func kentongan_x25519_agree(
        _ scalar: UnsafeRawPointer?, _ point: UnsafePointer<UInt8>, _ out: UnsafeMutableRawPointer?
    ) -> CInt

    /// 1,184 bytes: all coefficients are reduced.
    @_extern(c, "kentongan_mlkem768_check")
    func kentongan_mlkem768_check(_ key: UnsafePointer<UInt8>) -> CInt

    /// 32 bytes to 1,216.
    @_extern(c, "kentongan_xwing_public")
    func kentongan_xwing_public(_ seed: UnsafeRawPointer?, _ out: UnsafeMutablePointer<UInt8>)

    // HPKE, base mode, X-Wing, HKDF-SHA-256, ChaCha20-Poly1305. A context is the caller's to free.

    /// `publicKey` is 1,216 bytes, `encapsulation` 1,120 that are written.
    ///
    /// Null for a refusal.
    @_extern(c, "kentongan_hpke_sender")
    func kentongan_hpke_sender(
        _ publicKey: UnsafePointer<UInt8>, _ info: UnsafePointer<UInt8>, _ infoCount: Int,
        _ encapsulation: UnsafeMutablePointer<UInt8>
    ) -> OpaquePointer?

    /// `seed` is 32 bytes, `encapsulation` 1,120.
    ///
    /// Null for a refusal.
    @_extern(c, "kentongan_hpke_recipient")
    func kentongan_hpke_recipient(
        _ seed: UnsafeRawPointer?, _ encapsulation: UnsafePointer<UInt8>, _ info: UnsafePointer<UInt8>,
        _ infoCount: Int
    ) -> OpaquePointer?

    /// `out` is 16 bytes more than the text.
    @_extern(c, "kentongan_hpke_seal")
    func kentongan_hpke_seal(
        _ context: OpaquePointer, _ text: UnsafePointer<UInt8>, _ textCount: Int,
        _ additional: UnsafePointer<UInt8>, _ additionalCount: Int, _ out: UnsafeMutablePointer<UInt8>
    ) -> CInt

    /// `out` is 16 bytes fewer than the text.
    @_extern(c, "kentongan_hpke_open")
    func kentongan_hpke_open(
        _ context: OpaquePointer, _ text: UnsafePointer<UInt8>, _ textCount: Int,
        _ additional: UnsafePointer<UInt8>, _ additionalCount: Int, _ out: UnsafeMutablePointer<UInt8>
    ) -> CInt

    @_extern(c, "kentongan_hpke_export")
    func kentongan_hpke_export(
        _ context: OpaquePointer, _ exporterContext: UnsafePointer<UInt8>, _ exporterContextCount: Int,
        _ out: UnsafeMutableRawPointer?, _ outCount: Int
    ) -> CInt

    @_extern(c, "kentongan_hpke_free")
    func kentongan_hpke_free(_ context: OpaquePointer)
#endif
