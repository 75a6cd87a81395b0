import Foundation
import Wire

/// Everything that the public can compute from a batch.
struct OracleBatch {
    private let entries: [[UInt8]]
    private let words: [(UInt64, UInt64, UInt64, UInt64)]
    private let places: [Double]

    /// - Parameters:
    ///   - entries: the whole batch, in the log's order.
    ///   - own: the prober's commitments, which she takes out before she looks.
    init(_ entries: [[UInt8]], own: Set<Hash> = []) {
        self.entries = entries
        let commitments = entries.compactMap { Self.commitment($0) }.filter {
            own.isEmpty || !own.contains($0)
        }
        words = commitments.map { Self.words($0.bytes) }
        places = words.map { Double($0.0) / 18_446_744_073_709_551_616 }
    }

    /// - Parameter own: how many were the prober's.
    /// - Returns: sizes of the batch, and order, bits and chain of what is in it, by name.
    func features(own: Int = 0) -> OracleFeatures {
        let lengths = entries.map { Double($0.count) }
        let size = Double(entries.count)
        var features = OracleFeatures()
        features.add(
            "batch's size",
            [size, log2(size + 1), entries.count > 256 ? 1 : 0, entries.count > 2_048 ? 1 : 0])
        features.add("entries' lengths", [lengths.reduce(0, +), lengths.min() ?? 0, lengths.max() ?? 0])
        features.add("commitments", [Double(words.count), Double(own), Double(own) / size])
        features.add("order", order)
        features.add("bits", bits)
        features.add("chain", chain)
        return features
    }

    /// The order of commitments, and how they lie between 0 and 1.
    private var order: [Double] {
        let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
        let count = max(1, Double(gaps.count))
        let mean = gaps.reduce(0, +) / count
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        let runs = zip(gaps, gaps.dropFirst()).count { ($0 < mean) != ($1 < mean) }
        let middle = places.reduce(0, +) / max(1, Double(places.count))
        let spread = places.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / max(1, Double(places.count))
        return [
            Double(gaps.count { $0 < 0 }), gaps.min() ?? 0, gaps.max() ?? 0, mean, variance,
            Double(runs) / count,
            places.first ?? 0, places.last ?? 0, middle, spread,
        ]
    }

    /// How many bits are set, where, and how evenly bytes are used.
    private var bits: [Double] {
        var (set, high, low, parity) = (0, 0, 0, 0)
        var histogram = [Double](repeating: 0, count: 16)
        var folded: UInt64 = 0
        for word in words {
            let ones = [word.0, word.1, word.2, word.3].map(\.nonzeroBitCount)
            set += ones.reduce(0, +)
            high += ones[0]
            low += ones[3]
            parity += Int(word.0 >> 63) + Int(word.3 & 1)
            histogram[Int(word.3 >> 60)] += 1
            histogram[Int(word.3 & 15)] += 1
            folded ^= word.0 ^ word.1 ^ word.2 ^ word.3
        }
        let count = max(1, Double(words.count))
        let expected = count / 8
        let evenness = histogram.reduce(0) { $0 + ($1 - expected) * ($1 - expected) } / expected
        return [
            Double(set) / count, Double(high) / count, Double(low) / count, Double(parity) / count, evenness,
            Double(folded.nonzeroBitCount),
        ]
    }

    /// The last entry: the epoch, behind the hash of the entry before it.
    private var chain: [Double] {
        guard let last = entries.last, last.count > 44 else { return [0, 0, 0] }
        let previous = last[10..<42].reduce(0) { $0 + $1.nonzeroBitCount }
        return [Double(last.count), Double(last[43]), Double(previous)]
    }

    static func commitment(_ entry: [UInt8]) -> Hash? {
        guard entry.count == 77, entry[42] == 0, entry[43] == 4 else { return nil }
        return Hash(entry[45...])
    }

    private static func words(_ bytes: [UInt8]) -> (UInt64, UInt64, UInt64, UInt64) {
        bytes.withUnsafeBytes { bytes in
            func word(_ at: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            }
            return (word(0), word(8), word(16), word(24))
        }
    }
}
