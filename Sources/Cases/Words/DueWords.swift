import Wire
package import Words

extension DueLimit {
    /// The limit with its last day, as a source reads it behind an agency's state.
    ///
    /// - Parameters:
    ///   - seconds: since 1970, of the day from which it runs.
    ///   - now: seconds since 1970: a limit of calendar days that is over says so.
    ///   - zone: the site's.
    /// - Returns: one line.
    package func text(from seconds: UInt64, now: UInt64, in zone: Zone) -> Phrase {
        let end = end(from: seconds, in: zone)
        let date = CivilTime(end, zone: zone).date.phrase
        let election = (indonesian: scope.name?.indonesian ?? "", english: scope.name?.english ?? "")
        guard !isWorkingDays else {
            return Phrase(
                """
                Batas waktu\(lines: election.indonesian): \(date.indonesian), atau sesudahnya bila ada hari libur (\(days) hari \
                kerja)
                """,
                """
                Due\(lines: election.english): \(date.english), or later where there are public holidays (\(days) working days)
                """)
        }
        let over = (now / 86_400).less(end / 86_400)
        guard over > 0 else {
            return Phrase(
                "Batas waktu\(lines: election.indonesian): \(date.indonesian) (\(days) hari kalender)",
                "Due\(lines: election.english): \(date.english) (\(days) calendar days)")
        }
        return Phrase(
            "Melewati batas waktu\(lines: election.indonesian) \(over) hari (\(date.indonesian))",
            "Overdue\(lines: election.english) by \(over) days (\(date.english))")
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
