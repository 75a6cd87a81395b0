import Wire
package import Words

extension DueDate {
    /// The limit with its last day, as a source or a reviewer reads it behind an agency's state.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970: a limit that is over for certain says so.
    ///   - zone: the site's.
    ///   - isLatest: whether it may have begun earlier, see `ShownLimit`.
    /// - Returns: one line.
    package func text(at now: UInt64, in zone: Zone, isLatest: Bool = false) -> Phrase {
        let date = date.phrase
        let name = (indonesian: limit.scope.name?.indonesian ?? "", english: limit.scope.name?.english ?? "")
        let orEarlier = Phrase(", atau lebih awal", ", or earlier")
        let earlier = (
            indonesian: isLatest ? orEarlier.indonesian : "", english: isLatest ? orEarlier.english : ""
        )
        let days = limit.days
        let over = daysOver(at: now, in: zone)
        guard over == 0 else {
            return Phrase(
                "Melewati batas waktu\(lines: name.indonesian) \(over) hari (\(date.indonesian)\(lines: earlier.indonesian))",
                "Overdue\(lines: name.english) by \(over) days (\(date.english)\(lines: earlier.english))")
        }
        guard limit.isWorkingDays else {
            return Phrase(
                "Batas waktu\(lines: name.indonesian): \(date.indonesian)\(lines: earlier.indonesian) (\(days) hari kalender)",
                "Due\(lines: name.english): \(date.english)\(lines: earlier.english) (\(days) calendar days)")
        }
        guard isCertain else {
            return Phrase(
                """
                Batas waktu\(lines: name.indonesian): \(date.indonesian)\(lines: earlier.indonesian), atau sesudahnya bila ada hari libur (\(days) hari \
                kerja)
                """,
                """
                Due\(lines: name.english): \(date.english)\(lines: earlier.english), or later where there are public holidays (\(days) working days)
                """)
        }
        return Phrase(
            "Batas waktu\(lines: name.indonesian): \(date.indonesian)\(lines: earlier.indonesian) (\(days) hari kerja)",
            "Due\(lines: name.english): \(date.english)\(lines: earlier.english) (\(days) working days)")
    }
}

extension DueLimit.Scope {
    /// Behind the words of a limit; nil where it is of all elections.
    fileprivate var name: Phrase? {
        switch self {
        case .all: nil
        case .pilkada: Phrase(" untuk Pilkada", " for Pilkada")
        case .pemilu: Phrase(" untuk Pemilu", " for Pemilu")
        }
    }
}
