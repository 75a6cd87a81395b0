import Wire
package import Words

extension DueList {
    /// The answer of `due`.
    package var json: JSON {
        [
            "today": .string(CivilTime(list.now, zone: list.zone).date.iso), "overdue": .integer(overdue),
            "cases": .array(list.rows.map { list.json(of: $0) }),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        guard !list.rows.isEmpty else {
            return Phrase("Tidak ada tenggat yang berjalan.", "No time limit is running.")(language)
        }
        var lines: [String] = []
        for row in list.rows {
            guard let due = list.due(of: row) else { continue }
            let when =
                due.isOver
                ? Phrase("LEWAT \(due.days) hari", "OVERDUE \(due.days) days")
                : due.days == 0
                    ? Phrase("hari ini", "today")
                    : Phrase("\(due.days) hari lagi", due.days == 1 ? "tomorrow" : "in \(due.days) days")
            let state = row.state?.label(language) ?? "-"
            lines.append("\(due.day(language))  \(when(language))  \(row.id.hex.prefix(16))  \(state)")
        }
        return lines.joined(separator: "\n")
    }
}
