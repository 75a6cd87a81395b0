import AuditLog
import Cases
import Keys
import TestSupport
import Testing
import Wire
import Words

/// What the log says month by month: once, in its batch, of what the records say, and found where it is not.
///
/// Epoch 0 is due on 15 January 2027; January is over at epoch 66, February at 178, March at 302.
@Suite struct MonthTests {
    private static let agencies = ["bawaslu", "bkpsdm"]

    /// Six reports in January to two agencies; one of them moves five of its cases on and decides nothing; then three
    /// months go by.
    private static func made(
        _ change: @escaping @Sendable (Aggregate) -> Aggregate? = { $0 }, through last: Int = 3,
        before: (inout SampleLog, [Hash]) throws -> Void = { _, _ in }
    ) throws -> (log: SampleLog, reports: [Hash]) {
        var log = try SampleLog(try SampleSite())
        log.months.change = change
        let reports = try (0..<6).map { _ in try log.report(agencies) }
        try log.close(1)
        for report in reports.dropLast() {
            try log.move(report, by: 0, agencies, to: .examination, due: .study, counter: 0)
        }
        try log.close(5)
        try before(&log, reports)
        for epoch in [66, 178, 302].prefix(last) { try log.close(UInt64(epoch)) }
        return (log, reports)
    }

    private func codes(_ log: SampleLog, _ level: AuditLevel) throws -> [LogError.Code] {
        try log.audit(level).failures.map(\.code)
    }

    private func said(_ log: SampleLog) throws -> [Aggregate] {
        try log.bodies().compactMap { body in
            guard case .statement(let statement) = body, statement.kind == .aggregate else { return nil }
            return try Aggregate(decoding: statement.body)
        }
    }

