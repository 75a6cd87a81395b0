#if !hasFeature(Embedded)
    import COpenSSL
    import Crypto

    extension CryptoLibrary {
        struct SHA256State: Sendable {
            private var hash = SHA256()

            mutating func update(_ bytes: UnsafeRawBufferPointer) {
                unsafe hash.update(bufferPointer: bytes)
            }

            func finalize(into target: UnsafeMutableRawBufferPointer) {
                unsafe hash.finalize().withUnsafeBytes { unsafe target.copyMemory(from: $0) }
            }
        }

        // Measured per node (65 bytes, two blocks): swift-crypto 187 ns, EVP 154 ns, libcrypto's low-level
        // functions piece by piece 99 ns. What fits in four blocks is therefore laid out on the stack with its
        // padding and goes through libcrypto's block function at once: 85 ns, no more than the blocks need.

        static func digest(
            _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ c: UnsafeRawBufferPointer,
            into target: UnsafeMutableRawPointer,
        ) {
            let count = a.count + b.count + c.count
            guard count <= smallLimit else {
                unsafe kentongan_sha256(
                    a.baseAddress, a.count, b.baseAddress, b.count, c.baseAddress, c.count,
                    target.assumingMemoryBound(to: UInt8.self)
                )
                return
            }
            unsafe withUnsafeTemporaryAllocation(byteCount: 256, alignment: 16) { message in
                guard let start = message.baseAddress else { return }
                unsafe copy(a, to: start)
                unsafe copy(b, to: start + a.count)
                unsafe copy(c, to: start + a.count + b.count)
                unsafe digest(padding: start, count: count, into: target)
            }
        }

        /// The longest message that fits in four blocks with its padding: 0x80, zeros, and the length in eight
        /// bytes.
        private static let smallLimit = 4 * 64 - 9

        /// FIPS 180-4 §5.1.1 and §6.2.2: pads the message of `count` bytes in place, in 256 bytes of room.
        private static func digest(
            padding message: UnsafeMutableRawPointer, count: Int, into target: UnsafeMutableRawPointer
        ) {
            let padded = (count + 9 + 63) & ~63
            unsafe (message + count).initializeMemory(as: UInt8.self, repeating: 0, count: padded - count)
            unsafe message.storeBytes(of: 0x80, toByteOffset: count, as: UInt8.self)
            unsafe message.storeBytes(
                of: UInt64(8 * count).bigEndian, toByteOffset: padded - 8, as: UInt64.self)
            var state = SHA256_CTX()
            unsafe SHA256_Init(&state)
            unsafe SHA256_Update(&state, message, padded)
            let words = state.h
            unsafe target.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt32.self)
            unsafe target.storeBytes(of: words.1.bigEndian, toByteOffset: 4, as: UInt32.self)
            unsafe target.storeBytes(of: words.2.bigEndian, toByteOffset: 8, as: UInt32.self)
            unsafe target.storeBytes(of: words.3.bigEndian, toByteOffset: 12, as: UInt32.self)
            unsafe target.storeBytes(of: words.4.bigEndian, toByteOffset: 16, as: UInt32.self)
            unsafe target.storeBytes(of: words.5.bigEndian, toByteOffset: 20, as: UInt32.self)
            unsafe target.storeBytes(of: words.6.bigEndian, toByteOffset: 24, as: UInt32.self)
            unsafe target.storeBytes(of: words.7.bigEndian, toByteOffset: 28, as: UInt32.self)
        }

        @inline(__always)
        private static func copy(_ piece: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) {
            guard let source = piece.baseAddress else { return }
            unsafe target.copyMemory(from: source, byteCount: piece.count)
        }
    }
#endif
