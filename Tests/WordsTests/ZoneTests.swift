import Testing
import Wire
import Words

/// Times as people at a site say them.
@Suite struct ZoneTests {
    /// 27 November 2024, 06:59 in Greenwich.
    private let time: UInt64 = 1_732_690_740

    @Test(
        arguments: [
            (420, "27 November 2024 pukul 13.59 WIB", "27 November 2024, 13:59 WIB (UTC+7)"),
            (480, "27 November 2024 pukul 14.59 WITA", "27 November 2024, 14:59 WITA (UTC+8)"),
            (540, "27 November 2024 pukul 15.59 WIT", "27 November 2024, 15:59 WIT (UTC+9)"),
            (0, "27 November 2024 pukul 06.59 UTC", "27 November 2024, 06:59 UTC"),
            (330, "27 November 2024 pukul 12.29 UTC+5.30", "27 November 2024, 12:29 UTC+5:30"),
            (-600, "26 November 2024 pukul 20.59 UTC-10", "26 November 2024, 20:59 UTC-10"),
        ]) func `each zone has its name and its clock`(
            _ minutes: Int, _ indonesian: String, _ english: String
        )
    {
        let text = CivilTime.text(time, in: Zone(minutes: minutes))
        #expect(text.indonesian == indonesian)
        #expect(text.english == english)
    }

    @Test func `a descriptor says its zone in two's complement`() {
        #expect(Zone(480 as UInt16) == Zone(minutes: 480))
        #expect(Zone(UInt16(bitPattern: -600)) == Zone(minutes: -600))
        #expect(Zone(UInt16.max) == Zone(minutes: -1))
    }

    @Test func `no time and no zone traps`() {
        for time in [0, 1, .max] as [UInt64] {
            for minutes in [Int.min, -720, 0, 840, .max] {
                #expect(CivilTime(time, zone: Zone(minutes: minutes)).hour < 24)
            }
        }
    }

    @Test func `months have names in both languages`() {
        let names = (1...12).map { Date(year: 2026, month: $0, day: 5).phrase }
        #expect(names[4] == Phrase("5 Mei 2026", "5 May 2026"))
        #expect(names[11] == Phrase("5 Desember 2026", "5 December 2026"))
        #expect(names.allSatisfy { $0.indonesian.contains { $0.isLetter } })
    }
}
