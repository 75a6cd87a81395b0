package import AuditLog
package import Verification
package import Wire
package import Words

/// What a log says in public of its cases month by month, verified as far as anybody can.
package struct PublicFigures: Equatable, Sendable {
    /// The log's name.
    package let origin: Origin
    /// Entries of the tree that was read, and its root.
    package let size: UInt64
    /// In hexadecimal.
    package let root: String
    /// Whether the quorum of witnesses signed that tree.
    package let isWitnessed: Bool
    /// Whether everything could be checked.
    package let isWhole: Bool
    /// Names of the agencies by their codes, as the newest descriptor has them.
    package let names: [AgencyCode: String]
    /// The earliest first.
    package let months: [PublicMonth]

    /// Takes what a verification of the whole log found.
    ///
    /// - Throws: `untrue` where it is not as it should be: figures of such a log are not shown.
    package init(_ outcome: VerifyOutcome) throws(FiguresError) {
        let report = outcome.report
        guard report.result != .failed else { throw .untrue(report.failures) }
        guard let site = outcome.descriptor else { throw .untrue([]) }
        origin = site.origin
        (size, root) = (report.size, report.root.hex)
        isWitnessed = report.witnessed != nil
        isWhole = report.isVerified
        names = site.agencies.reduce(into: [:]) { $0[$1.code] = $1.name }
        months = report.months.compactMap { month in
            report.figures[month.month].map { said in
                PublicMonth(
                    month: month.month, index: month.index, hash: month.hash, figures: said,
                    isCountersigned: month.isAttested,
                    tests: report.tests.filter { $0.month == month.month }.count)
            }
        }
    }

    /// The page's month: the one that was asked for, or the newest; nil before the first one is over.
    package func shown(_ month: CalendarMonth?) throws(FiguresError) -> PublicMonth? {
        guard let month else { return months.last }
        guard let found = months.first(where: { $0.month == month }) else { throw .noMonth(month) }
        return found
    }
}

/// The figures of one month.
package struct PublicMonth: Equatable, Sendable {
    /// The month.
    package let month: CalendarMonth
    /// Of the statement's entry.
    package let index: UInt64
    /// SHA-256 of the statement's body.
    package let hash: Hash
    /// What the log says.
    package let figures: Aggregate
    /// Whether the auditor says to have come to the same; else the operator alone claims it.
    package let isCountersigned: Bool
    /// Reports of the month that the auditor named as tests.
    package let tests: Int

    /// An agency's figure; nil for fewer than five.
    func figure(_ measure: Measure, _ code: UInt16 = 0, of agency: AgencyCode) -> Figure? {
        figures.agencies.first { $0.agency == agency }?.figures
            .first { $0.measure == measure && $0.code == code }
    }
}

/// Why no figures are shown.
package enum FiguresError: Error, Equatable, Sendable {
    /// The log is not as it should be.
    case untrue([LogError])
    /// The log says nothing of the month.
    case noMonth(CalendarMonth)
    /// Not a month.
    case notAMonth(String)
}
