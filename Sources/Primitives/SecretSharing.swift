/// A secret in n parts of which any k give it back, and k − 1 tell nothing (Shamir, 1979), byte by byte over GF(2⁸).
///
/// Each byte of the secret is the constant term of a polynomial of degree k − 1 whose other coefficients are random; part x
/// holds the polynomials' values at x. The field is that of AES (x⁸ + x⁴ + x³ + x + 1). No table is read and nothing branches
/// on a secret.
package enum SecretSharing {
    /// One part.
    package struct Part: Equatable, Sendable {
        /// Where the polynomials were taken: 1 to 255.
        package let number: UInt8
        /// As many bytes as the secret has.
        package let bytes: [UInt8]

        /// Takes both as they are.
        package init(number: UInt8, bytes: [UInt8]) {
            self.number = number
            self.bytes = bytes
        }
    }

    /// Splits a secret.
    ///
    /// - Parameters:
    ///   - secret: of any length.
    ///   - threshold: parts that give it back: 1 to `count`.
    ///   - count: parts in all, at most 255.
    ///   - random: gives as many bytes as asked for, fit for keys.
    /// - Returns: parts 1 to `count`; nil for numbers out of bounds, and where randomness is short.
    package static func split(
        _ secret: [UInt8], threshold: Int, count: Int, random: (Int) -> [UInt8]
    ) -> [Part]? {
        guard (1...255).contains(count), (1...count).contains(threshold) else { return nil }
        var coefficients = [secret]
        for _ in 1..<threshold {
            let drawn = random(secret.count)
            guard drawn.count == secret.count else { return nil }
            coefficients.append(drawn)
        }
        defer { for place in coefficients.indices { coefficients[place].erase() } }
        return (1...count).map { number in
            let x = UInt8(truncatingIfNeeded: number)
            var value = [UInt8](repeating: 0, count: secret.count)
            for coefficient in coefficients.reversed() {
                for place in value.indices {
                    value[place] = GF256.product(value[place], x) ^ coefficient[place]
                }
            }
            return Part(number: x, bytes: value)
        }
    }

    /// Puts parts together.
    ///
    /// - Parameter parts: exactly as many as the threshold, or more.
    /// - Returns: the secret, or other bytes where parts are too few or not of one secret: who made it keeps a hash. Nil
    ///   for none, for parts of different lengths, a number 0, and one number twice.
    package static func join(_ parts: [Part]) -> [UInt8]? {
        guard let length = parts.first?.bytes.count, parts.allSatisfy({ $0.bytes.count == length }),
            parts.allSatisfy({ $0.number != 0 }), Set(parts.map { $0.number }).count == parts.count
        else { return nil }
        var secret = [UInt8](repeating: 0, count: length)
        for part in parts {
            // Lagrange's basis polynomial of this part, at 0.
            var weight: UInt8 = 1
            for other in parts where other.number != part.number {
                weight = GF256.product(
                    weight, GF256.product(other.number, GF256.inverse(other.number ^ part.number)))
            }
            for place in secret.indices { secret[place] ^= GF256.product(weight, part.bytes[place]) }
        }
        return secret
    }
}

/// The field of AES (FIPS 197 section 4): addition is exclusive or.
enum GF256 {
    /// Eight steps, the same for all values.
    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (left, right, product) = (left, right, UInt8(0))
        for _ in 0..<8 {
            product ^= left & (0 &- (right & 1))
            let carry = 0 &- (left >> 7)
            left = (left << 1) ^ (0x1b & carry)
            right >>= 1
        }
        return product
    }

    /// a²⁵⁴, which is 0 for 0.
    static func inverse(_ value: UInt8) -> UInt8 {
        var (power, result) = (value, UInt8(1))
        // 254 = 2 + 4 + … + 128.
        for _ in 0..<7 {
            power = product(power, power)
            result = product(result, power)
        }
        return result
    }
}
