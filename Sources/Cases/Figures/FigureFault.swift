package import Wire

/// Why a month's figures cannot be true, whatever the cases were.
package enum FigureFault: Error, Equatable, Sendable {
    /// The figures of an agency do not ascend by measure and code, or one of them stands twice.
    case order(AgencyCode)
    /// No figure of this measure has the code.
    case code(AgencyCode, Measure, UInt16)
    /// Days are said where none are measured, or are not said.
    case age(AgencyCode, Measure, UInt16)
    /// The parts come to more than the sum, or the sum to more than the parts: its least and most, and theirs.
    case sum(AgencyCode, Measure, sum: ClosedRange<UInt64>, parts: ClosedRange<UInt64>)
    /// More cases are overdue in a step than are in it.
    case overdue(AgencyCode, UInt16)
}

extension Aggregate {
    /// Holds the figures against each other.
    package func checkFigures() throws(FigureFault) {
        for agency in agencies { try agency.check() }
    }
}

extension AgencyFigures {
    fileprivate func check() throws(FigureFault) {
        for (one, next) in zip(figures, figures.dropFirst())
        where (one.measure.rawValue, one.code) >= (next.measure.rawValue, next.code) {
            throw .order(agency)
        }
        for figure in figures {
            guard figure.hasCode else { throw .code(agency, figure.measure, figure.code) }
            guard (figure.age != .notSaid) == (figure.measure == .step) else {
                throw .age(agency, figure.measure, figure.code)
            }
        }
        let open = range(.open, 0)
        try checkSum(.step, of: open, hidden: Figure.openStates)
        try checkSum(.overdue, of: range(.overdue, 0), hidden: Figure.openStates)
        try checkSum(.decided, of: range(.decided, 0), hidden: Figure.classes)
        // All that are overdue are open.
        guard range(.overdue, 0).lowerBound <= open.upperBound else {
            throw .sum(agency, .overdue, sum: open, parts: range(.overdue, 0))
        }
        for figure in figures where figure.measure == .overdue && figure.code != 0 {
            guard figure.cases.lowest <= range(.step, figure.code).upperBound else {
                throw .overdue(agency, figure.code)
            }
        }
    }

    /// The parts, said or not, can come to the sum, said or not.
    private func checkSum(
        _ measure: Measure, of sum: ClosedRange<UInt64>, hidden all: UInt64
    ) throws(FigureFault) {
        let parts = figures.filter { $0.measure == measure && $0.code != 0 }
        let least = parts.reduce(UInt64(0)) { $0.plus($1.cases.lowest) }
        let most = parts.reduce(all.less(UInt64(parts.count)).times(CountBand.smallest - 1)) {
            $0.plus($1.cases.highest ?? .max)
        }
        guard least <= sum.upperBound, sum.lowerBound <= most else {
            throw .sum(agency, measure, sum: sum, parts: least...max(least, most))
        }
    }

    /// What is said of a number: where nothing is, that it is below five.
    private func range(_ measure: Measure, _ code: UInt16) -> ClosedRange<UInt64> {
        guard let figure = figures.first(where: { $0.measure == measure && $0.code == code }) else {
            return 0...(CountBand.smallest - 1)
        }
        return figure.cases.lowest...(figure.cases.highest ?? .max)
    }
}

extension Figure {
    /// States that an open case can be in, the one for all others among them.
    fileprivate static let openStates: UInt64 = 12
    /// Outcome classes.
    fileprivate static let classes: UInt64 = 8

    fileprivate var hasCode: Bool {
        switch measure {
        case .received, .open: code == 0
        case .step: isOpenState
        case .overdue: code == 0 || isOpenState
        case .decided: code <= Self.classes
        }
    }

    private var isOpenState: Bool {
        let state = CaseState(rawValue: code)
        return state.figureCode == code && state != .decided && state != .closed
    }
}
