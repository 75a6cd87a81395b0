/// Base64 (RFC 4648 section 4), with padding as C2SP's notes have it and without as age has it.
///
/// One text for one byte string: white space, wrong padding and stray last bits are refused.
package enum Base64 {
    /// The text with padding.
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text = encodeUnpadded(bytes)
        while text.count % 4 != 0 { text.append(padding) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for anything that `encode` does not write.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        var padded = 0
        for character in text.suffix(2) where character == padding { padded += 1 }
        return decodeUnpadded(text.dropLast(padded))
    }

    /// Nil for anything that `encode` does not write.
    package static func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8)
    }

    /// The number of characters, without padding, that encode `byteCount` bytes.
    package static func unpaddedLength(of byteCount: Int) -> Int {
        (byteCount * 4 + 2) / 3
    }

    /// The characters without padding.
    package static func encodeUnpadded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(unpaddedLength(of: bytes.count) + 2)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                text.append(alphabet[Int(bits >> held & 63)])
            }
        }
        if held > 0 { text.append(alphabet[Int(bits << (6 - held) & 63)]) }
        return text
    }

    /// Nil for anything that `encodeUnpadded` does not write.
    package static func decodeUnpadded(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for character in text {
            let value = values[Int(character)]
            guard value != foreign else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        guard held < 6, bits & (1 << held - 1) == 0 else { return nil }
        return bytes
    }

    private static let padding = UInt8(ascii: "=")
    private static let foreign: UInt8 = 255
    private static let alphabet = [UInt8](
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: foreign, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}
