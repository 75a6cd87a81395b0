import Foundation

/// Somebody who learns from samples whose kind is known, and guesses the kind of one that was left out.
///
/// Each feature's numbers are replaced by their ranks, so that neither units nor one late packet count; then naive Bayes with
/// normal distributions. A feature that is the same in all samples says nothing.
package struct Guesser {
    /// How many were guessed right.
    package struct Score: Sendable, CustomStringConvertible {
        package let right: Int
        package let count: Int
        /// What who knows nothing guesses right.
        package let chance: Double

        /// The share guessed right, and the interval around it (Wilson): of three guessers, all three hold with 95 %.
        package var share: Double { Double(right) / Double(count) }
        package var interval: ClosedRange<Double> {
            let (z, n) = (2.393_980, Double(count))
            let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
            let half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
            return (middle - half)...(middle + half)
        }
        /// Whether it knows more than who knows nothing.
        package var knowsMore: Bool { interval.lowerBound > chance }

        package var description: String {
            func percent(_ part: Double) -> String { String(format: "%.1f %%", 100 * part) }
            return "\(right) of \(count) right, \(percent(share)) (\(percent(interval.lowerBound)) to "
                + "\(percent(interval.upperBound))), chance \(percent(chance))"
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

        /// Whether one of them knows more than who knows nothing.
        package var knowsMore: Bool { [sizes, times, both].contains { $0.knowsMore } }
        package var description: String { "by sizes \(sizes); by times \(times); by both \(both)" }
    }

    /// Each sample guessed from all others.
    ///
    /// - Parameters:
    ///   - samples: what was seen.
    ///   - kinds: of each sample, from 0.
    /// - Returns: what each guesser guessed.
    package static func leaveOneOut(_ samples: [Sample], kinds: [Int]) -> Verdict {
        func score(_ features: (Sample) -> [Double]) -> Score {
            Guesser(samples: samples.map(features), kinds: kinds).leaveOneOut()
        }
        return Verdict(sizes: score(\.sizes), times: score(\.times), both: score { $0.sizes + $0.times })
    }

    private let columns: [[Double]]
    private let kinds: [Int]
    private let kindCount: Int

    /// - Parameters:
    ///   - samples: features of each; where one has fewer than another, the rest is -1.
    ///   - kinds: of each sample, from 0.
    package init(samples: [[Double]], kinds: [Int]) {
        let width = samples.map(\.count).max() ?? 0
        columns = (0..<width).compactMap { feature in
            let values = samples.map { feature < $0.count ? $0[feature] : -1 }
            return Set(values).count > 1 ? Self.ranks(values) : nil
        }
        self.kinds = kinds
        kindCount = (kinds.max() ?? 0) + 1
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

    /// Leaves each sample out once, and guesses it from all others.
    package func leaveOneOut() -> Score {
        let sizes = (0..<kindCount).map { kind in Double(kinds.count { $0 == kind }) }
        var scores = kinds.map { _ in [Double](repeating: 0, count: kindCount) }
        for column in columns {
            var (sums, squares) = (
                [Double](repeating: 0, count: kindCount), [Double](repeating: 0, count: kindCount)
            )
            for (value, kind) in zip(column, kinds) {
                sums[kind] += value
                squares[kind] += value * value
            }
            for (sample, value) in column.enumerated() {
                for kind in 0..<kindCount {
                    let own = kinds[sample] == kind
                    let count = max(sizes[kind] - (own ? 1 : 0), 1)
                    let mean = (sums[kind] - (own ? value : 0)) / count
                    let square = (squares[kind] - (own ? value * value : 0)) / count
                    let variance = max(square - mean * mean, 0) + 0.001
                    scores[sample][kind] -=
                        log(variance) / 2 + (value - mean) * (value - mean) / (2 * variance)
                }
            }
        }
        let right = zip(scores, kinds).count { scores, kind in
            scores.indices.max { scores[$0] < scores[$1] } == kind
        }
        return Score(
            right: right, count: kinds.count, chance: (sizes.max() ?? 0) / Double(max(kinds.count, 1)))
    }
}
