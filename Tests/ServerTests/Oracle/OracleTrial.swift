import Foundation
import TestSupport

/// What the public saw of one epoch, and whether somebody else's report came in it.
struct OracleSample: Sendable {
    let features: [Double]
    let names: [String]
    let reported: Bool

    init(_ features: [Double], reported: Bool) {
        self.init(OracleFeatures(features), reported: reported)
    }

    init(_ features: OracleFeatures, reported: Bool) {
        (self.features, names, self.reported) = (features.values, features.names, reported)
    }
}

/// Numbers and what they are; each sample of a trial has the same names in the same order.
struct OracleFeatures: Sendable {
    private(set) var names: [String] = []
    private(set) var values: [Double] = []

    init() {}

    init(_ values: [Double]) {
        add("feature", values)
    }

    mutating func add(_ name: String, _ value: Double) {
        names.append(name)
        values.append(value)
    }

    /// Numbered where they are several.
    mutating func add(_ name: String, _ values: [Double]) {
        for (index, value) in values.enumerated() {
            add(values.count == 1 ? name : "\(name) \(index)", value)
        }
    }
}

/// A classifier trained on one half of the epochs and judged by the other half.
struct OracleTrial {
    let scenario: String
    let epochs: Int
    let features: Int
    let accuracy: Double
    /// Guesses "a report came" where one came, less where none came: 0 for guessing, 1 for knowing.
    ///
    /// For a fair
    /// coin it is 2 · accuracy − 1.
    let advantage: Double
    /// What the design concedes.
    let bound: Double
    /// Three standard deviations of `advantage` where there is nothing to learn: exceeded by chance with
    /// probability 0.00135.
    let threeSigma: Double
    /// The features that vary, and by how many standard deviations each goes with the label over all epochs; the
    /// strongest first.
    ///
    /// Of many, the strongest goes far by chance; one that was named beforehand does not.
    let correlations: [(name: String, sigmas: Double)]

    init(_ scenario: String, _ samples: [OracleSample], bound: Double) {
        let training = samples.indices.filter { $0 % 2 == 0 }.map { samples[$0] }
        let testing = samples.indices.filter { $0 % 2 == 1 }.map { samples[$0] }
        let classifier = LogisticClassifier(training.map(\.features), training.map(\.reported))
        var (hits, alarms, right) = (0.0, 0.0, 0.0)
        for sample in testing {
            let guess = classifier.predicts(sample.features)
            if guess == sample.reported { right += 1 }
            if guess { if sample.reported { hits += 1 } else { alarms += 1 } }
        }
        let with = Double(testing.count { $0.reported })
        let without = Double(testing.count) - with
        self.scenario = scenario
        epochs = samples.count
        features = samples.first?.features.count ?? 0
        accuracy = right / max(1, Double(testing.count))
        advantage = hits / max(1, with) - alarms / max(1, without)
        self.bound = bound
        let names = samples.first?.names ?? []
        correlations = LogisticClassifier.correlations(samples.map(\.features), samples.map(\.reported))
            .map { (names[$0.feature], $0.sigmas) }
        threeSigma = 1.5 * (1 / max(1, with) + 1 / max(1, without)).squareRoot()
    }

    var isWithinBound: Bool { advantage <= bound + threeSigma }

    /// A row of the table that `tools/oracle` prints.
    var row: String {
        let numbers = [accuracy, advantage, bound, threeSigma].map { String(format: "%.4f", $0) }
        let columns =
            [scenario, "\(epochs)", "\(features)"] + numbers + [isWithinBound ? "within" : "EXCEEDS"]
        return "oracle | " + columns.joined(separator: " | ")
    }

    /// Shows the row in the long form; the suite is silent.
    @discardableResult
    func shown() -> Self {
        if Oracle.isLong {
            print(row)
            let own = correlations.filter { $0.name.hasPrefix(Oracle.prober) }
            let shown = (own + correlations.prefix(3)).map { String(format: "%@ %.1f", $0.name, $0.sigmas) }
            print("oracle #     sigmas:", shown.joined(separator: ", "))
        }
        return self
    }
}

enum Oracle {
    static let isLong = ProcessInfo.processInfo.environment["KENTONGAN_LONG"] != nil

    /// Epochs of the long form.
    static let longEpochs =
        ProcessInfo.processInfo.environment["KENTONGAN_ORACLE_EPOCHS"].flatMap { Int($0) } ?? 2_000

    /// What the time of the prober's own submission is called.
    ///
    /// Named before the long runs: it may depend on what came
    /// before, where no answer delay hides it.
    static let prober = "prober's submission"

    /// 1/127: what a prober gains at most per report and epoch, `design.md` section 4.
    static let bound = 1.0 / 127
}

/// The same numbers in every run.
struct OracleRandom: RandomNumberGenerator, Sendable {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed &* 0x9e37_79b9_7f4a_7c15) }

    mutating func next() -> UInt64 { generator.next() }

    /// Uniform in [0, 1).
    mutating func unit() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }

    mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
    }

    mutating func coin() -> Bool { next() >> 63 == 1 }

    mutating func bytes(_ count: Int) -> [UInt8] { generator.bytes(count) }
}
