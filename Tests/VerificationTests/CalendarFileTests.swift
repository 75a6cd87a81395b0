import Cases
import TestSupport
import Testing
import Verification
import Wire
import Words

@Suite struct CalendarFileTests {
    private let good = """
        [pilkada_2029]
        name = ["Pilkada 2029", "Regional elections 2029"]
        kinds = ["pilgub", "pilbup_pilwako"]
        begins = 2029-02-01
        nomination = 2029-08-27
        determined = 2029-09-22
        campaign = 2029-09-25
        quiet = 2029-11-24
        vote = 2029-11-27
        ends = 2029-12-16

        """

    @Test func anOwnCalendarIsTheOnlyOne() throws {
        let folder = try TemporaryFolder()
        try folder.write("kalender.toml", good)
        let calendar = try ElectionCalendar.reading(folder.file("kalender.toml"))
        #expect(calendar.elections.count == 1)
        let day = try #require(Date(iso: "2029-11-25"))
        #expect(calendar.findings(on: day).map(\.text.indonesian) == ["Pilkada 2029: masa tenang"])
        #expect(try ElectionCalendar.reading(nil) == .known)
    }

    @Test func itsYearsTakeThePlaceOfKnownOnes() throws {
        let folder = try TemporaryFolder()
        let holidays = "[holidays_2026]\ndays = [2026-01-01, 2026-12-25]\nleave = [2026-12-24]\n"
        try folder.write("libur.toml", holidays)
        let alone = try CaseCalendar.reading(folder.file("libur.toml"))
        #expect(alone.elections == .known)
        #expect(!alone.work.isFree(Date(year: 2026, month: 8, day: 17)))
        #expect(alone.work.isFree(Date(year: 2026, month: 12, day: 24)))
        #expect(alone.work.isFree(Date(year: 2025, month: 8, day: 18)))
        try folder.write("both.toml", good + holidays.replacing("2026", with: "2029"))
        let both = try CaseCalendar.reading(folder.file("both.toml"))
        #expect(both.elections.elections.count == 1 && both.work.knows(2029) && both.work.knows(2024))
    }

    @Test(
        arguments: [
            "[holidays_2026]\nleave = [2026-12-24]\n", "[holidays_2026]\ndays = [2025-12-24]\n",
            "[holidays_2026]\ndays = 2026-12-24\n", "[holidays_soon]\ndays = [2026-12-24]\n",
            "[holidays_2026]\ndays = [2026-12-24]\nother = 1\n",
        ])
    func whatIsNoYearIsNamed(_ text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("libur.toml", text)
        let error = #expect(throws: CalendarFileError.self) {
            try CaseCalendar.reading(folder.file("libur.toml"))
        }
        #expect(error?.failure.text.english.contains("[holidays_") == true)
    }

    @Test(
        arguments: [
            ("vote = 2029-11-27\n", "", "[pilkada_2029]"),
            ("vote = 2029-11-27", "vote = 2029-11-23", "[pilkada_2029]"),
            ("vote = 2029-11-27", "vote = \"27 November\"", "[pilkada_2029]"),
            ("\"pilgub\"", "\"pilkades\"", "[pilkada_2029]"), ("[pilkada_2029]\n", "", "outside the table"),
            ("begins =", "begins", "kalender.toml"),
        ])
    func whatIsNoneIsNamed(_ part: String, _ other: String, _ named: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("kalender.toml", good.replacing(part, with: other))
        let error = #expect(throws: CalendarFileError.self) {
            try ElectionCalendar.reading(folder.file("kalender.toml"))
        }
        #expect(error?.failure.text.english.contains(named) == true, "\(error?.failure.text.english ?? "")")
        #expect(throws: CalendarFileError.self) { try ElectionCalendar.reading(folder.file("none")) }
    }
}
