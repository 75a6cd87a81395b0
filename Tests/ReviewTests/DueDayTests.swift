import Cases
@testable import Review
import Testing
import Wire
import Words

/// The last day of a limit in a list, also through a year whose holidays nobody here knows.
@Suite struct DueDayTests {
    private static let day: UInt64 = 86_400

    /// Of a case that was received on a day at noon in Jakarta.
    private func summary(since: UInt64) -> CaseSummary {
        var summary = CaseSummary(id: Hash())
        (summary.state, summary.due, summary.since) = (.triage, .acknowledge, since)
        return summary
    }

    @Test func an_unknown_year_makes_a_day_uncertain_and_late_only_for_certain() throws {
        let year = WorkCalendar.known.lastYear
        // The 30th of December, 05:00 UTC.
        let since =
            Self.seconds(ofYear: year) + 363 * Self.day + (Self.isLeap(year) ? Self.day : 0) + 5 * 3_600
        let case_ = summary(since: since)
        let due = try #require(case_.dueDay(at: since, in: .wib))
        #expect(!due.isCertain && !due.isOver && due.date.year == year + 1)
        for (days, isOver) in [(UInt64(1), false), (30, false), (31, true)] {
            let later = try #require(case_.dueDay(at: due.time + days * Self.day, in: .wib))
            #expect(later.isOver == isOver && later.days == (isOver ? 1 : 0), "\(days)")
        }
        var list = ReviewList(rows: [ReviewList.Row(case_)])
        list.now = since
        #expect(list.text(.english).contains("\(due.date.iso) or later"))
        #expect(list.warnings(.english).contains { $0.contains("up to \(year) only") })
        #expect(list.json.text.contains(#""due_certain":false"#))
        #expect(DueList(list).text(.indonesian).contains("\(due.date.iso) atau sesudahnya"))
    }

    @Test func a_known_year_is_certain() throws {
        let since = Self.seconds(ofYear: WorkCalendar.known.lastYear) + 40 * Self.day
        let case_ = summary(since: since)
        let due = try #require(case_.dueDay(at: since, in: .wib))
        #expect(due.isCertain)
        #expect(try #require(case_.dueDay(at: due.time + Self.day, in: .wib)).isOver)
        var list = ReviewList(rows: [ReviewList.Row(case_)])
        list.now = since
        #expect(!list.text(.english).contains("or later") && list.warnings(.english).isEmpty)
    }

    private static func isLeap(_ year: UInt16) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func seconds(ofYear year: UInt16) -> UInt64 {
        (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) * day }
    }
}
