import Cases
import Keys
import Wire
import Words

/// The figures of the months: each said once, in the first batch that closes after its month, without a gap.
///
/// Protocol/README.md section 9.
struct MonthCheck: Equatable, Sendable {
    /// What a statement of the batch under way says of a month.
    private enum Word: Equatable, Sendable {
        case aggregate(Aggregate, Hash)
        case attested(AttestedFigures)
        case canaries(CanariesOpened)
    }

    /// Months that an auditor may still countersign: twenty years.
    static let memory = 240

    private(set) var clock: MonthClock
    /// The newest ones.
    private(set) var said: [SaidMonth]
    /// Tests that were named since this audit began.
    private(set) var tests: [NamedTest] = []
    /// What was said of months since this audit began, by month.
    private(set) var figures: [CalendarMonth: Aggregate] = [:]
    /// Of the batch under way.
    private var words: [(index: UInt64, word: Word)] = []
    private var isUncertain = false

    init(clock: MonthClock = MonthClock(), said: [SaidMonth] = []) {
        self.clock = clock
        self.said = said
    }

    /// Takes a statement that is signed as its kind asks; others than those of months say nothing here.
    mutating func enter(_ statement: Statement, at index: UInt64) throws(LogError) {
        do {
            switch statement.kind {
            case .aggregate:
                words.append(
                    (index, .aggregate(try Aggregate(decoding: statement.body), sha256(statement.body))))
            case .attestedFigures:
                words.append((index, .attested(try AttestedFigures(decoding: statement.body))))
            case .canariesOpened:
                words.append((index, .canaries(try CanariesOpened(decoding: statement.body))))
            default: return
            }
        } catch { throw LogError(error) }
    }

    /// Something in the batch under way says figures in a form that is not known here: of which month is not known either.
    mutating func notUnderstood() { isUncertain = true }

    /// An epoch closes the batch.
    ///
    /// - Parameters:
    ///   - epoch: the one that closes it.
    ///   - index: of its entry.
    ///   - before: the descriptor in force before the batch; nil in batch 0.
    ///   - descriptor: the one in force with it.
    ///   - records: the auditor's, of the batches before.
    ///   - tally: gets what is wrong.
    mutating func close(
        _ epoch: Epoch, at index: UInt64, before: SiteDescriptor?, descriptor: SiteDescriptor?,
        records: inout RecordCheck, tally: inout AuditTally
    ) {
        defer { (words, isUncertain) = ([], false) }
        guard let site = before ?? descriptor else { return }
        let zone = site.zone
        let due = clock.due(at: epoch.scheduled, in: zone)
        clock.advance(over: due, at: epoch.scheduled, in: zone)
        // Tests that are named in the batch are taken out of what it says.
        for (index, word) in words {
            guard case .canaries(let named) = word else { continue }
            if let month = CalendarMonth(year: named.year, month: named.month) {
                tests += named.canaries.map { NamedTest(index: index, month: month, canary: $0) }
            }
            tally.note(at: index) { () throws(LogError) in try take(named, &records) }
        }
        var open = due
        for (index, word) in words {
            guard case .aggregate(let aggregate, let hash) = word else { continue }
            tally.note(at: index) { () throws(LogError) in
                guard let month = aggregate.calendarMonth, let place = open.firstIndex(of: month) else {
                    throw LogError(
                        .statementInvalid, "Aggregate.month",
                        expected: open.first?.text ?? "no month in this batch", found: aggregate.monthText)
                }
                open.remove(at: place)
                var said = SaidMonth(month: month, index: index, hash: hash)
                figures[month] = aggregate
                defer { remember(said) }
                try aggregate.check(agencies: site.agencies.map { $0.code })
                said.isRecomputed = try records.recompute(aggregate, of: month, in: site)
            }
        }
        for month in open where !isUncertain {
            tally.fail(
                LogError(
                    .statementInvalid, at: index, "Aggregate", expected: "the figures of \(month.text)",
                    found: "none"))
        }
        for (index, word) in words {
            guard case .attested(let attested) = word else { continue }
            do {
                if try !attest(attested) { tally.counts.unchecked += 1 }
            } catch { tally.fail(error.at(index)) }
        }
    }

