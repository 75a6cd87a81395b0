/// Reed-Solomon error correction over the field of 256 elements of QR codes: modulo x^8 + x^4 + x^3 + x^2 + 1.
struct ReedSolomon: Sendable {
    /// Coefficients of the divisor behind its leading 1, the highest power first.
    private let divisor: [UInt8]

    /// The product of (x - 2^i) for i below the degree.
    ///
    /// - Parameter degree: bytes of error correction, 1 to 255.
    init(degree: Int) {
        var product: [UInt8] = [1]
        var root: UInt8 = 1
        for _ in 0..<degree {
            var next = product + [0]
            for place in product.indices { next[place + 1] ^= Self.product(product[place], root) }
            product = next
            root = Self.product(root, 2)
        }
        divisor = Array(product.dropFirst())
    }

    /// The error correction of some data: their remainder, as many bytes as the degree.
    func remainder(of data: some Sequence<UInt8>) -> [UInt8] {
        var remainder = [UInt8](repeating: 0, count: divisor.count)
        for byte in data {
            let factor = byte ^ remainder[0]
            remainder.removeFirst()
            remainder.append(0)
            for place in divisor.indices { remainder[place] ^= Self.product(divisor[place], factor) }
        }
        return remainder
    }

    /// The product of two elements of the field.
    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var sum: UInt8 = 0
        var shifted = left
        for place in 0..<8 {
            if right >> place & 1 == 1 { sum ^= shifted }
            shifted = shifted << 1 ^ (shifted & 0x80 == 0 ? 0 : 0x1d)
        }
        return sum
    }
}
