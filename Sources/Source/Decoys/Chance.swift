import Foundation

/// Numbers drawn by chance, from bytes that are fit for keys.
struct Chance {
    private let random: (Int) -> [UInt8]

    /// Draws from these bytes.
    init(_ random: @escaping (Int) -> [UInt8]) { self.random = random }

    /// Uniform in (0, 1].
    func uniform() -> Double {
        let bits = random(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Double((bits >> 11) + 1) / 9_007_199_254_740_992
    }

    /// Exponential: the time to the next event of a Poisson process.
    func exponential(mean: Double) -> Double { -mean * log(uniform()) }

    /// Normal with mean 0 and variance 1 (Box and Muller).
    func normal() -> Double { sqrt(-2 * log(uniform())) * cos(2 * .pi * uniform()) }
}
