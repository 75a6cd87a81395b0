import Cases
import Testing
import Wire
import Words

@Suite struct DueLimitTests {
    /// Wednesday, 27 November 2024, 13:00 in Jakarta.
    private static let wednesday: UInt64 = 1_732_687_200

    private func days(_ due: DueClass, from seconds: UInt64 = wednesday, in zone: Zone = .wib) -> [String] {
        DueLimit.all(of: due).map { CivilTime($0.end(from: seconds, in: zone), zone: zone).date.iso }
    }

    @Test func working_days_pass_over_weekends_and_calendar_days_do_not() {
        #expect(days(.route) == ["2024-11-28"])
        #expect(days(.acknowledge) == ["2024-12-02"])
        // Pilkada counts calendar days, Pemilu working days.
        #expect(days(.study) == ["2024-11-30", "2024-12-06"])
        #expect(days(.extendedStudy) == ["2024-12-02", "2024-12-17"])
        #expect(days(.followUp) == ["2024-12-17"])
        #expect(days(.sourceAnswer) == ["2024-11-30"])
        #expect(days(.none) == [] && days(DueClass(rawValue: 900)) == [])
    }

    @Test func the_day_is_the_sites() {
        // Friday, 29 November 2024, 23:30 in Jakarta, where it is Saturday in Jayapura already.
        let late: UInt64 = 1_732_897_800
        #expect(days(.acknowledge, from: late) == ["2024-12-04"])
        #expect(days(.acknowledge, from: late, in: Zone(minutes: 540)) == ["2024-12-04"])
        #expect(days(.route, from: late, in: Zone(minutes: 540)) == ["2024-12-01"])
    }

    @Test func what_is_over_says_so_where_it_is_certain() throws {
        let (calendar, working) = (
            try #require(DueLimit.all(of: .route).first), try #require(DueLimit.all(of: .followUp).first)
        )
        let zone = Zone.wib
        let later = Self.wednesday + 60 * 86_400
        func text(_ limit: DueLimit, at now: UInt64, _ work: WorkCalendar = .known) -> String {
            DueDate(limit, from: Self.wednesday, in: zone, work).text(at: now, in: zone).indonesian
        }
        #expect(text(calendar, at: Self.wednesday) == "Batas waktu: 28 November 2024 (1 hari kalender)")
        #expect(text(calendar, at: later) == "Melewati batas waktu 59 hari (28 November 2024)")
        #expect(text(working, at: Self.wednesday) == "Batas waktu: 17 Desember 2024 (14 hari kerja)")
        #expect(text(working, at: later) == "Melewati batas waktu 40 hari (17 Desember 2024)")
        // Of a year whose holidays nobody knows, nothing is said to be over before all of them could have been.
        let unknown = WorkCalendar()
        let december = DueDate(working, from: Self.wednesday, in: zone).time
        #expect(
            text(working, at: december + 30 * 86_400, unknown).contains("atau sesudahnya bila ada hari libur")
        )
        #expect(text(working, at: december + 31 * 86_400, unknown).hasPrefix("Melewati batas waktu 1 hari"))
        #expect(calendar.end(from: .max, in: zone) == .max)
        #expect(working.end(from: .max, in: zone) == .max)
    }

    @Test func the_last_day_is_over_at_midnight_of_the_site() throws {
        let limit = try #require(DueLimit.all(of: .route).first)
        for minutes in [-720, 0, 420, 480, 540, 840] {
            let zone = Zone(minutes: minutes)
            let due = DueDate(limit, from: Self.wednesday, in: zone)
            var last = Self.wednesday
            while CivilTime(last + 1, zone: zone).date == due.date
                || !CivilTime(last + 1, zone: zone).date.isLater(than: due.date)
            { last += 60 }
            last -= 60
            while !CivilTime(last + 1, zone: zone).date.isLater(than: due.date) { last += 1 }
            #expect(due.daysOver(at: last, in: zone) == 0 && due.daysOver(at: last + 1, in: zone) == 1)
        }
    }

    /// Each day of four years, in all zones, against a count of days by their dates.
    @Test(arguments: [420, 480, 540, -180]) func whole_years(_ minutes: Int) throws {
        let zone = Zone(minutes: minutes)
        let limits = [DueClass.acknowledge, .examination, .sourceAnswer, .study].flatMap {
            DueLimit.all(of: $0)
        }
        // Monday, 1 January 2024, in the first and in the last second of the day there.
        let monday = UInt64(Int64(1_704_067_200) - Int64(minutes) * 60)
        for day in 0..<1_095 as Range<UInt64> {
            for second in [0, 86_399] as [UInt64] {
                let start = monday + day * 86_400 + second
                for limit in limits {
                    let due = DueDate(limit, from: start, in: zone)
                    var (end, left) = (day, limit.days)
                    while left > 0 {
                        end += 1
                        let date = CivilTime(monday + end * 86_400, zone: zone).date
                        let isFree = [5, 6].contains(end % 7) || WorkCalendar.known.isFree(date)
                        if !limit.isWorkingDays || !isFree { left -= 1 }
                    }
                    let expected = CivilTime(monday + end * 86_400, zone: zone).date
                    #expect(due.date == expected, "\(CivilTime(start, zone: zone).date.iso), \(limit)")
                    let isKnown = expected.year <= 2_026
                    #expect(due.isCertain == (!limit.isWorkingDays || isKnown))
                }
            }
        }
    }

    @Test func holidays_and_joint_leave_are_no_working_days() {
        // Friday, 5 April 2024: three working days later everybody is back from Lebaran, on Thursday the 18th.
        #expect(days(.acknowledge, from: 1_712_300_400) == ["2024-04-18"])
        // 28 February 2024 and the leap day behind it; 31 December and New Year.
        #expect(days(.acknowledge, from: 1_709_103_600) == ["2024-03-04"])
        #expect(days(.acknowledge, from: 1_735_617_600) == ["2025-01-06"])
    }

    @Test func a_site_gives_years_of_its_own() {
        let own = WorkCalendar(years: [2024], free: [Wire.Date(year: 2024, month: 11, day: 28)])
        let both = WorkCalendar.known.replacing(by: own)
        #expect(both.isFree(Wire.Date(year: 2024, month: 11, day: 28)))
        #expect(!both.isFree(Wire.Date(year: 2024, month: 12, day: 25)))
        #expect(both.isFree(Wire.Date(year: 2025, month: 12, day: 25)))
        #expect(both.knows(2024) && both.knows(2026) && !both.knows(2027))
    }
}
