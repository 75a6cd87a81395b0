/// Bech32 of BIP 173 (the checksum constant is 1, not that of Bech32m), without its length limit.
///
/// Keys of age are its only use: recipients are written in lower case, identities in upper case.
enum Bech32 {
    /// `prefix` must be lower case printable ASCII; the result is lower case.
    static func encode(prefix: String, _ bytes: [UInt8]) -> String {
        let digits = regroup(bytes)
        let checksum = checksumDigits(prefix: Array(prefix.utf8), digits)
        let text = (digits + checksum).map { alphabet[Int($0)] }
        return prefix + "1" + String(decoding: text, as: UTF8.self)
    }

    /// The human-readable prefix in the case it was written in, and the data.
    ///
    /// Nil if the case is mixed, a character is foreign, the checksum is wrong, or the last digit
    /// has padding bits that are not zero or fill a digit of their own.
    static func decode(_ text: String) -> (prefix: String, bytes: [UInt8])? {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }) else { return nil }
        let lowered = text.lowercased()
        guard text == lowered || text == text.uppercased() else { return nil }
        let characters = Array(lowered.utf8)
        guard let separator = characters.lastIndex(of: UInt8(ascii: "1")), separator > 0 else { return nil }
        let prefix = Array(characters[..<separator])
        var digits: [UInt8] = []
        for character in characters[(separator + 1)...] {
            let digit = values[Int(character)]
            guard digit != foreign else { return nil }
            digits.append(digit)
        }
        guard digits.count >= checksumLength else { return nil }
        let checksum = Array(digits.suffix(checksumLength))
        digits.removeLast(checksumLength)
        guard checksum == checksumDigits(prefix: prefix, digits), let bytes = ungroup(digits) else {
            return nil
        }
        return (String(decoding: text.utf8.prefix(separator), as: UTF8.self), bytes)
    }

    private static let checksumLength = 6
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let foreign: UInt8 = 255

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: foreign, count: 256)
        for (value, character) in alphabet.enumerated() {
            values[Int(character)] = UInt8(value)
        }
        return values
    }()

    /// Eight-bit bytes to five-bit digits, most significant bit first, the last one filled with zeros.
    private static func regroup(_ bytes: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity((bytes.count * 8 + 4) / 5)
        var bits: UInt32 = 0
        var held = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 5 {
                held -= 5
                digits.append(UInt8(bits >> UInt32(held) & 31))
            }
        }
        if held > 0 {
            digits.append(UInt8(bits << UInt32(5 - held) & 31))
        }
        return digits
    }

    private static func ungroup(_ digits: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 5 / 8)
        var bits: UInt32 = 0
        var held = 0
        for digit in digits {
            bits = bits << 5 | UInt32(digit)
            held += 5
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        guard held < 5, bits & (1 << UInt32(held) - 1) == 0 else { return nil }
        return bytes
    }

    private static func checksumDigits(prefix: [UInt8], _ digits: [UInt8]) -> [UInt8] {
        var state: UInt32 = 1
        for character in prefix { step(&state, character >> 5) }
        step(&state, 0)
        for character in prefix { step(&state, character & 31) }
        for digit in digits { step(&state, digit) }
        for _ in 0..<checksumLength { step(&state, 0) }
        state ^= 1
        return (0..<checksumLength).map { UInt8(state >> UInt32(5 * (5 - $0)) & 31) }
    }

    /// One step of the BCH code over GF(32) whose generator BIP 173 gives.
    private static func step(_ state: inout UInt32, _ digit: UInt8) {
        let top = state >> 25
        state = (state & 0x1ff_ffff) << 5 ^ UInt32(digit)
        for (bit, term) in generator.enumerated() where top >> UInt32(bit) & 1 == 1 {
            state ^= term
        }
    }

    private static let generator: [UInt32] = [
        0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
    ]
}