    @Test func eachMonthIsSaidOnceAndRecomputed() throws {
        let (log, _) = try Self.made()
        for level in [.public, .agency("bkpsdm"), .auditor] as [AuditLevel] {
            let report = try log.audit(level)
            #expect(report.failures == [])
            #expect(report.months.map(\.month.text) == ["2027-01", "2027-02", "2027-03"])
            #expect(report.months.allSatisfy { $0.isRecomputed == (level == .auditor) && !$0.isAttested })
        }
        let months = try said(log)
        #expect(months.map(\.month) == [1, 2, 3])
        let bawaslu = months.map { $0.agencies[0].figures }
        func figure(_ measure: Measure, _ code: CaseState? = nil, _ age: DayBand = .notSaid) -> Figure {
            Figure(measure: measure, code: code?.rawValue ?? 0, cases: .from5To19, age: age)
        }
        #expect(
            bawaslu[0] == [
                figure(.received), figure(.open), figure(.step, .examination, .from14To29), figure(.overdue),
                figure(.overdue, .examination),
            ])
        #expect(
            bawaslu[1] == [
                figure(.open), figure(.step, .examination, .from30To59), figure(.overdue),
                figure(.overdue, .examination),
            ])
        // Who never acted is late from the second day on.
        #expect(
            months[2].agencies[1].figures == [
                figure(.open), figure(.step, .received, .from60To119), figure(.overdue),
                figure(.overdue, .received),
            ])
        #expect(months[2].agencies[2] == AgencyFigures(agency: "inspektorat", figures: []))
    }

    @Test func monthsThatEndedInOneBatchAreSaidThere() throws {
        var log = try SampleLog(try SampleSite())
        try log.close(400)
        #expect(try log.audit(.auditor).failures == [])
        #expect(try said(log).map(\.month) == [1, 2, 3])
    }

    @Test func aMonthThatIsLeftOutIsFoundByAnybody() throws {
        let (log, _) = try Self.made { $0.month == 2 ? nil : $0 }
        #expect(try codes(log, .public) == [.statementInvalid])
    }

    @Test func aMonthThatIsSaidElsewhereIsFoundByAnybody() throws {
        let (log, _) = try Self.made { aggregate in
            var moved = aggregate
            if moved.month == 2 { moved.month = 1 }
            return moved
        }
        #expect(try codes(log, .public) == [.statementInvalid, .statementInvalid])
    }

    /// An agency that is left out, or named where another stands, has no figures that anybody could hold against it.
    @Test func figuresAreThoseOfEachAgency() throws {
        let lies: [@Sendable (inout Aggregate) -> Void] = [
            { $0.agencies.removeLast() }, { $0.agencies.reverse() }, { $0.agencies[2].agency = "lain" },
            { $0.agencies.append(AgencyFigures(agency: "lain", figures: [])) },
        ]
        for lie in lies {
            let (log, _) = try Self.made(
                { aggregate in
                    var other = aggregate
                    lie(&other)
                    return other
                }, through: 1)
            #expect(try codes(log, .public) == [.statementInvalid])
        }
    }

    /// Whoever asks for a month's figures would be given the ones that suit.
    @Test func aMonthThatIsSaidTwiceIsFoundByAnybody() throws {
        var (log, _) = try Self.made(through: 0)
        let other = Aggregate(
            format: 1, year: 2027, month: 1, holidays: 0,
            agencies: ["bawaslu", "bkpsdm", "inspektorat"].map { AgencyFigures(agency: $0, figures: []) },
            exact: sha256([1]))
        let statement = Statement(
            kind: .aggregate, signer: PublicKey(), body: try other.encoded(), signature: Signature())
        try log.close(66, PublicEntries(statements: [statement]))
        #expect(try codes(log, .public) == [.statementInvalid])
    }

    @Test func sumsThatDoNotAddUpAreFoundByAnybody() throws {
        let (log, _) = try Self.made { aggregate in
            var other = aggregate
            other.agencies[0].figures.removeAll { $0.measure == .open }
            return other
        }
        let failures = try log.audit(.public).failures
        #expect(failures.map(\.code) == [.statementInvalid, .statementInvalid, .statementInvalid])
        #expect(failures[0].found == "parts of 5 to 63")
    }

    /// What fits the rules and is not true, the auditor finds, and nobody else can.
    @Test func whatTheRecordsDoNotSayIsFoundByTheAuditor() throws {
        let lies: [@Sendable (inout Aggregate) -> Void] = [
            // A band is shifted.
            { $0.agencies[0].figures[0].cases = .from20To99 },
            // Lateness is left out.
            { $0.agencies[0].figures.removeAll { $0.measure == .overdue } },
            // Days are fewer.
            { $0.agencies[0].figures[2].age = .under7 },
            // The numbers behind the bands are others.
            { $0.exact = sha256([1]) },
            {
                $0.holidays = 2024; $0.exact = sha256([2])
            },
        ]
        for lie in lies {
            let (log, _) = try Self.made { aggregate in
                var other = aggregate
                if other.month == 1 { lie(&other) }
                return other
            }
            #expect(try codes(log, .public) == [])
            #expect(try codes(log, .agency("bawaslu")) == [])
            #expect(try codes(log, .auditor) == [.statementInvalid])
        }
    }

    /// One late case that is not counted, or one case that is: no band changes, and yet it is found.
    @Test func oneCaseLessIsFound() throws {
        let honest = try Self.made().log
        for left in [SampleMonths.Lie.act, .report] {
            var log = try SampleLog(try SampleSite())
            log.months.leavesOut = left
            let reports = try (0..<7).map { _ in try log.report(Self.agencies) }
            try log.close(1)
            for report in reports {
                try log.move(report, by: 0, Self.agencies, to: .examination, due: .study, counter: 0)
            }
            try log.close(5)
            try log.close(66)
            #expect(try codes(log, .public) == [])
            let failures = try log.audit(.auditor).failures
            #expect(failures.map(\.code) == [.statementInvalid])
            #expect(failures.first?.field == "Aggregate.exact", "\(left)")
        }
        #expect(try codes(honest, .auditor) == [])
    }

    @Test func theAuditorCountersigns() throws {
        var (log, _) = try Self.made()
        let months = try log.audit(.auditor).months
        func attest(_ month: SaidMonth, _ hash: Hash) throws -> Statement {
            try log.statement(
                .attestedFigures,
                AttestedFigures(
                    format: 1, year: month.month.year, month: month.month.month, aggregate: hash
                ).encoded())
        }
        let wrong = try attest(months[0], months[1].hash)
        let right = try attest(months[0], months[0].hash)
        var other = log
        try other.close(303, PublicEntries(statements: [wrong]))
        #expect(try codes(other, .public) == [.statementInvalid])
        let state = try #require(try log.audit(.public).state)
        try log.close(303, PublicEntries(statements: [right]))
        for report in [try log.audit(.public), try log.audit(.public, from: state)] {
            #expect(report.failures == [])
            #expect(report.months.map(\.isAttested) == [true, false, false])
        }
        // An audit that goes on says that it recomputed nothing new, and finds nothing that it cannot.
        let auditors = try #require(try log.audit(.auditor).state)
        #expect(try AuditState(decoding: auditors.encoded()) == auditors)
        try log.close(430)
        let resumed = try log.audit(.auditor, from: auditors)
        #expect(resumed.failures == [])
        #expect(resumed.months.map(\.isRecomputed) == [true, true, true, false])
    }

    private func naming(_ log: SampleLog, _ report: Hash, month: UInt8 = 1, off: UInt64 = 0) throws
        -> Statement
    {
        let opened = try #require(try log.openings.first { try Commitment.of($0.opening) == report })
        return try log.statement(
            .canariesOpened,
            CanariesOpened(
                format: 1, year: 2027, month: month,
                canaries: [Canary(index: opened.index + off, commitment: report)]
            ).encoded())
    }

    /// A test that is named in the batch of its month was never counted.
    @Test func testsAreTakenOut() throws {
        var (log, reports) = try Self.made(through: 0)
        let tests = PublicEntries(statements: try reports.prefix(2).map { try naming(log, $0) })
        try log.close(66, tests)
        let report = try log.audit(.auditor)
        #expect(report.failures == [])
        #expect(report.tests.map(\.canary.commitment).sorted() == reports.prefix(2).sorted())
        // Four of six are left.
        #expect(try said(log)[0].agencies.allSatisfy { $0.figures.isEmpty })
    }

    @Test func whatIsNoTestOfTheMonthIsNotTakenOut() throws {
        let (log, reports) = try Self.made(through: 1)
        for statement in [
            try naming(log, reports[0], off: 1), try naming(log, reports[0], month: 12),
        ] {
            var log = log
            try log.close(67, PublicEntries(statements: [statement]))
            #expect(try codes(log, .auditor).contains(.statementInvalid))
        }
        // Of January, and named where February is over, too.
        var (later, earlier) = try Self.made(through: 2)
        try later.close(179, PublicEntries(statements: [try naming(later, earlier[0], month: 2)]))
        #expect(try codes(later, .public) == [])
        #expect(try codes(later, .auditor) == [.statementInvalid])
        // Each once: in an order that leaves no room for another one.
        let places = try reports.prefix(2).map { report in
            let opened = try #require(try log.openings.first { try Commitment.of($0.opening) == report })
            return Canary(index: opened.index, commitment: report)
        }.sorted { $0.index < $1.index }
        for canaries in [Array(places.reversed()), [places[0], places[0]]] {
            var log = log
            let named = CanariesOpened(format: 1, year: 2027, month: 1, canaries: canaries)
            let statement = try log.statement(.canariesOpened, named.encoded())
            try log.close(67, PublicEntries(statements: [statement]))
            #expect(try codes(log, .public) == [.statementInvalid])
        }
        var early = try Self.made(through: 0).log
        try early.close(6, PublicEntries(statements: [try naming(early, reports[0])]))
        #expect(try codes(early, .public) == [.statementInvalid], "before the month is over")
    }

    /// Acts that do not follow the one before them move nothing, in whatever order the log has them.
    @Test func actsAreReplayedByTheirCounters() throws {
        var log = try Self.made(through: 0) { log, reports in
            for report in reports.dropLast() {
                let first = try log.act(
                    0, on: report, Self.agencies, to: .examination, due: .study, counter: 0)
                let next = sha256(try first.encoded())
                try log.move(
                    report, by: 0, Self.agencies, to: .decided, outcome: .noViolation, counter: 1, after: next
                )
            }
            // A gap: nothing.
            try log.move(reports[5], by: 0, Self.agencies, to: .closed, counter: 3)
            try log.close(6)
        }.log
        try log.close(66)
        let figures = try said(log)[0].agencies[0].figures
        #expect(
            figures == [
                Figure(measure: .received, code: 0, cases: .from5To19, age: .notSaid),
                Figure(measure: .decided, code: 0, cases: .from5To19, age: .notSaid),
                Figure(
                    measure: .decided, code: OutcomeClass.noViolation.rawValue, cases: .from5To19,
                    age: .notSaid),
            ])
    }
}

