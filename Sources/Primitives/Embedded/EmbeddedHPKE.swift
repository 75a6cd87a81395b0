#if hasFeature(Embedded)
    extension CryptoLibrary {
        typealias SenderContext = HPKEContext
        typealias RecipientContext = HPKEContext

        /// The one owner of a context of the C library.
        @safe struct HPKEContext: ~Copyable {
            private let context: OpaquePointer

            fileprivate init?(_ context: OpaquePointer?) {
                guard let context = unsafe context else { return nil }
                unsafe self.context = unsafe context
            }

            deinit { unsafe kentongan_hpke_free(context) }

            mutating func seal(_ plaintext: [UInt8], authenticating additional: [UInt8]) -> [UInt8]? {
                var sealed = [UInt8](repeating: 0, count: plaintext.count + ChaCha20Poly1305.tagLength)
                let isSealed = unsafe kentongan_hpke_seal(
                    context, plaintext, plaintext.count, additional, additional.count, &sealed)
                return isSealed == 1 ? sealed : nil
            }

            mutating func open(_ sealed: [UInt8], authenticating additional: [UInt8]) -> [UInt8]? {
                var opened = [UInt8](repeating: 0, count: sealed.count - ChaCha20Poly1305.tagLength)
                let isOpened = unsafe kentongan_hpke_open(
                    context, sealed, sealed.count, additional, additional.count, &opened)
                return isOpened == 1 ? opened : nil
            }

            func export(_ exporterContext: [UInt8], count: Int) -> Secret? {
                let context = unsafe context
                return unsafe Secret(
                    count: count,
                    checking: { out in
                        unsafe kentongan_hpke_export(
                            context, exporterContext, exporterContext.count, out.baseAddress, out.count) == 1
                    })
            }
        }

        static func sender(to publicKey: [UInt8], info: [UInt8], encapsulation: inout [UInt8]) -> HPKEContext?
        {
            encapsulation = [UInt8](repeating: 0, count: XWingPrivateKey.encapsulationLength)
            return unsafe HPKEContext(kentongan_hpke_sender(publicKey, info, info.count, &encapsulation))
        }

        static func recipient(_ key: Secret, encapsulation: [UInt8], info: [UInt8]) -> HPKEContext? {
            unsafe HPKEContext(
                key.withUnsafeBytes { seed in
                    unsafe kentongan_hpke_recipient(seed.baseAddress, encapsulation, info, info.count)
                })
        }
    }
#endif
