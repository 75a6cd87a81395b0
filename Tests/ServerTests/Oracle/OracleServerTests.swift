import TestSupport
import Testing

/// Whether a report came in an epoch, guessed from everything that a real server shows: bytes, files, answers and
/// how long each took.
///
/// Times are those of this machine. Its noise is the same for both sides of the coin; still, once in 740 runs
/// noise looks like knowledge, so what exceeds the bound must do so again with new epochs: a false alarm has
/// probability 0.00135² = 1.8e-6, and what really shows shows twice.
@Suite(.timeLimit(.minutes(60))) struct OracleServerTests {
    /// The long form answers sources at a fixed delay, as servers do.
    @Test func nothing_that_a_server_shows_tells_whether_a_report_came() async throws {
        let epochs = Oracle.isLong ? Oracle.longEpochs : 56
        let setting = OracleServer.Setting(answerDelay: Oracle.isLong ? .milliseconds(100) : .zero)
        var trial = try await trial(
            "server, one report of the prober's own", setting, epochs: epochs, seed: 21)
        if !trial.isWithinBound {
            trial = try await self.trial("the same again", setting, epochs: epochs, seed: 22)
        }
        #expect(trial.isWithinBound, "\(trial.row)")
    }

    /// Without the prober's report an epoch is empty or not, and after an empty one there is nothing to move.
    @Test(.needs(.long, Oracle.isLong)) func nor_where_nobody_else_reports() async throws {
        let alone = OracleServer.Setting(own: 0, answerDelay: .milliseconds(100))
        let trial = try await trial("server, no other report", alone, epochs: Oracle.longEpochs, seed: 26)
        #expect(trial.isWithinBound, "\(trial.row)")
    }

    @Test func a_close_that_is_slower_by_a_report_would_show() async throws {
        let epochs = Oracle.isLong ? 400 : 28
        let slow = OracleServer.Setting(control: .slowClose(Oracle.isLong ? 10_000 : 400_000))
        var trial = try await trial(
            "control: a report makes the close slower", slow, epochs: epochs, seed: 23)
        // A machine that compiles meanwhile takes as long now and then.
        if trial.advantage <= 0.5 {
            trial = try await self.trial("the same again", slow, epochs: epochs, seed: 29)
        }
        #expect(trial.advantage > 0.5, "\(trial.row)")
    }

    @Test func publishing_at_once_would_show() async throws {
        let epochs = Oracle.isLong ? 200 : 20
        let early = OracleServer.Setting(control: .publishesAtOnce)
        let trial = try await trial("control: published at once", early, epochs: epochs, seed: 24)
        #expect(trial.advantage > 0.9, "\(trial.row)")
    }

    /// Why the delay is there: a prober's own submission takes another time where one was staged before it.
    @Test(.needs(.long, Oracle.isLong)) func without_the_answer_delay() async throws {
        _ = try await trial("server that answers at once", .init(), epochs: Oracle.longEpochs, seed: 27)
    }

    /// Not promised by the design.
    ///
    /// Who asks without pause may notice that somebody visits. Shown, not judged.
    @Test(.needs(.long, Oracle.isLong)) func whether_a_visit_shows() async throws {
        let silent = OracleServer.Setting(decoys: false)
        _ = try await trial("a report against no visit at all", silent, epochs: 600, seed: 25)
    }

    private func trial(
        _ name: String, _ setting: OracleServer.Setting, epochs: Int, seed: UInt64
    ) async throws -> OracleTrial {
        // A connection lives ten minutes at most, so a long run has several servers, one after the other.
        var samples: [OracleSample] = []
        while samples.count < epochs {
            let count = min(250, epochs - samples.count)
            samples += try await OracleServer.run(
                setting, epochs: count, seed: seed + UInt64(samples.count) << 32)
            if samples.count % 500 == 0, samples.count < epochs {
                OracleTrial("so far: \(name)", samples, bound: Oracle.bound).shown()
            }
        }
        return OracleTrial(name, samples, bound: Oracle.bound).shown()
    }
}
