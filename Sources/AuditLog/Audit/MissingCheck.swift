import Wire

/// Openings and envelopes that are not there, until an erasure says why.
///
/// An erasure is lawful from the retention date that held when the report was included, or earlier by
/// everybody's consent (which `PayloadErased.check` verifies). What is settled is forgotten.
struct MissingCheck: Sendable {
    private struct Missing: Sendable {
        enum Part: Sendable { case opening, envelope }

        var index: UInt64
        var part: Part
        /// Seconds since 1970; 0 for what goes along with its report.
        var lawfulFrom: UInt64

        func report(to tally: inout AuditTally) {
            let field = part == .opening ? "Opening" : "envelope"
            if part == .opening { tally.counts.unopenable += 1 }
            tally.fail(
                LogError(.unaccounted, at: index, field, expected: "one, or an erasure", found: "none"))
        }
    }

    private struct Erasure: Sendable {
        var index: UInt64
        var report: Hash
        var isByConsent: Bool
    }

    /// Beyond this many, what is missing is said at once instead of remembered.
    private static let limit = 1 << 18

    private var count = 0
    /// By the report whose erasure would explain it.
    private var missing: [Hash: [Missing]] = [:]
    /// Of the batch under way, where erasures may stand before what they explain.
    private var isNew: [(report: Hash, missing: Missing, isReport: Bool)] = []
    private var erasures: [Erasure] = []

    mutating func opening(of commitment: Hash, at index: UInt64, tally: inout AuditTally) {
        let item = Missing(index: index, part: .opening, lawfulFrom: 0)
        add(item, explainedBy: commitment, isReport: true, tally: &tally)
    }

    /// The envelope that the record of commitment `record` names; the erasure of `report` would explain it.
    mutating func envelope(of report: Hash, record: Hash, at index: UInt64, tally: inout AuditTally) {
        let item = Missing(index: index, part: .envelope, lawfulFrom: 0)
        add(item, explainedBy: report, isReport: report == record, tally: &tally)
    }

    mutating func erasure(_ erased: PayloadErased, at index: UInt64) {
        erasures.append(
            Erasure(index: index, report: erased.report, isByConsent: erased.cause == .fetchedByAll))
    }

    mutating func close(_ epoch: Epoch, retention: Retention?, tally: inout AuditTally) {
        let seconds = 86_400 * UInt64(retention?.payload ?? 0)
        let (date, overflow) = epoch.scheduled.addingReportingOverflow(seconds)
        for (report, item, isReport) in isNew {
            var item = item
            if isReport { item.lawfulFrom = overflow ? .max : date }
            missing[report, default: []].append(item)
        }
        for erasure in erasures {
            let explained = missing.removeValue(forKey: erasure.report) ?? []
            count -= explained.count
            let lawfulFrom = explained.map { $0.lawfulFrom }.max() ?? 0
            guard !erasure.isByConsent, epoch.scheduled < lawfulFrom else { continue }
            tally.fail(
                LogError(
                    .unaccounted, at: erasure.index, "PayloadErased.cause",
                    expected: "retention from \(lawfulFrom) on", found: "\(epoch.scheduled)"))
        }
        isNew = []
        erasures = []
    }

    /// What is missing now was not erased.
    mutating func finish(tally: inout AuditTally) {
        for (report, item, _) in isNew { missing[report, default: []].append(item) }
        for item in missing.values.joined().sorted(by: { $0.index < $1.index }) { item.report(to: &tally) }
        missing = [:]
        isNew = []
        count = 0
    }

    private mutating func add(
        _ item: Missing, explainedBy report: Hash, isReport: Bool, tally: inout AuditTally
    ) {
        guard count < Self.limit else { return item.report(to: &tally) }
        count += 1
        isNew.append((report: report, missing: item, isReport: isReport))
    }
}
