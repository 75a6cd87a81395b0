package import Wire
import Words

/// Counts the cases of one agency.
struct FigureCounts {
    private var received: UInt64 = 0
    private var open: UInt64 = 0
    private var overdue: UInt64 = 0
    private var decided: UInt64 = 0
    private var ages: [UInt16: [UInt64]] = [:]
    private var overdueIn: [UInt16: UInt64] = [:]
    private var decidedAs: [UInt16: UInt64] = [:]

    /// Nothing was counted.
    init() {}

    /// Counts a case.
    ///
    /// - Parameters:
    ///   - standing: where it stood when the month ended.
    ///   - isNew: whether the log took its report in the month.
    ///   - end: the first second behind the month.
    ///   - zone: the site's.
    ///   - calendar: the days on which nobody works.
    mutating func count(
        _ standing: CaseStanding, isNew: Bool, end: UInt64, zone: Zone, _ calendar: WorkCalendar
    ) {
        if isNew { received = received.plus(1) }
        guard standing.isOpen else {
            decided = decided.plus(1)
            decidedAs[OutcomeClass(standing.outcome).rawValue, default: 0] &+= 1
            return
        }
        open = open.plus(1)
        let code = standing.state.figureCode
        ages[code, default: []].append(standing.age(at: end, in: zone))
        guard standing.isOverdue(at: end, in: zone, calendar) else { return }
        overdue = overdue.plus(1)
        overdueIn[code, default: 0] &+= 1
    }

    /// What is not 0, in the order of the schema.
    var exact: [ExactFigure] {
        var figures: [ExactFigure] = []
        func add(_ measure: Measure, _ code: UInt16, _ cases: UInt64, days: UInt64 = 0, median: UInt64 = 0) {
            guard cases > 0 else { return }
            figures.append(
                ExactFigure(measure: measure, code: code, cases: cases, days: days, median: median))
        }
        add(.received, 0, received)
        add(.open, 0, open)
        for (code, days) in ages.sorted(by: { $0.key < $1.key }) {
            let sorted = days.sorted()
            // Of an even number the lower one of the two in the middle.
            add(
                .step, code, UInt64(days.count), days: days.reduce(0) { $0.plus($1) },
                median: sorted[(sorted.count - 1) / 2])
        }
        add(.overdue, 0, overdue)
        for (code, cases) in overdueIn.sorted(by: { $0.key < $1.key }) { add(.overdue, code, cases) }
        add(.decided, 0, decided)
        for (code, cases) in decidedAs.sorted(by: { $0.key < $1.key }) { add(.decided, code, cases) }
        return figures
    }
}

extension CaseState {
    /// Its number in a figure: of the states that this version of the figures names its own, else the largest.
    package var figureCode: UInt16 { (1...13).contains(rawValue) ? rawValue : .max }
}

extension OutcomeClass {
    /// The class of an outcome, as figures say it.
    package init(_ outcome: Outcome) {
        switch outcome {
        case .noViolation: self = .noViolation
        case .insufficientInformation, .outOfScope, .outOfTime: self = .notExamined
        case .duplicate: self = .joined
        case .coaching, .ethicsClosed, .ethicsOpen: self = .moral
        case .lightOral, .lightWritten, .lightDissatisfaction, .moderateCut6, .moderateCut9, .moderateCut12,
            .severeDemotion, .severeRelease, .severeDismissal, .ptdh, .contractSanction, .contractTerminated,
            .dataBlocked:
            self = .discipline
        case .referredBawaslu, .referredBkn, .referredKemendagri, .referredGakkumdu, .referredOther:
            self = .referred
        case .notFollowedUp: self = .notFollowedUp
        default: self = .other
        }
    }
}
