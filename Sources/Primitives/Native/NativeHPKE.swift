#if !hasFeature(Embedded)
    import Crypto
    import FoundationEssentials

    extension CryptoLibrary {
        typealias XWingKey = XWingMLKEM768X25519.PrivateKey

        static func xWingKey(seed: [UInt8]) -> XWingKey? {
            try? XWingKey(seedRepresentation: seed, publicKey: nil)
        }

        static func seed(of key: XWingKey) -> Secret { Secret(key.seedRepresentation) }

        static func xWingPublicKey(of key: XWingKey) -> [UInt8] { [UInt8](key.publicKey.rawRepresentation) }

        static func isMLKEM768PublicKey(_ key: [UInt8]) -> Bool {
            (try? MLKEM768.PublicKey(rawRepresentation: key)) != nil
        }

        struct SenderContext {
            fileprivate var sender: HPKE.Sender

            mutating func seal(_ plaintext: [UInt8], authenticating additional: [UInt8]) -> [UInt8]? {
                (try? sender.seal(plaintext, authenticating: additional)).map { [UInt8]($0) }
            }

            func export(_ context: [UInt8], count: Int) -> Secret? {
                (try? sender.exportSecret(context: context, outputByteCount: count)).map { Secret($0) }
            }
        }

        struct RecipientContext {
            fileprivate var recipient: HPKE.Recipient

            mutating func open(_ sealed: [UInt8], authenticating additional: [UInt8]) -> [UInt8]? {
                (try? recipient.open(sealed, authenticating: additional)).map { [UInt8]($0) }
            }

            func export(_ context: [UInt8], count: Int) -> Secret? {
                (try? recipient.exportSecret(context: context, outputByteCount: count)).map { Secret($0) }
            }
        }

        static func sender(
            to publicKey: [UInt8], info: [UInt8], encapsulation: inout [UInt8]
        ) -> SenderContext? {
            guard let key = try? XWingMLKEM768X25519.PublicKey(rawRepresentation: publicKey),
                let sender = try? HPKE.Sender(recipientKey: key, ciphersuite: suite, info: Data(info))
            else { return nil }
            encapsulation = [UInt8](sender.encapsulatedKey)
            return SenderContext(sender: sender)
        }

        static func recipient(_ key: XWingKey, encapsulation: [UInt8], info: [UInt8]) -> RecipientContext? {
            let recipient = try? HPKE.Recipient(
                privateKey: key, ciphersuite: suite, info: Data(info), encapsulatedKey: Data(encapsulation))
            return recipient.map { RecipientContext(recipient: $0) }
        }

        private static let suite = HPKE.Ciphersuite(
            kem: .XWingMLKEM768X25519, kdf: .HKDF_SHA256, aead: .chaChaPoly)
    }
#endif
