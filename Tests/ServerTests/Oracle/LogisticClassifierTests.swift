import Foundation
import Testing

/// What the classifier is worth is known before it is believed.
@Suite struct LogisticClassifierTests {
    /// log-odds = 2x − y + ½, so that the best possible accuracy is known: that of the true rule.
    @Test func learns_a_known_rule_as_well_as_can_be() {
        var random = OracleRandom(seed: 1)
        func draw(_ count: Int) -> (rows: [[Double]], labels: [Bool]) {
            var (rows, labels): ([[Double]], [Bool]) = ([], [])
            for _ in 0..<count {
                let (x, y) = (random.normal(), random.normal())
                // Other units, a constant, and columns that say nothing.
                rows.append([1_000 + 5 * x, y / 1_000, 7, random.normal(), random.normal()])
                labels.append(random.unit() < 1 / (1 + exp(-(2 * x - y + 0.5))))
            }
            return (rows, labels)
        }
        let (train, test) = (draw(4_000), draw(4_000))
        let classifier = LogisticClassifier(train.rows, train.labels)
        func accuracy(_ rule: ([Double]) -> Bool) -> Double {
            let right = zip(test.rows, test.labels).count { rule($0) == $1 }
            return Double(right) / Double(test.rows.count)
        }
        let best = accuracy { 2 * ($0[0] - 1_000) / 5 - $0[1] * 1_000 + 0.5 > 0 }
        #expect(best > 0.78)
        #expect(accuracy(classifier.predicts) > best - 0.01)
    }

    @Test func learns_what_is_certain_and_nothing_from_noise() {
        var random = OracleRandom(seed: 2)
        var (certain, noise): ([OracleSample], [OracleSample]) = ([], [])
        for _ in 0..<1_000 {
            let label = random.unit() < 0.5
            certain.append(OracleSample([random.normal(), label ? 3 : 2.5], reported: label))
            noise.append(OracleSample([random.normal(), random.normal()], reported: label))
        }
        #expect(OracleTrial("certain", certain, bound: 0).advantage == 1)
        #expect(OracleTrial("noise", noise, bound: 0).isWithinBound)
    }

    /// A whisper of a difference, far under the noise of one sample, is heard in many.
    @Test func hears_a_shift_of_a_fifth_of_the_noise() {
        var random = OracleRandom(seed: 3)
        let samples = (0..<8_000).map { _ in
            let label = random.unit() < 0.5
            return OracleSample([random.normal() + (label ? 0.2 : 0)], reported: label)
        }
        let trial = OracleTrial("shift", samples, bound: 0)
        #expect(!trial.isWithinBound)
        #expect(abs(trial.advantage - 0.08) < 0.05)
    }

    @Test func a_stall_of_the_machine_hides_nothing() {
        var random = OracleRandom(seed: 4)
        let samples = (0..<1_000).map { index in
            let label = random.unit() < 0.5
            return OracleSample([index % 250 == 0 ? 1e9 : label ? 2 : 1], reported: label)
        }
        #expect(OracleTrial("stall", samples, bound: 0).advantage > 0.9)
    }
}
