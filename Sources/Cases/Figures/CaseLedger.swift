import Keys
package import Wire
package import Words

/// Every report of a log with where it stands with each of its agencies, by published records alone: codes, no content.
///
/// The server and the auditor fill it from the same records and so come to the same figures.
package struct CaseLedger: Sendable {
    private struct AgencyCase {
        /// Counter of the next act.
        var next: UInt32 = 0
        /// SHA-256 of the act before it.
        var previous = Hash()
        var standing: CaseStanding
    }

    private struct ReportCases {
        var index: UInt64
        var month: CalendarMonth
        var agencies: [(code: AgencyCode, stands: AgencyCase)]
    }

    private var reports: [Hash: ReportCases] = [:]
    private var newReports: [(commitment: Hash, index: UInt64, agencies: [AgencyCode])] = []
    private var newActs: [ActRecorded] = []
    private var tests: Set<Hash> = []

    /// Of a log without any record.
    package init() {}

    /// Takes a record of the batch under way.
    ///
    /// - Parameters:
    ///   - body: what it says; others than reports and acts say nothing here.
    ///   - commitment: of the record.
    ///   - index: of its entry.
    package mutating func enter(_ body: RecordBody, commitment: Hash, at index: UInt64) {
        switch body {
        case .reportReceived(let report): newReports.append((commitment, index, report.agencies))
        case .act(let recorded): newActs.append(recorded)
        default: return
        }
    }

    /// The batch under way is published.
    ///
    /// - Parameters:
    ///   - scheduled: when its epoch is due, seconds since 1970.
    ///   - month: the one under way, which its reports belong to.
    ///   - site: the descriptor in force with the batch, which says what the agencies are.
    package mutating func close(scheduled: UInt64, in month: CalendarMonth, by site: SiteDescriptor?) {
        for report in newReports where reports[report.commitment] == nil {
            reports[report.commitment] = ReportCases(
                index: report.index, month: month,
                agencies: report.agencies.map { code in
                    let kind = site?.agencies.first { $0.code == code }?.knownKind ?? .notSaid
                    let standing = CaseStanding(receivedAt: scheduled, by: kind)
                    return (code: code, stands: AgencyCase(standing: standing))
                })
        }
        newReports.removeAll(keepingCapacity: true)
        // The log does not order the acts of a batch; their counters do.
        newActs.sort { $0.act.counter < $1.act.counter }
        for recorded in newActs { take(recorded, published: scheduled) }
        newActs.removeAll(keepingCapacity: true)
    }

    private mutating func take(_ recorded: ActRecorded, published: UInt64) {
        let act = recorded.act
        guard var cases = reports[act.report], cases.agencies.map({ $0.code }) == recorded.agencies,
            let place = cases.agencies.firstIndex(where: { $0.code == act.agency }),
            cases.agencies[place].stands.next == act.counter,
            cases.agencies[place].stands.previous == act.previous,
            let bytes = try? act.encoded()
        else { return }
        cases.agencies[place].stands.next = act.counter.plus(1)
        cases.agencies[place].stands.previous = sha256(bytes)
        // What breaks a rule of the lifecycle moves nothing, and the next act is judged from there.
        _ = cases.agencies[place].stands.standing.take(
            ActCodes(act), on: act.report, by: act.agency, at: published)
        reports[act.report] = cases
    }

    /// Takes reports out that were tests, whatever becomes of them.
    package mutating func exclude(_ canaries: some Sequence<Hash>) { tests.formUnion(canaries) }

    /// The month in which the log took a report; nil for none that is here.
    package func month(of report: Hash) -> CalendarMonth? { reports[report]?.month }

    /// Whether the auditor may name this as a test of the month: a report that the log took then, at this index.
    package func holds(_ canary: Canary, of month: CalendarMonth) -> Bool {
        guard let report = reports[canary.commitment] else { return false }
        return report.index == canary.index && report.month == month
    }

    /// The numbers at the end of a month; the records of the batches that closed after it are not in the ledger yet.
    ///
    /// - Parameters:
    ///   - month: the one that ended.
    ///   - zone: the site's.
    ///   - agencies: whose cases, in the order of the descriptor.
    ///   - salt: what hides the numbers behind their hash.
    ///   - calendar: the days on which nobody works.
    /// - Returns: every number that is not 0.
    package func figures(
        of month: CalendarMonth, in zone: Zone, agencies: [AgencyCode], salt: Hash,
        _ calendar: WorkCalendar = .known
    ) -> ExactFigures {
        let end = month.end(in: zone)
        var counts: [AgencyCode: FigureCounts] = [:]
        for code in agencies { counts[code] = FigureCounts() }
        for (commitment, report) in reports where !tests.contains(commitment) {
            for (code, stands) in report.agencies {
                counts[code]?.count(
                    stands.standing, isNew: report.month == month, end: end, zone: zone, calendar)
            }
        }
        return ExactFigures(
            format: 1, year: month.year, month: month.month, salt: salt,
            agencies: agencies.map { ExactAgency(agency: $0, figures: counts[$0]?.exact ?? []) })
    }
}