extension SampleLog {
    /// Something that the auditor says.
    fileprivate func statement(_ kind: StatementKind, _ body: [UInt8]) throws -> Statement {
        try Statement(kind: kind, signer: site.auditor.publicKey, body: body, signature: Signature())
            .signed(by: site.auditor, origin: site.origin)
    }

    fileprivate func act(
        _ agency: Int, on report: Hash, _ agencies: [String], to state: CaseState, outcome: Outcome = .none,
        due: DueClass = .none, counter: UInt32, after previous: Hash = Hash()
    ) throws -> Act {
        try Act(
            format: 1, kind: .state, report: report, agency: site.agencies[agency].code, counter: counter,
            previous: previous, state: state, outcome: outcome, due: due, other: "", related: Hash(),
            reason: state == .decided ? sha256(report.bytes) : Hash(),
            signer: site.agencies[agency].act.publicKey, second: nil, signature: Signature()
        ).signed(by: site.agencies[agency].act, origin: site.origin)
    }

    fileprivate mutating func move(
        _ report: Hash, by agency: Int, _ agencies: [String], to state: CaseState, outcome: Outcome = .none,
        due: DueClass = .none, counter: UInt32, after previous: Hash = Hash()
    ) throws {
        let act = try act(
            agency, on: report, agencies, to: state, outcome: outcome, due: due, counter: counter,
            after: previous)
        try stage(
            .act(ActRecorded(agencies: agencies, act: act)),
            length: act.reason == Hash() ? 0 : 31_744)
    }
}
