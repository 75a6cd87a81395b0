import Testing
import TestSupport

@testable import Primitives

/// A secret in parts: any k give it back, and fewer say nothing.
@Suite struct SecretSharingTests {
    /// FIPS 197 section 4.2.
    @Test func the_field_is_that_of_aes() {
        #expect(GF256.product(0x57, 0x83) == 0xc1)
        #expect(GF256.product(0x57, 0x13) == 0xfe)
        #expect(GF256.inverse(0) == 0)
        for value in UInt8.min...UInt8.max {
            #expect(GF256.product(value, 1) == value)
            if value != 0 { #expect(GF256.product(value, GF256.inverse(value)) == 1) }
        }
    }

    /// By a program of another language: secret 00…0f, coefficients 7i + 3 and 13i + 200 (mod 256).
    private static let known = [
        "cbdef1f4e72a3d100376090c3f2215e8", "0b6c85a2e76d04e3be79abec296e27cd",
        "c0b3765504423ff4b506a8eb1a413c2a", "38d6e411210dc9d1c9e7f957513f20cc",
        "f30917e6c222f2c6c298fa5062103b2b",
    ].map { text in
        stride(from: 0, to: 32, by: 2).compactMap { place in
            let start = text.index(text.startIndex, offsetBy: place)
            return UInt8(text[start..<text.index(start, offsetBy: 2)], radix: 16)
        }
    }

    @Test func known_answers() throws {
        let secret = [UInt8](0..<16)
        func line(_ factor: Int, _ sum: Int) -> [UInt8] {
            (0..<16).map { (place: Int) -> UInt8 in UInt8((factor * place + sum) % 256) }
        }
        var drawn: [[UInt8]] = [line(7, 3), line(13, 200)]
        let parts = try #require(
            SecretSharing.split(secret, threshold: 3, count: 5) { _ in drawn.removeFirst() })
        #expect(parts.map(\.bytes) == Self.known)
        #expect(parts.map(\.number) == [1, 2, 3, 4, 5])
    }

    @Test func any_k_parts_give_it_back_in_any_order() throws {
        var random = SeededGenerator(seed: 1)
        for (threshold, count) in [(1, 1), (1, 3), (2, 2), (2, 3), (3, 5), (5, 5), (16, 16)] {
            let secret = random.bytes(40)
            let parts = try #require(
                SecretSharing.split(secret, threshold: threshold, count: count) { random.bytes($0) })
            for _ in 0..<8 {
                let chosen = Array(parts.shuffled(using: &random).prefix(threshold))
                #expect(SecretSharing.join(chosen) == secret)
                if threshold > 1 { #expect(SecretSharing.join(Array(chosen.dropLast())) != secret) }
            }
            #expect(SecretSharing.join(parts) == secret)
        }
    }

    /// For every secret byte there are exactly as many ways to draw that make the same part: it says nothing.
    @Test func one_part_of_two_fits_every_secret_alike() throws {
        for number in [1, 2, 255] {
            for secret: UInt8 in [0, 1, 0x42, 0xff] {
                var seen = [Int](repeating: 0, count: 256)
                for drawn in UInt8.min...UInt8.max {
                    let parts = try #require(
                        SecretSharing.split([secret], threshold: 2, count: 255) { _ in [drawn] })
                    seen[Int(parts[number - 1].bytes[0])] += 1
                }
                #expect(seen.allSatisfy { $0 == 1 })
            }
        }
    }

    /// And two of three: every pair of values comes from exactly one drawing.
    @Test func two_parts_of_three_fit_every_secret_alike() throws {
        for secret: UInt8 in [0, 0x9d] {
            var seen = Set<[UInt8]>()
            for first in UInt8.min...UInt8.max {
                for second in UInt8.min...UInt8.max {
                    var drawn = [[first], [second]]
                    let parts = try #require(
                        SecretSharing.split([secret], threshold: 3, count: 2 + 1) { _ in drawn.removeFirst() }
                    )
                    seen.insert([parts[0].bytes[0], parts[2].bytes[0]])
                }
            }
            #expect(seen.count == 65_536)
        }
    }

    @Test func what_cannot_be_is_refused() {
        func split(_ threshold: Int, _ count: Int) -> [SecretSharing.Part]? {
            SecretSharing.split([1], threshold: threshold, count: count) { [UInt8](repeating: 7, count: $0) }
        }
        #expect(split(0, 1) == nil && split(2, 1) == nil && split(1, 256) == nil && split(1, 0) == nil)
        #expect(SecretSharing.split([1, 2], threshold: 2, count: 2) { _ in [1] } == nil)
        let part = SecretSharing.Part(number: 1, bytes: [1])
        #expect(SecretSharing.join([]) == nil && SecretSharing.join([part, part]) == nil)
        #expect(SecretSharing.join([part, SecretSharing.Part(number: 2, bytes: [])]) == nil)
        #expect(SecretSharing.join([SecretSharing.Part(number: 0, bytes: [1])]) == nil)
    }
}
