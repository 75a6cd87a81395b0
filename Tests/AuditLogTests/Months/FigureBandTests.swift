import Cases
import Keys
import Testing
import Wire

/// What is said of a number, and what of it nobody can find out.
@Suite struct FigureBandTests {
    @Test(
        arguments: [
            (0, nil), (1, nil), (4, nil), (5, .from5To19), (19, .from5To19), (20, .from20To99),
            (99, .from20To99), (100, .from100To499), (499, .from100To499), (500, .from500To1999),
            (1_999, .from500To1999), (2_000, .from2000To9999), (9_999, .from2000To9999),
            (10_000, .from10000), (.max, .from10000),
        ] as [(UInt64, CountBand?)])
    func bandOfANumber(_ cases: UInt64, _ band: CountBand?) {
        #expect(CountBand(cases) == band)
        guard let band else { return }
        #expect(band.lowest <= cases && cases <= band.highest ?? .max)
    }

    @Test func bandsLeaveNoNumberOut() {
        let bands = CountBand.allCases
        for (one, next) in zip(bands, bands.dropFirst()) { #expect(one.highest == next.lowest - 1) }
        #expect(bands.last?.highest == nil)
    }

    @Test(
        arguments: [
            (0, .under7), (6, .under7), (7, .from7To13), (13, .from7To13), (14, .from14To29),
            (29, .from14To29),
            (30, .from30To59), (59, .from30To59), (60, .from60To119), (119, .from60To119),
            (120, .from120To364), (364, .from120To364), (365, .from365), (.max, .from365),
        ] as [(UInt64, DayBand)])
    func bandOfDays(_ days: UInt64, _ band: DayBand) {
        #expect(DayBand(days: days) == band)
    }

    private func aggregate(_ figures: [ExactFigure]) throws -> Aggregate {
        try ExactFigures(
            format: 1, year: 2027, month: 1, salt: sha256([1]),
            agencies: [ExactAgency(agency: "bawaslu", figures: figures)]
        ).aggregate()
    }

    /// None and 1 to 4 look alike in every cell: but for the salted hash the bytes are the same.
    @Test func fewerThanFiveLookLikeNone() throws {
        let none = try aggregate([])
        for cases in 1...4 as ClosedRange<UInt64> {
            for measure in Measure.allCases {
                let code: UInt16 = measure == .step ? 2 : 0
                var said = try aggregate([
                    ExactFigure(measure: measure, code: code, cases: cases, days: 9, median: 3)
                ])
                #expect(said.exact != none.exact)
                said.exact = none.exact
                #expect(said == none, "\(cases) of \(measure)")
            }
        }
    }

    /// Whatever parts are said beside a sum below 500, no part that is not said shows to be empty, and none certain one
    /// to hold anything.
    @Test(arguments: [8, 12] as [UInt64])
    func partsThatAreNotSaidStayHidden(_ all: UInt64) throws {
        var tried = 0
        for small in 0...all {
            for middle in 0...(all - small) {
                for large in 0...(all - small - middle) {
                    let hidden = all - small - middle - large
                    let least = 5 * small + 20 * middle + 100 * large
                    let most = 19 * small + 99 * middle + 499 * large
                    for sum in [0...4, 5...19, 20...99, 100...499] as [ClosedRange<UInt64>]
                    where hidden > 0 && least <= sum.upperBound && sum.lowerBound <= most + 4 * hidden {
                        tried += 1
                        // All that the hidden parts may hold together leaves room for a whole one.
                        #expect(sum.upperBound - least >= 4)
                        // The others alone can fill what the sum needs.
                        #expect(most + 4 * (hidden - 1) >= sum.lowerBound)
                    }
                }
            }
        }
        #expect(tried > 50)
    }

    private func fault(_ figures: [Figure]) -> FigureFault? {
        let said = Aggregate(
            format: 1, year: 2027, month: 1, holidays: 0,
            agencies: [AgencyFigures(agency: "bkn", figures: figures)], exact: Hash())
        do { try said.checkFigures() } catch { return error }
        return nil
    }

    private func figure(
        _ measure: Measure, _ code: UInt16 = 0, _ cases: CountBand = .from5To19, _ age: DayBand? = nil
    ) -> Figure {
        Figure(
            measure: measure, code: code, cases: cases,
            age: age ?? (measure == .step ? .under7 : .notSaid))
    }

    @Test func figuresThatContradictThemselvesAreRefused() {
        #expect(fault([]) == nil)
        #expect(fault([figure(.received), figure(.open), figure(.step, 2), figure(.overdue)]) == nil)
        #expect(fault([figure(.open), figure(.received)]) == .order("bkn"))
        #expect(fault([figure(.open), figure(.open)]) == .order("bkn"))
        #expect(fault([figure(.received, 1)]) == .code("bkn", .received, 1))
        #expect(fault([figure(.step, 0)]) == .code("bkn", .step, 0))
        #expect(fault([figure(.step, 10)]) == .code("bkn", .step, 10), "decided is no step")
        #expect(fault([figure(.decided, 9)]) == .code("bkn", .decided, 9))
        #expect(fault([figure(.open, 0, .from5To19, .under7)]) == .age("bkn", .open, 0))
        #expect(fault([figure(.open), figure(.step, 2, .from5To19, .notSaid)]) == .age("bkn", .step, 2))
        // Parts above their sum, which is not said: below five.
        #expect(fault([figure(.step, 2)]) == .sum("bkn", .step, sum: 0...4, parts: 5...63))
        #expect(
            fault([figure(.open), figure(.step, 2, .from20To99)])
                == .sum("bkn", .step, sum: 5...19, parts: 20...143))
        // A sum above all that its parts can be.
        #expect(
            fault([figure(.open, 0, .from100To499)]) == .sum("bkn", .step, sum: 100...499, parts: 0...48))
        #expect(
            fault([figure(.decided, 0, .from100To499), figure(.decided, 1)])
                == .sum("bkn", .decided, sum: 100...499, parts: 5...47))
        #expect(
            fault([figure(.open), figure(.step, 2), figure(.overdue, 0, .from20To99)])
                == .sum("bkn", .overdue, sum: 5...19, parts: 20...99))
        let many = [figure(.open, 0, .from20To99), figure(.step, 2, .from20To99)]
        #expect(
            fault(many + [figure(.overdue), figure(.overdue, 2, .from20To99)])
                == .sum("bkn", .overdue, sum: 5...19, parts: 20...143))
        #expect(fault(many + [figure(.overdue), figure(.overdue, 2)]) == nil)
        #expect(
            fault([figure(.open), figure(.step, 2), figure(.overdue), figure(.overdue, 4)])
                == .overdue("bkn", 4))
    }
}
