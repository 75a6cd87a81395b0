package import Cases
package import Wire

/// A report that was opened and believed, with what came after it.
package struct OpenedReport: Sendable {
    /// Its record, with its place in the log.
    package var record: ReviewRecord
    /// The epoch that it was published in.
    package var epoch: UInt64
    /// What the source wrote.
    package var report: Report
    /// In the order of their counters.
    package var supplements: [Supplement] = []
    /// Answers of the source to this agency, in the order of their counters.
    package var replies: [Message] = []

    /// What it announces and no supplement has brought.
    package var missing: [Evidence] {
        let brought = Set(supplements.flatMap { $0.evidence.map { $0.hash } })
        return report.story.evidence.filter { !brought.contains($0.hash) }
    }

    /// Nothing came after it yet.
    package init(record: ReviewRecord, epoch: UInt64, report: Report) {
        self.record = record
        self.epoch = epoch
        self.report = report
    }
}
