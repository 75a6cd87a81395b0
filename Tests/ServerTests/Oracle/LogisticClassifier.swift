import Foundation

/// Logistic regression: features standardised, L2 penalty, Newton's method.
///
/// The same samples give the same
/// classifier.
///
/// The outermost hundredth of each feature counts as what lies just inside: a stall of the machine must not hide
/// all else. Both labels weigh the same, however many samples they have. Of more features than a tenth of the samples,
/// those that go with the label most are taken.
struct LogisticClassifier {
    private let columns: [Column]
    /// The last one is the constant's.
    private var weights: [Double]

    /// - Parameters:
    ///   - features: a row a sample, all equally long.
    ///   - labels: one a row, in the same order.
    ///   - penalty: of a weight of 1, in samples; the constant is free.
    init(_ features: [[Double]], _ labels: [Bool], penalty: Double = 1) {
        let columns = Array(Self.columns(features, labels).prefix(max(1, features.count / 10)))
        self.columns = columns
        let rows = features.map { row in columns.map { $0.value(row) } + [1] }
        weights = [Double](repeating: 0, count: columns.count + 1)
        for _ in 0..<25 where step(rows, labels, penalty) < 1e-6 { break }
    }

    func predicts(_ features: [Double]) -> Bool {
        Self.dot(weights, columns.map { $0.value(features) } + [1]) > 0
    }

    /// A feature, cut to where nearly all of it lies, with mean 0 and variance 1.
    private struct Column {
        let index: Int
        private let range: ClosedRange<Double>
        private let mean: Double
        private let scale: Double
        /// With the label, without its sign.
        let correlation: Double

        /// Nil where the feature never varies.
        init?(_ index: Int, _ features: [[Double]], _ labels: [Bool]) {
            let sorted = features.map { $0[index] }.sorted()
            guard let first = sorted.first, let last = sorted.last, first < last else { return nil }
            let cut = sorted.count / 100
            var range = sorted[cut]...sorted[sorted.count - 1 - cut]
            // Rarer than a hundredth: it must not be cut away whole.
            if range.lowerBound == range.upperBound { range = first...last }
            let values = features.map { min(range.upperBound, max(range.lowerBound, $0[index])) }
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
            guard deviation > 1e-9 * (1 + abs(mean)) else { return nil }
            (self.index, self.range, self.mean, scale) = (index, range, mean, 1 / deviation)
            let share = Double(labels.count { $0 }) / count
            let covariance = zip(values, labels).reduce(0) { $0 + ($1.0 - mean) * (($1.1 ? 1 : 0) - share) }
            correlation = abs(covariance) / deviation / count / (share * (1 - share)).squareRoot()
        }

        func value(_ row: [Double]) -> Double {
            (min(range.upperBound, max(range.lowerBound, row[index])) - mean) * scale
        }
    }

    /// How each feature that varies goes with the label, in standard deviations of no correlation; the strongest first.
    static func correlations(_ features: [[Double]], _ labels: [Bool]) -> [(feature: Int, sigmas: Double)] {
        let scale = Double(labels.count).squareRoot()
        return columns(features, labels).map { ($0.index, $0.correlation * scale) }
    }

    /// Those that vary, the strongest first.
    private static func columns(_ features: [[Double]], _ labels: [Bool]) -> [Column] {
        (0..<(features.first?.count ?? 0)).compactMap { Column($0, features, labels) }
            .sorted { $0.correlation > $1.correlation }
    }

    /// One of Newton's steps; how far it went.
    private mutating func step(_ rows: [[Double]], _ labels: [Bool], _ penalty: Double) -> Double {
        let size = weights.count
        var gradient = [Double](repeating: 0, count: size)
        var curvature = [Double](repeating: 0, count: size * size)
        let positive = Double(max(1, labels.count { $0 }))
        let negative = Double(max(1, labels.count { !$0 }))
        for (row, label) in zip(rows, labels) {
            let share = Double(rows.count) / 2 / (label ? positive : negative)
            let likely = 1 / (1 + exp(-Self.dot(weights, row)))
            let error = share * ((label ? 1 : 0) - likely)
            let weight = share * max(likely * (1 - likely), 1e-9)
            for i in 0..<size where row[i] != 0 {
                gradient[i] += error * row[i]
                let scaled = weight * row[i]
                for j in 0...i { curvature[i * size + j] += scaled * row[j] }
            }
        }
        for i in 0..<size - 1 {
            gradient[i] -= penalty * weights[i]
            curvature[i * size + i] += penalty
        }
        curvature[size * size - 1] += 1e-9
        let change = Self.solve(curvature, gradient)
        // Far steps are cut: separable samples would overshoot.
        let length = change.reduce(0) { max($0, abs($1)) }
        let part = min(1, 2 / max(length, 1e-12))
        for i in 0..<size { weights[i] += part * change[i] }
        return length
    }

    /// Solves a symmetric positive definite system of which the lower half is given, by Cholesky's method.
    private static func solve(_ matrix: [Double], _ right: [Double]) -> [Double] {
        let size = right.count
        var (lower, result) = (matrix, right)
        for i in 0..<size {
            for j in 0...i {
                var sum = lower[i * size + j]
                for k in 0..<j { sum -= lower[i * size + k] * lower[j * size + k] }
                lower[i * size + j] = i == j ? max(sum, 1e-12).squareRoot() : sum / lower[j * size + j]
            }
        }
        for i in 0..<size {
            for k in 0..<i { result[i] -= lower[i * size + k] * result[k] }
            result[i] /= lower[i * size + i]
        }
        for i in (0..<size).reversed() {
            for k in i + 1..<max(size, i + 1) { result[i] -= lower[k * size + i] * result[k] }
            result[i] /= lower[i * size + i]
        }
        return result
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for i in left.indices { sum += left[i] * right[i] }
        return sum
    }
}
