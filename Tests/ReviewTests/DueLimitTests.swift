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
        #expect(
            calendar.text(from: Self.wednesday, now: Self.wednesday, in: zone).indonesian
                == "Batas waktu: 28 November 2024 (1 hari kalender)")
        #expect(
            calendar.text(from: Self.wednesday, now: later, in: zone).indonesian
                == "Melewati batas waktu 59 hari (28 November 2024)")
        #expect(
            working.text(from: Self.wednesday, now: later, in: zone).indonesian.contains("hari libur"))
        #expect(calendar.end(from: .max, in: zone) == .max)
        #expect(working.end(from: .max, in: zone) == .max)
    }
}
