package import Wire
import Words

/// A day as people write it.
package enum TypedDay: Equatable, Sendable {
    /// A day that the calendar has.
    case day(Date)
    /// The form of a day that no calendar has.
    case noSuchDay
    /// Another form.
    case unreadable

    /// Reads `16-11-2024`, `2024-11-16`, `16/11/24`, `Sabtu, 16 November 2024`, `16 Nov`, `16/11`, `kemarin`, `hari ini`,
    /// `3 hari lalu` and the like in both languages.
    ///
    /// - Parameters:
    ///   - text: what was typed.
    ///   - today: the day that relative words count from; a day without a year is the newest that is not later.
    package init(_ text: String, today: Date) {
        let words = text.lowercased().split { separators.contains($0) || $0.isWhitespace }.map(String.init)
            .filter { !passedOver.contains($0) }
        if let days = Self.daysAgo(words) {
            self = .day(today.before(days: days))
            return
        }
        guard let date = Self.date(words, today: today), date.year >= 1_900 else {
            self = .unreadable
            return
        }
        self = date.exists ? .day(date) : .noSuchDay
    }

    private static func daysAgo(_ words: [String]) -> Int? {
        if let known = relative.first(where: { $0.0 == words })?.1 { return known }
        guard words.count >= 3, let days = Int(words[0]), (0...366).contains(days) else { return nil }
        return agos.contains(Array(words.dropFirst())) ? days : nil
    }

    private static func date(_ words: [String], today: Date) -> Date? {
        switch words.count {
        case 3 where words[0].utf8.count == 4: return date(year: words[0], words[1], words[2])
        case 3: return date(year: words[2].utf8.count == 2 ? "20" + words[2] : words[2], words[1], words[0])
        case 2:
            guard let this = date(year: "\(today.year)", words[1], words[0]) else { return nil }
            return this.isLater(than: today)
                ? Date(year: today.year.less(1), month: this.month, day: this.day) : this
        default: return nil
        }
    }

    private static func date(year: String, _ month: String, _ day: String) -> Date? {
        let number = months.firstIndex { names in
            month.utf8.count >= 3 && names.contains { $0.hasPrefix(month) }
        }
        let month = number.map { "\($0 + 1)" } ?? month
        guard year.utf8.count == 4,
            [year, month, day].allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = UInt16(year), let month = UInt8(month), let day = UInt8(day)
        else { return nil }
        return Date(year: year, month: month, day: day)
    }
}

private let separators: [Character] = ["-", "/", ".", ","]

private let relative: [([String], Int)] = [
    (["hari", "ini"], 0), (["tadi"], 0), (["today"], 0),
    (["kemarin"], 1), (["kemaren"], 1), (["yesterday"], 1),
    // The night before today, unlike "tadi pagi".
    (["tadi", "malam"], 1), (["semalam"], 1), (["kemarin", "malam"], 1), (["last", "night"], 1),
    (["kemarin", "lusa"], 2),
    (["kemarin", "dulu"], 2), (["lusa", "kemarin"], 2), (["seminggu", "lalu"], 7),
    (["seminggu", "yang", "lalu"], 7), (["a", "week", "ago"], 7),
]

private let agos = [
    ["hari", "lalu"], ["hari", "yang", "lalu"], ["hari", "yg", "lalu"], ["days", "ago"], ["day", "ago"],
]

/// Weekdays, parts of a day, and what stands before a date: they say nothing that the date does not.
private let passedOver = [
    "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "monday", "tuesday",
    "wednesday",
    "thursday", "friday", "saturday", "sunday", "tanggal", "tgl", "pada", "on",
    "pagi", "siang", "sore",
]

private let months: [[String]] = [
    ["januari", "january"], ["februari", "february", "pebruari"], ["maret", "march"], ["april"],
    ["mei", "may"], ["juni", "june"], ["juli", "july"], ["agustus", "august", "agt"],
    ["september"], ["oktober", "october"], ["november", "nopember"], ["desember", "december"],
]
