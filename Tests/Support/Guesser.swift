import Foundation

/// Somebody who learns from samples whose kind is known, and guesses the kind of one that was left out.
///
/// Each feature's numbers are replaced by their ranks, so that neither units nor one late packet count; then naive Bayes with
/// normal distributions. A feature that is the same in all samples says nothing.
package struct Guesser {
    /// How many were guessed right, beside how many are where the kinds are dealt out anew among the same samples.
    ///
    /// Guesses of one run lean on each other: where few values come, all samples with one value are guessed alike. An interval
    /// for guesses that do not is too narrow; what lot does to these very samples is not.
    package struct Score: Sendable, CustomStringConvertible {
        package let right: Int
        package let count: Int
        /// What was right in each deal, ascending.
        package let byLot: [Int]

        /// The share guessed right.
        package var share: Double { part(right) }
        /// What lot stays within: of three guessers, all three hold with 95 %.
        package var range: ClosedRange<Double> {
            guard !byLot.isEmpty else { return 0...1 }
            let place = byLot.count / 60
            return part(byLot[place])...part(byLot[byLot.count - 1 - place])
        }
        /// Whether it knows more than who knows nothing: as much comes by lot once in sixty at most.
        package var knowsMore: Bool {
            60 * (1 + byLot.count { $0 >= right }) <= byLot.count + 1
        }

        private func part(_ right: Int) -> Double { Double(right) / Double(max(count, 1)) }

        package var description: String {
            func percent(_ part: Double) -> String { String(format: "%.1f %%", 100 * part) }
            return "\(right) of \(count) right, \(percent(share)); by lot "
                + "\(percent(range.lowerBound)) to \(percent(range.upperBound))"
        }
    }

    /// What is seen of one visit.
    package struct Sample: Sendable {
        /// Connections, and the length of each record: a busy machine changes none of it.
        package var sizes: [Double] = []
        /// When each connection began, and when each record went by.
        package var times: [Double] = []

        /// Nothing was seen yet.
        package init() {}
    }

    /// What three guessers know: one of sizes alone, one of times alone, one of both.
    ///
    /// Noise in times hides no size from the first.
    package struct Verdict: Sendable, CustomStringConvertible {
        package let sizes: Score
        package let times: Score
        package let both: Score
        /// The three sizes that alone tell most: which, how well, and how often each kind had which value.
        package let tells: [String]

        /// Whether one of them knows more than who knows nothing.
        package var knowsMore: Bool { [sizes, times, both].contains { $0.knowsMore } }
        package var description: String { "by sizes \(sizes); by times \(times); by both \(both)" }
    }

    /// Each sample guessed from all others.
    ///
    /// - Parameters:
    ///   - samples: what was seen.
    ///   - kinds: of each sample, from 0.
    ///   - deals: how often the kinds are dealt out anew.
    /// - Returns: what each guesser guessed.
    package static func leaveOneOut(_ samples: [Sample], kinds: [Int], deals: Int = 239) -> Verdict {
        func score(_ features: (Sample) -> [Double]) -> Score {
            let guesser = Guesser(samples: samples.map(features))
            var generator = SeededGenerator(seed: 5)
            return Score(
                right: guesser.leaveOneOut(kinds), count: kinds.count,
                byLot: (0..<deals).map { _ in guesser.leaveOneOut(kinds.shuffled(using: &generator)) }
                    .sorted())
        }
        return Verdict(
            sizes: score(\.sizes), times: score(\.times), both: score { $0.sizes + $0.times },
            tells: tells(samples, kinds))
    }

    private static func tells(_ samples: [Sample], _ kinds: [Int]) -> [String] {
        let width = samples.map(\.sizes.count).max() ?? 0
        let found = (0..<width).compactMap { feature -> (right: Int, text: String)? in
            let values = samples.map { feature < $0.sizes.count ? $0.sizes[feature] : -1 }
            guard Set(values).count > 1 else { return nil }
            let right = Guesser(samples: values.map { [$0] }).leaveOneOut(kinds)
            var counts: [Double: [Int]] = [:]
            for (value, kind) in zip(values, kinds) {
                counts[value, default: Array(repeating: 0, count: (kinds.max() ?? 0) + 1)][kind] += 1
            }
            let table = counts.keys.sorted().map { "\(Int($0)): \(counts[$0] ?? [])" }
            return (right, "size \(feature): \(right) right; \(table.joined(separator: ", "))")
        }
        return found.sorted { $0.right > $1.right }.prefix(3).map(\.text)
    }

    private let columns: [[Double]]

    /// - Parameter samples: features of each; where one has fewer than another, the rest is -1.
    private init(samples: [[Double]]) {
        let width = samples.map(\.count).max() ?? 0
        columns = (0..<width).compactMap { feature in
            let values = samples.map { feature < $0.count ? $0[feature] : -1 }
            return Set(values).count > 1 ? Self.ranks(values) : nil
        }
    }

    /// From 0 to 1; equal values have one rank.
    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end {
                ranks[order[place]] = Double(start + end) / 2 / Double(max(values.count - 1, 1))
            }
            start = end + 1
        }
        return ranks
    }

    /// Of one kind in one column.
    private struct Sums {
        var count = 0.0
        var sum = 0.0
        var square = 0.0

        /// Minus the logarithm of how likely a value is, but for a constant.
        var curve: (middle: Double, width: Double, start: Double) {
            let middle = sum / max(count, 1)
            let variance = max(square / max(count, 1) - middle * middle, 0) + 0.001
            return (middle, 1 / (2 * variance), log(variance) / 2)
        }
    }

    /// Leaves each sample out once, and guesses it from all others; gives how many were right.
    private func leaveOneOut(_ kinds: [Int]) -> Int {
        let kindCount = (kinds.max() ?? 0) + 1
        var scores = [Double](repeating: 0, count: kinds.count * kindCount)
        for column in columns {
            var sums = [Sums](repeating: Sums(), count: kindCount)
            for (value, kind) in zip(column, kinds) {
                sums[kind].count += 1
                sums[kind].sum += value
                sums[kind].square += value * value
            }
            let curves = sums.map(\.curve)
            for (sample, value) in column.enumerated() {
                for kind in 0..<kindCount {
                    var curve = curves[kind]
                    if kinds[sample] == kind {
                        curve =
                            Sums(
                                count: sums[kind].count - 1, sum: sums[kind].sum - value,
                                square: sums[kind].square - value * value
                            ).curve
                    }
                    let distance = value - curve.middle
                    scores[sample * kindCount + kind] -= curve.start + distance * distance * curve.width
                }
            }
        }
        return kinds.indices.count { sample in
            let own = scores[(sample * kindCount)..<((sample + 1) * kindCount)]
            return own.indices.max { own[$0] < own[$1] } == sample * kindCount + kinds[sample]
        }
    }
}
