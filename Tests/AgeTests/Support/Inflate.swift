/// Inflates a zlib stream (RFC 1950, 1951), for vectors stored compressed.
///
/// The Adler-32 behind the
/// data is not looked at: each vector states a SHA-256 of what it decrypts to.
func inflate(zlib bytes: [UInt8]) throws(InflateError) -> [UInt8] {
    var inflater = Inflater(bytes: bytes, position: 2)
    return try inflater.run()
}

struct InflateError: Error {}

private struct Inflater {
    let bytes: [UInt8]
    var position: Int
    var bits: UInt32 = 0
    var held = 0
    var output: [UInt8] = []

    init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    mutating func run() throws(InflateError) -> [UInt8] {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try stored()
            case 1:
                try block(
                    Huffman(lengths: Self.fixedLengths), Huffman(lengths: Array(repeating: 5, count: 30)))
            case 2:
                let (literals, distances) = try dynamicCodes()
                try block(literals, distances)
            default: throw InflateError()
            }
        }
        return output
    }

    private mutating func take(_ count: Int) throws(InflateError) -> Int {
        while held < count {
            guard position < bytes.count else { throw InflateError() }
            bits |= UInt32(bytes[position]) << UInt32(held)
            position += 1
            held += 8
        }
        let value = Int(bits & (1 << UInt32(count) - 1))
        bits >>= UInt32(count)
        held -= count
        return value
    }

    private mutating func symbol(_ code: Huffman) throws(InflateError) -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            value |= try take(1)
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw InflateError()
    }

    private mutating func stored() throws(InflateError) {
        bits = 0
        held = 0
        guard position + 4 <= bytes.count else { throw InflateError() }
        let length = Int(bytes[position]) | Int(bytes[position + 1]) << 8
        position += 4
        guard position + length <= bytes.count else { throw InflateError() }
        output += bytes[position..<position + length]
        position += length
    }

    private mutating func block(_ literals: Huffman, _ distances: Huffman) throws(InflateError) {
        while true {
            let literal = try symbol(literals)
            if literal < 256 {
                output.append(UInt8(literal))
                continue
            }
            if literal == 256 { return }
            guard literal < 286 else { throw InflateError() }
            var length = Self.lengthBase[literal - 257]
            length += try take(Self.lengthBits[literal - 257])
            let code = try symbol(distances)
            guard code < 30 else { throw InflateError() }
            var distance = Self.distanceBase[code]
            distance += try take(Self.distanceBits[code])
            guard distance <= output.count else { throw InflateError() }
            while length > 0 {
                let start = output.count - distance
                let count = min(length, distance)
                let copy = Array(output[start..<start + count])
                output += copy
                length -= count
                distance *= 2
            }
        }
    }

    private mutating func dynamicCodes() throws(InflateError) -> (Huffman, Huffman) {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let codeCount = try take(4) + 4
        var codeLengths = [Int](repeating: 0, count: 19)
        for index in 0..<codeCount {
            codeLengths[Self.codeOrder[index]] = try take(3)
        }
        let code = Huffman(lengths: codeLengths)
        var lengths: [Int] = []
        while lengths.count < literalCount + distanceCount {
            switch try symbol(code) {
            case let length where length < 16: lengths.append(length)
            case 16:
                guard let previous = lengths.last else { throw InflateError() }
                lengths += Array(repeating: previous, count: try take(2) + 3)
            case 17: lengths += Array(repeating: 0, count: try take(3) + 3)
            default: lengths += Array(repeating: 0, count: try take(7) + 11)
            }
        }
        guard lengths.count == literalCount + distanceCount else { throw InflateError() }
        return (
            Huffman(lengths: Array(lengths[..<literalCount])),
            Huffman(lengths: Array(lengths[literalCount...]))
        )
    }

    static let fixedLengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163,
        195,
        227, 258,
    ]
    static let distanceBits = (0..<30).map { max(0, $0 / 2 - 1) }
    static let distanceBase = distanceBits.reduce(into: [1]) { $0.append($0[$0.count - 1] + 1 << $1) }
}

/// A canonical code: how many symbols have each length, and the symbols in code order.
private struct Huffman {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(lengths: [Int]) {
        for length in 1...15 {
            for (symbol, candidate) in lengths.enumerated() where candidate == length {
                counts[length] += 1
                symbols.append(symbol)
            }
        }
    }
}
