import Wire

/// Epochs one after the other: their numbers, what they skipped, when they were due.
struct EpochCheck: Sendable {
    private(set) var last: Epoch?

    init(last: Epoch? = nil) {
        self.last = last
    }

    /// The newest epoch is not due yet, by the reader's clock and an epoch's length of grace.
    ///
    /// - Parameters:
    ///   - now: the reader's clock, seconds since 1970.
    ///   - seconds: an epoch's length.
    /// - Returns: `clock`; nil where it is due, or there is none.
    func early(now: UInt64, seconds: UInt64) -> LogError? {
        let (limit, overflow) = now.addingReportingOverflow(seconds)
        guard let last, !overflow, last.scheduled > limit else { return nil }
        return LogError(
            .clock, "Epoch.scheduled", expected: "at most \(limit), by this clock",
            found: "\(last.scheduled)"
        )
    }

    /// Holds the next epoch against the one before.
    ///
    /// - Parameters:
    ///   - epoch: the newest from here on, right or wrong.
    ///   - first: index at which the batch that it closes began.
    ///   - scheduled: what the site's clock says for its number; nil where there is no such time.
    /// - Returns: everything that is wrong with it.
    mutating func enter(_ epoch: Epoch, first: UInt64, scheduled: UInt64?) -> [LogError] {
        var failures: [LogError] = []
        func expect(_ code: LogError.Code, _ field: String, _ expected: String, _ found: String) {
            if expected != found { failures.append(LogError(code, field, expected: expected, found: found)) }
        }
        if let last {
            if epoch.number > last.number {
                expect(
                    .epochGap, "Epoch.skipped", "\(epoch.number.less(last.number).less(1))",
                    "\(epoch.skipped)")
            } else {
                expect(.epochGap, "Epoch.number", "above \(last.number)", "\(epoch.number)")
            }
        } else {
            expect(.epochGap, "Epoch.number", "0", "\(epoch.number)")
            expect(.epochGap, "Epoch.skipped", "0", "\(epoch.skipped)")
        }
        expect(.epochGap, "Epoch.scheduled", scheduled.map { "\($0)" } ?? "a time", "\(epoch.scheduled)")
        expect(.batchInvalid, "Epoch.first", "\(first)", "\(epoch.first)")
        last = epoch
        return failures
    }
}
