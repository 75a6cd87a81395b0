/// Bytes of the operating system, an argument or a path, as text and back: names need not be UTF-8.
///
/// A byte that is part of no character stands as U+EF00 plus the byte, for private use; so does each byte of a character
/// U+EF80 to U+EFFF, so that the way back is exact. `Foreign` shows such a byte as U+FFFD.
package enum SystemText {
    /// The bytes as text.
    package static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            let length: Int
            switch parser.parseScalar(from: &iterator) {
            case .emptyInput: return text
            case .valid(let encoded):
                length = encoded.count
                let scalar = Unicode.UTF8.decode(encoded)
                if !isByte(scalar) {
                    text.unicodeScalars.append(scalar)
                    offset += length
                    continue
                }
            case .error(let count): length = count
            }
            for byte in bytes[offset..<offset + length] { text.unicodeScalars.append(scalar(of: byte)) }
            offset += length
        }
    }

    /// The bytes that such a text stands for.
    package static func bytes(_ text: String) -> [UInt8] {
        guard text.unicodeScalars.contains(where: isByte) else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if isByte(scalar) {
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return bytes
    }

    /// Whether a character of such a text stands for a byte that is none.
    package static func isByte(_ scalar: Unicode.Scalar) -> Bool { (0xef80...0xefff).contains(scalar.value) }

    /// A byte below 0x80 is always a character.
    private static func scalar(of byte: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(0xef00 + UInt32(byte)) ?? "\u{fffd}"
    }
}
