import Interview
import Testing
import Wire

@Suite struct TypedDayTests {
    private let today = Date(year: 2024, month: 11, day: 20)

    @Test(
        arguments: [
            ("16-11-2024", 2024, 11, 16), ("2024-11-16", 2024, 11, 16), ("16/11/24", 2024, 11, 16),
            ("16.11.2024", 2024, 11, 16), ("16 November 2024", 2024, 11, 16), ("16 Nov", 2024, 11, 16),
            ("Sabtu, 16 nopember 2024", 2024, 11, 16), ("16/11", 2024, 11, 16), ("21 Nov", 2023, 11, 21),
            ("1 Jan", 2024, 1, 1), ("17 Agt 2024", 2024, 8, 17), ("tgl 5 Okt 2024", 2024, 10, 5),
            ("kemarin", 2024, 11, 19), ("Yesterday", 2024, 11, 19), ("hari ini", 2024, 11, 20),
            ("today", 2024, 11, 20), ("kemarin lusa", 2024, 11, 18), ("20 hari yang lalu", 2024, 10, 31),
            ("tadi pagi", 2024, 11, 20), ("tadi malam", 2024, 11, 19), ("kemarin sore", 2024, 11, 19),
            ("Semalam", 2024, 11, 19), ("kemarin malam", 2024, 11, 19), ("last night", 2024, 11, 19),
            ("3 days ago", 2024, 11, 17), ("29-02-2024", 2024, 2, 29),
        ] as [(String, UInt16, UInt8, UInt8)])
    func isReadAsPeopleWriteIt(_ text: String, year: UInt16, month: UInt8, day: UInt8) {
        #expect(TypedDay(text, today: today) == .day(Date(year: year, month: month, day: day)))
    }

    @Test(arguments: ["30-02-2024", "31/4", "29-02-2023", "2024-13-01", "0-1-2024"])
    func aDayThatNoCalendarHasIsSaidToBe(_ text: String) {
        #expect(TypedDay(text, today: today) == .noSuchDay)
    }

    @Test(arguments: [
        "", "16", "16/2024", "minggu lalu", "99999999999999999999 hari lalu", "1-1-1", "٦-١١-٢٠٢٤",
        "16-xx-2024",
        "16 n 2024", "01-01-1899", "kemarin pagi sekali", "400 hari lalu",
    ])
    func otherWordsAreNone(_ text: String) {
        #expect(TypedDay(text, today: today) == .unreadable)
    }
}
