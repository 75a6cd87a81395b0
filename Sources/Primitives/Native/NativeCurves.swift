#if !hasFeature(Embedded)
    import Crypto
    import FoundationEssentials

    extension CryptoLibrary {
        typealias Ed25519Key = Curve25519.Signing.PrivateKey
        typealias X25519Key = Curve25519.KeyAgreement.PrivateKey

        static func ed25519Key(seed: [UInt8]) -> Ed25519Key? {
            try? Ed25519Key(rawRepresentation: seed)
        }

        static func ed25519PublicKey(of key: Ed25519Key) -> [UInt8] {
            [UInt8](key.publicKey.rawRepresentation)
        }

        static func signature(of message: [UInt8], by key: Ed25519Key, publicKey: [UInt8]) -> [UInt8]? {
            (try? key.signature(for: message)).map { [UInt8]($0) }
        }

        static func isSignature(_ signature: [UInt8], of message: [UInt8], by key: [UInt8]) -> Bool {
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
            return key.isValidSignature(signature, for: message)
        }

        static func x25519Key(scalar: [UInt8]) -> X25519Key? {
            try? X25519Key(rawRepresentation: scalar)
        }

        static func freshX25519Key() -> X25519Key? { X25519Key() }

        static func x25519PublicKey(of key: X25519Key) -> [UInt8] {
            [UInt8](key.publicKey.rawRepresentation)
        }

        static func scalar(of key: X25519Key) -> Secret { Secret(key.rawRepresentation) }

        static func agree(_ key: X25519Key, with point: [UInt8]) -> Secret? {
            guard let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: point),
                let secret = try? key.sharedSecretFromKeyAgreement(with: point)
            else { return nil }
            return unsafe secret.withUnsafeBytes { unsafe Secret($0) }
        }
    }
#endif