    private mutating func remember(_ month: SaidMonth) {
        if said.count == Self.memory { said.removeFirst() }
        said.append(month)
        // A batch has its statements in the order of their bytes.
        said.sort { $0.month < $1.month }
    }

    /// False where the month is not remembered any more.
    private mutating func attest(_ attested: AttestedFigures) throws(LogError) -> Bool {
        guard let month = CalendarMonth(year: attested.year, month: attested.month),
            let first = said.first?.month, let next = clock.current, month < next
        else {
            throw LogError(
                .statementInvalid, "AttestedFigures.month", expected: "a month that the log said",
                found: "\(attested.year)-\(attested.month)")
        }
        guard let place = said.firstIndex(where: { $0.month == month }) else {
            guard month < first, said.count == Self.memory else {
                throw LogError(
                    .statementInvalid, "AttestedFigures.month", expected: "a month that the log said",
                    found: month.text)
            }
            return false
        }
        guard said[place].hash == attested.aggregate else {
            throw LogError(
                .statementInvalid, "AttestedFigures.aggregate", expected: said[place].hash,
                found: attested.aggregate)
        }
        said[place].isAttested = true
        return true
    }

    private func take(_ named: CanariesOpened, _ records: inout RecordCheck) throws(LogError) {
        guard let month = CalendarMonth(year: named.year, month: named.month), let next = clock.current,
            month < next
        else {
            throw LogError(
                .statementInvalid, "CanariesOpened.month", expected: "a month that is over",
                found: "\(named.year)-\(named.month)")
        }
        let isAscending = zip(named.canaries, named.canaries.dropFirst()).allSatisfy { $0.index < $1.index }
        guard isAscending else {
            throw LogError(
                .statementInvalid, "CanariesOpened.canaries", expected: "ascending by index", found: "others")
        }
        try records.exclude(named, of: month)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.clock == right.clock && left.said == right.said
    }
}

extension Aggregate {
    /// `2026-11`, or what stands there instead.
    var monthText: String { calendarMonth?.text ?? "\(year)-\(month)" }

    /// Of exactly these agencies, in their order, and without a contradiction.
    func check(agencies codes: [AgencyCode]) throws(LogError) {
        guard agencies.map({ $0.agency }) == codes else {
            throw LogError(
                .statementInvalid, "Aggregate.agencies", expected: codes.joined(separator: ", "),
                found: agencies.map { $0.agency }.joined(separator: ", "))
        }
        do { try checkFigures() } catch { throw LogError(error) }
    }
}

extension LogError {
    /// Figures that contradict themselves.
    init(_ fault: FigureFault) {
        func of(_ agency: AgencyCode, _ measure: Measure, _ code: UInt16 = 0) -> String {
            "\(agency): \(measure.word)\(code == 0 ? "" : " \(code)")"
        }
        switch fault {
        case .order(let agency):
            self.init(
                .statementInvalid, "AgencyFigures.figures",
                expected: "figures of \(agency) that ascend, each once", found: "others")
        case .code(let agency, let measure, let code):
            self.init(
                .statementInvalid, "Figure.code", expected: "a code of \(of(agency, measure))",
                found: "\(code)")
        case .age(let agency, let measure, let code):
            self.init(
                .statementInvalid, "Figure.age", expected: "days of a step, and of nothing else",
                found: of(agency, measure, code))
        case .sum(let agency, let measure, let sum, let parts):
            self.init(
                .statementInvalid, "Figure.cases",
                expected: "\(of(agency, measure)) \(sum.lowerBound) to \(sum.upperBound) in all",
                found: "parts of \(parts.lowerBound) to \(parts.upperBound)")
        case .overdue(let agency, let code):
            self.init(
                .statementInvalid, "Figure.cases", expected: "as many cases of \(agency) in step \(code)",
                found: "more of them overdue")
        }
    }
}
