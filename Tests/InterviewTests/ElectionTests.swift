import Cases
import Testing
import Wire
import Words

@Suite struct ElectionTests {
    @Test(
        arguments: [
            ("2024-11-16", ["Pilkada 2024: masa kampanye"]), ("2024-11-24", ["Pilkada 2024: masa tenang"]),
            ("2024-11-27", ["Pilkada 2024: hari pemungutan suara"]),
            ("2024-12-16", ["Pilkada 2024: penghitungan dan rekapitulasi suara"]),
            ("2024-12-17", ["Pilkada 2024: sesudah pemilihan"]),
            ("2024-09-21", ["Pilkada 2024: masa pencalonan, baru bakal calon"]),
            ("2024-09-22", ["Pilkada 2024: masa pencalonan, calon sudah ditetapkan"]),
            ("2024-02-12", ["Pemilu 2024: masa tenang", "Pilkada 2024: sebelum pencalonan"]),
            ("2022-06-14", ["Pemilu 2024: sebelum pencalonan"]), ("2022-06-13", []),
            ("2030-01-01", ["Pilkada 2024: sesudah pemilihan"]),
        ] as [(String, [String])])
    func aDayFallsIntoAStage(_ day: String, _ phases: [String]) throws {
        let date = try #require(Date(iso: day))
        #expect(ElectionCalendar.known.findings(on: date).map(\.text.indonesian) == phases)
    }

    @Test func aReportThatNamesItsElectionIsAboutNoOther() throws {
        let date = try #require(Date(iso: "2024-02-12"))
        #expect(ElectionCalendar.known.findings(on: date, about: .pilgub).map(\.phase) == [.preNomination])
        #expect(ElectionCalendar.known.findings(on: date, about: .notSure).count == 2)
    }

    @Test func theKnownCalendarIsInOrder() {
        #expect(ElectionCalendar.known.elections.allSatisfy { $0.isOrdered })
    }

    @Test func weekdaysAreThoseOfTheSeeds() {
        // As five notices of such events give them.
        for (day, name) in [
            ("2024-07-10", "Rabu"), ("2024-11-04", "Senin"), ("2024-02-12", "Senin"),
            ("2000-02-29", "Selasa"),
        ] {
            #expect(Date(iso: day)?.dayPhrase.indonesian.hasPrefix(name) == true, "\(day)")
        }
        #expect(Date(year: 1970, month: 1, day: 2).before(days: 9) == Date(year: 1970, month: 1, day: 1))
    }
}
