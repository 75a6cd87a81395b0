package import Wire

extension Date {
    /// Days since 1970-01-01 in the proleptic Gregorian calendar; a month or day that no calendar has counts on from its neighbour.
    package var dayNumber: Int {
        // Years from March, so that the leap day is a year's last.
        let year = Int(self.year) - (month <= 2 ? 1 : 0)
        let shifted = (Int(month) + 9) % 12
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * shifted + 2) / 5 + Int(day) - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day that is so many days before this one; 1970-01-01 is the first.
    package func before(days: Int) -> Date {
        let number = max(0, dayNumber - min(max(days, 0), 1_000_000))
        return CivilTime(UInt64(number) * 86_400, zone: .utc).date
    }

    /// `Sabtu, 16 November 2024`; without the weekday for a day that no calendar has.
    package var dayPhrase: Phrase {
        guard exists else { return phrase }
        let name = weekdays[((dayNumber + 4) % 7 + 7) % 7]
        return Phrase(
            "\(name.indonesian), \(phrase.indonesian)", "\(name.english), \(phrase.english)")
    }
}

private let weekdays = [
    Phrase("Minggu", "Sunday"), Phrase("Senin", "Monday"), Phrase("Selasa", "Tuesday"),
    Phrase("Rabu", "Wednesday"), Phrase("Kamis", "Thursday"), Phrase("Jumat", "Friday"),
    Phrase("Sabtu", "Saturday"),
]
