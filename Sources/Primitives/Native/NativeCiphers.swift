#if !hasFeature(Embedded)
    import Crypto
    import CryptoExtras

    extension CryptoLibrary {
        static func hmac(_ message: [UInt8], key: Secret) -> [UInt8] {
            [UInt8](HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(key)))
        }

        static func hkdf(_ secret: Secret, salt: [UInt8], info: [UInt8], count: Int) -> Secret {
            Secret(
                HKDF<SHA256>.deriveKey(
                    inputKeyMaterial: SymmetricKey(secret), salt: salt, info: info, outputByteCount: count))
        }

        static func scrypt(_ password: [UInt8], salt: [UInt8], logN: Int, count: Int) -> Secret? {
            let key = try? KDF.Scrypt.deriveKey(
                from: password, salt: salt, outputByteCount: count, rounds: 1 << logN, blockSize: 8,
                parallelism: 1)
            return key.map { Secret($0) }
        }

        static func seal(
            _ plaintext: UnsafeRawBufferPointer, key: Secret, nonce: [UInt8], into ciphertext: inout [UInt8]
        ) -> Bool {
            guard let nonce = try? ChaChaPoly.Nonce(data: nonce),
                let box = unsafe try? ChaChaPoly.seal(plaintext, using: SymmetricKey(key), nonce: nonce)
            else { return false }
            ciphertext.append(contentsOf: box.combined.dropFirst(ChaCha20Poly1305.nonceLength))
            return true
        }

        static func open(
            _ sealed: UnsafeRawBufferPointer, key: Secret, nonce: [UInt8], into plaintext: inout [UInt8]
        ) -> Bool {
            var combined: [UInt8] = []
            combined.reserveCapacity(nonce.count + sealed.count)
            combined += nonce
            unsafe combined.append(contentsOf: sealed)
            guard let box = try? ChaChaPoly.SealedBox(combined: combined),
                let opened = try? ChaChaPoly.open(box, using: SymmetricKey(key))
            else { return false }
            plaintext.append(contentsOf: opened)
            return true
        }
    }

    extension SymmetricKey {
        init(_ secret: Secret) {
            self = unsafe secret.withUnsafeBytes { unsafe SymmetricKey(data: $0) }
        }
    }

    extension Secret {
        init(_ key: SymmetricKey) {
            self = unsafe key.withUnsafeBytes { unsafe Secret($0) }
        }
    }
#endif
