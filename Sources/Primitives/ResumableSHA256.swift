/// SHA-256 (FIPS 180-4) whose state can be stored after any whole block and taken up again.
///
/// It is several times slower than `SHA256Stream`: for what must outlive the process.
package struct ResumableSHA256: Equatable, Sendable {
    /// H of section 6.2.2, after the last whole block.
    package private(set) var words: SIMD8<UInt32>
    /// Bytes so far.
    package private(set) var count: UInt64
    /// Bytes behind the last whole block: fewer than 64.
    private var rest: [UInt8] = []

    /// Nothing was hashed yet.
    package init() {
        words = Self.start
        count = 0
    }

    /// Goes on behind whole blocks.
    ///
    /// - Parameters:
    ///   - words: `words` of the one that is resumed.
    ///   - blocks: how many it had hashed, of 64 bytes each.
    package init(words: SIMD8<UInt32>, blocks: UInt64) {
        self.words = words
        count = blocks &* 64
    }

    /// Takes the next bytes.
    package mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe update($0) }
    }

    /// Writes the 32 bytes of the hash of everything so far; it may go on afterwards.
    package func finalize(into target: inout MutableRawSpan) {
        unsafe target.withUnsafeMutableBytes { unsafe finalize(into: $0) }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        count &+= UInt64(bytes.count)
        var offset = 0
        if !rest.isEmpty {
            offset = min(64 - rest.count, bytes.count)
            unsafe rest.append(contentsOf: bytes[..<offset])
            guard rest.count == 64 else { return }
            unsafe rest.withUnsafeBytes { unsafe compress($0) }
            rest.removeAll(keepingCapacity: true)
        }
        while bytes.count - offset >= 64 {
            unsafe compress(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + 64]))
            offset += 64
        }
        unsafe rest.append(contentsOf: bytes[offset...])
    }

    func finalize(into target: UnsafeMutableRawBufferPointer) {
        var ended = self
        let zeros = (119 - Int(count % 64)) % 64
        var padding: [UInt8] = [0x80] + [UInt8](repeating: 0, count: zeros)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            padding.append(UInt8(truncatingIfNeeded: (count &* 8) >> shift))
        }
        unsafe padding.withUnsafeBytes { unsafe ended.update($0) }
        for index in 0..<8 {
            unsafe target.storeBytes(
                of: ended.words[index].bigEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
    }

    /// Section 6.2.2 for one block of 64 bytes.
    private mutating func compress(_ block: UnsafeRawBufferPointer) {
        var schedule = InlineArray<64, UInt32>(repeating: 0)
        for t in 0..<16 {
            schedule[t] = UInt32(
                bigEndian: unsafe block.loadUnaligned(fromByteOffset: 4 * t, as: UInt32.self))
        }
        for t in 16..<64 {
            let (early, late) = (schedule[t - 15], schedule[t - 2])
            let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
            let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
            schedule[t] = sigma1 &+ schedule[t - 7] &+ sigma0 &+ schedule[t - 16]
        }
        var (a, b, c, d) = (words[0], words[1], words[2], words[3])
        var (e, f, g, h) = (words[4], words[5], words[6], words[7])
        let constants = Self.constants
        for t in 0..<64 {
            let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
            let t1 = h &+ sum1 &+ (e & f ^ ~e & g) &+ constants[t] &+ schedule[t]
            let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
            let t2 = sum0 &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ t1, c, b, a, t1 &+ t2)
        }
        words = words &+ SIMD8(a, b, c, d, e, f, g, h)
    }

    /// Section 5.3.3.
    private static let start = SIMD8<UInt32>(
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
    )

    /// K of section 4.2.2.
    private static let constants: InlineArray<64, UInt32> = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
        0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7,
        0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc,
        0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351,
        0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e,
        0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585,
        0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f,
        0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
        0xc671_78f2,
    ]
}

private func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
}
