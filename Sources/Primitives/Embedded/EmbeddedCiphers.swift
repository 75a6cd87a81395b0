#if hasFeature(Embedded)
    extension CryptoLibrary {
        typealias SHA256State = ResumableSHA256

        static func digest(
            _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ c: UnsafeRawBufferPointer,
            into target: UnsafeMutableRawPointer,
        ) {
            unsafe kentongan_sha256(
                a.baseAddress, a.count, b.baseAddress, b.count, c.baseAddress, c.count, target)
        }

        /// There are no pages, and nothing is swapped that could be locked.
        static var pageSize: Int { 1 }
        static func lock(_ pages: UnsafeMutableRawBufferPointer) {}
        static func unlock(_ pages: UnsafeMutableRawBufferPointer) {}

        static func erase(_ bytes: UnsafeMutableRawBufferPointer) {
            if let base = bytes.baseAddress { unsafe kentongan_erase(base, bytes.count) }
        }

        static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
            unsafe kentongan_equal(left, right, left.count) == 1
        }

        static func hmac(_ message: [UInt8], key: Secret) -> [UInt8] {
            var code = [UInt8](repeating: 0, count: 32)
            unsafe key.withUnsafeBytes { key in
                unsafe kentongan_hmac_sha256(key.baseAddress, key.count, message, message.count, &code)
            }
            return code
        }

        static func hkdf(_ secret: Secret, salt: [UInt8], info: [UInt8], count: Int) -> Secret {
            unsafe Secret(count: count) { out in
                unsafe secret.withUnsafeBytes { secret in
                    unsafe kentongan_hkdf_sha256(
                        secret.baseAddress, secret.count, salt, salt.count, info, info.count, out.baseAddress,
                        out.count)
                }
            }
        }

        static func scrypt(_ password: [UInt8], salt: [UInt8], logN: Int, count: Int) -> Secret? {
            unsafe Secret(
                count: count,
                checking: { out in
                    unsafe kentongan_scrypt(
                        password, password.count, salt, salt.count, logN, out.baseAddress, out.count) == 1
                })
        }

        static func seal(
            _ plaintext: UnsafeRawBufferPointer, key: Secret, nonce: [UInt8], into ciphertext: inout [UInt8]
        ) -> Bool {
            var sealed = [UInt8](repeating: 0, count: plaintext.count + ChaCha20Poly1305.tagLength)
            let isSealed = unsafe key.withUnsafeBytes { key in
                unsafe kentongan_chacha20poly1305_seal(
                    key.baseAddress, nonce, plaintext.baseAddress, plaintext.count, &sealed) == 1
            }
            if isSealed { ciphertext += sealed }
            return isSealed
        }

        static func open(
            _ sealed: UnsafeRawBufferPointer, key: Secret, nonce: [UInt8], into plaintext: inout [UInt8]
        ) -> Bool {
            var opened = [UInt8](repeating: 0, count: sealed.count - ChaCha20Poly1305.tagLength)
            let isOpened = unsafe key.withUnsafeBytes { key in
                unsafe kentongan_chacha20poly1305_open(
                    key.baseAddress, nonce, sealed.baseAddress, sealed.count, &opened) == 1
            }
            if isOpened { plaintext += opened }
            return isOpened
        }
    }
#endif
