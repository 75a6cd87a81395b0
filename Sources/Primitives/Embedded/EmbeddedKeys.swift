#if hasFeature(Embedded)
    extension CryptoLibrary {
        typealias Ed25519Key = Secret
        typealias X25519Key = Secret
        typealias XWingKey = Secret

        static func ed25519Key(seed: [UInt8]) -> Secret? { Secret(seed) }
        static func x25519Key(scalar: [UInt8]) -> Secret? { Secret(scalar) }
        static func xWingKey(seed: [UInt8]) -> Secret? { Secret(seed) }
        static func scalar(of key: Secret) -> Secret { key }
        static func seed(of key: Secret) -> Secret { key }

        static func ed25519PublicKey(of key: Secret) -> [UInt8] {
            var publicKey = [UInt8](repeating: 0, count: 32)
            unsafe key.withUnsafeBytes { unsafe kentongan_ed25519_public($0.baseAddress, &publicKey) }
            return publicKey
        }

        static func signature(of message: [UInt8], by key: Secret, publicKey: [UInt8]) -> [UInt8]? {
            var signature = [UInt8](repeating: 0, count: 64)
            let isSigned = unsafe key.withUnsafeBytes { seed in
                unsafe kentongan_ed25519_sign(
                    seed.baseAddress, publicKey, message, message.count, &signature) == 1
            }
            return isSigned ? signature : nil
        }

        static func isSignature(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
            unsafe kentongan_ed25519_verify(signature, message, message.count, key) == 1
        }

        static func freshX25519Key() -> Secret? {
            unsafe Secret(
                count: X25519PrivateKey.length,
                checking: { target in
                    guard let base = target.baseAddress else { return false }
                    unsafe kentongan_random(base, target.count)
                    return true
                })
        }

        static func x25519PublicKey(of key: Secret) -> [UInt8] {
            var publicKey = [UInt8](repeating: 0, count: X25519PrivateKey.length)
            unsafe key.withUnsafeBytes { unsafe kentongan_x25519_public($0.baseAddress, &publicKey) }
            return publicKey
        }

        static func agree(_ key: Secret, with point: [UInt8]) -> Secret? {
            unsafe Secret(
                count: X25519PrivateKey.length,
                checking: { out in
                    unsafe key.withUnsafeBytes { scalar in
                        unsafe kentongan_x25519_agree(scalar.baseAddress, point, out.baseAddress) == 1
                    }
                })
        }

        static func xWingPublicKey(of key: Secret) -> [UInt8] {
            var publicKey = [UInt8](repeating: 0, count: XWingPrivateKey.publicKeyLength)
            unsafe key.withUnsafeBytes { unsafe kentongan_xwing_public($0.baseAddress, &publicKey) }
            return publicKey
        }

        static func isMLKEM768PublicKey(_ key: [UInt8]) -> Bool {
            unsafe kentongan_mlkem768_check(key) == 1
        }
    }
#endif
