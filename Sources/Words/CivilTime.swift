package import Wire

/// A time as people in Indonesia write it.
///
/// Proleptic Gregorian calendar; no time zone of the machine is read.
package struct CivilTime: Equatable, Sendable {
    /// The day in the zone.
    package let date: Date
    /// From 0 to 23.
    package let hour: UInt8
    /// From 0 to 59.
    package let minute: UInt8

    /// Times after the year 9999 are taken as its last second.
    ///
    /// - Parameters:
    ///   - seconds: since 1970.
    ///   - zone: what clocks there show; no time before 1970 is shown.
    package init(_ seconds: UInt64, zone: Zone) {
        let shown = Int64(min(seconds, Self.latest)) + Int64(zone.minutes) * 60
        let local = UInt64(max(shown, 0))
        let (days, second) = local.quotientAndRemainder(dividingBy: 86_400)
        // Years from March, so that the leap day is a year's last; 719,468 days lie between 0000-03-01 and 1970.
        let (era, day) = (days + 719_468).quotientAndRemainder(dividingBy: 146_097)
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        date = Date(
            year: UInt16(clamping: year + era * 400 + (month < 10 ? 0 : 1)),
            month: UInt8(month < 10 ? month + 3 : month - 9),
            day: UInt8(dayOfYear - (153 * month + 2) / 5 + 1))
        hour = UInt8(second / 3_600)
        minute = UInt8(second % 3_600 / 60)
    }

    /// In a site's own time: `27 November 2024 pukul 13.00 WIB`.
    package static func text(_ seconds: UInt64, in zone: Zone) -> Phrase {
        let time = CivilTime(seconds, zone: zone)
        let (hour, minute) = (twoDigits(time.hour), twoDigits(time.minute))
        let date = time.date.phrase
        return Phrase(
            "\(date.indonesian) pukul \(hour).\(minute) \(zone.name.indonesian)",
            "\(date.english), \(hour):\(minute) \(zone.name.english)"
        )
    }

    /// The last second of the year 9999.
    private static let latest: UInt64 = 253_402_300_799
}

extension Date {
    /// `27 November 2024`.
    package var phrase: Phrase {
        guard (1...12).contains(month) else { return Phrase("\(year)", "\(year)") }
        let name = monthNames[Int(month) - 1]
        return Phrase("\(day) \(name.indonesian) \(year)", "\(day) \(name.english) \(year)")
    }

    /// Whether the calendar has this day.
    package var exists: Bool {
        guard (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [UInt8] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[Int(month) - 1]
    }

    /// Whether this day comes after another; both may be in no calendar.
    package func isLater(than other: Date) -> Bool {
        (year, month, day) > (other.year, other.month, other.day)
    }

    /// Reads `2024-11-16`; nil for another form and for days that no calendar has.
    package init?(iso text: String) {
        self.init(written: text)
        guard year >= 1_900, exists else { return nil }
    }

    /// Reads the same form, also for a day that no calendar has; nil for another form.
    package init?(written text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4 else { return nil }
        self.init(parts[0], parts[1], parts[2])
    }

    /// Reads what people write: `2024-11-16`, `16-11-2024`, `16/11/2024`, `16 November 2024`; nil for another form.
    ///
    /// A day that no calendar has is read, too.
    package init?(typed text: String) {
        let parts = text.split { "-/., ".contains($0) }
        guard parts.count == 3 else { return nil }
        let word = parts[1].lowercased()
        let month = monthNames.firstIndex { name in
            word.count >= 3
                && (name.indonesian.lowercased().hasPrefix(word) || name.english.lowercased().hasPrefix(word))
        }
        let number = month.map { "\($0 + 1)" } ?? String(parts[1])
        if parts[0].utf8.count == 4 {
            self.init(parts[0], number[...], parts[2])
        } else if parts[2].utf8.count == 4 {
            self.init(parts[2], number[...], parts[0])
        } else {
            return nil
        }
    }

    /// Digits alone: no signs.
    private init?(_ year: Substring, _ month: Substring, _ day: Substring) {
        guard [year, month, day].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = UInt16(year), let month = UInt8(month), let day = UInt8(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The form `2024-11-16`.
    package var iso: String {
        let digits = "\(year)"
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            + "-\(twoDigits(month))-\(twoDigits(day))"
    }
}

private func twoDigits(_ number: UInt8) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}

private let monthNames = [
    Phrase("Januari", "January"), Phrase("Februari", "February"), Phrase("Maret", "March"),
    Phrase("April", "April"), Phrase("Mei", "May"), Phrase("Juni", "June"), Phrase("Juli", "July"),
    Phrase("Agustus", "August"), Phrase("September", "September"), Phrase("Oktober", "October"),
    Phrase("November", "November"), Phrase("Desember", "December"),
]
