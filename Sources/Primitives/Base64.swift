/// Standard base64 (RFC 4648 §4) with padding, as C2SP's formats have it.
///
/// One text for one byte string: white space, missing padding and stray last bits are refused.
package enum Base64 {
    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes.makeIterator()
        while let first = rest.next() {
            let second = rest.next()
            let third = rest.next()
            let bits = Int(first) << 16 | Int(second ?? 0) << 8 | Int(third ?? 0)
            text.append(alphabet[bits >> 18])
            text.append(alphabet[bits >> 12 & 63])
            text.append(second == nil ? padding : alphabet[bits >> 6 & 63])
            text.append(third == nil ? padding : alphabet[bits & 63])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for anything that `encode` does not write.
    package static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let padded = text.suffix(2).reduce(0) { $0 + ($1 == padding ? 1 : 0) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for character in text.dropLast(padded) {
            guard let value = values[Int(character)] else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 1
            guard count % 4 == 0 else { continue }
            bytes += [UInt8(bits >> 16 & 0xff), UInt8(bits >> 8 & 0xff), UInt8(bits & 0xff)]
        }
        switch padded {
        case 1:
            guard bits & 0b11 == 0 else { return nil }
            bytes += [UInt8(bits >> 10 & 0xff), UInt8(bits >> 2 & 0xff)]
        case 2:
            guard bits & 0b1111 == 0 else { return nil }
            bytes.append(UInt8(bits >> 4 & 0xff))
        default: break
        }
        return bytes
    }

    /// Nil for anything that `encode` does not write.
    package static func decode(_ text: String) -> [UInt8]? {
        decode(text.utf8)
    }

    private static let padding = UInt8(ascii: "=")
    private static let alphabet = [UInt8](
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8?] = (0..<256).map { character in
        alphabet.firstIndex(of: UInt8(character)).map { UInt8($0) }
    }
}
