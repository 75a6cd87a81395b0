import Testing

/// Whether a report came in an epoch, guessed from the bytes of its batch.
///
/// Seeded: the same in every run.
@Suite(.timeLimit(.minutes(10))) struct OraclePlanTests {
    @Test func the_bytes_of_a_batch_do_not_tell_whether_a_report_came() throws {
        let trial = try trial("bytes of a batch", epochs: Oracle.isLong ? Oracle.longEpochs : 300, bound: 0) {
            _ in 0
        }
        #expect(trial.isWithinBound, "\(trial.row)")
    }

    /// Half of the epochs rise here, and each is one bit about one report; a prober who moves to where it may
    /// rise gains no more.
    @Test func nor_to_a_prober_who_fills_the_epoch_to_its_threshold() throws {
        var random = OracleRandom(seed: 11)
        let trial = try trial(
            "bytes, prober at the threshold", epochs: Oracle.isLong ? Oracle.longEpochs : 60,
            bound: Oracle.bound
        ) { _ in 128 + Int(random.next() % 127) }
        #expect(trial.isWithinBound, "\(trial.row)")
    }

    /// What makes the two above worth anything: without each precaution it is plain.
    @Test(arguments: [
        (OraclePlans.Control.fillerOff, 0.99), (.unsorted, 0.95), (.weakFiller, 0.35), (.oneTooMany, 0.99),
    ])
    func without_a_precaution_it_is_plain(_ control: OraclePlans.Control, _ least: Double) throws {
        let epochs = Oracle.isLong ? Oracle.longEpochs : 150
        let trial = try trial("control: \(control)", control, epochs: epochs, bound: Oracle.bound) { _ in 0 }
        #expect(trial.advantage >= least, "\(trial.row)")
        #expect(!trial.isWithinBound)
    }

    private func trial(
        _ name: String, _ control: OraclePlans.Control = .none, epochs: Int, bound: Double, own: (Int) -> Int
    ) throws -> OracleTrial {
        var plans = try #require(try OraclePlans(seed: 7, control: control))
        let samples = try (1...epochs).map { try plans.epoch(UInt64($0), own: own($0)) }
        return OracleTrial(name, samples, bound: bound).shown()
    }
}
