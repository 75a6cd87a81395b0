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
