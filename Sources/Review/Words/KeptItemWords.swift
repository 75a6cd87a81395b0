import CaseStore
import Cases
import Wire
package import Words

extension KeptItem {
    /// The answer of what is made with a store.
    package var json: JSON {
        let members: [(String, JSON)] = [
            ("report", JSON(item.report)), ("counter", .integer(Int(item.counter))),
            ("commitment", item.commitment.map { JSON($0) } ?? .null), ("epoch", JSON(item.promised)),
            ("handed_in", .bool(item.promised != nil)),
        ]
        guard let standing else { return .object(members) }
        return .object(
            members + [
                ("state", JSON(standing.state)), ("outcome", JSON(standing.outcome)),
                ("due", JSON(standing.due)), ("due_date", JSON(limits.first?.date.iso)),
            ])
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        var lines = [promise(language)]
        if let standing { lines.append(standing.text(language)) }
        // The limit is one that begins: nothing is over.
        lines += limits.map { "    " + $0.text(at: 0, in: zone)(language) }
        return lines.joined(separator: "\n")
    }

    private func promise(_ language: Language) -> String {
        guard let epoch = item.promised else {
            return Phrase(
                "Disimpan di kotak keluar; diserahkan oleh sync berikutnya.",
                "Kept in the outbox; the next sync hands it in.")(language)
        }
        let time = due.map { CivilTime.text($0, in: zone) }
        return Phrase(
            "Diserahkan dan dijanjikan untuk epoch \(epoch)" + (time.map { " (\($0.indonesian))" } ?? "")
                + ".",
            "Handed in, promised for epoch \(epoch)" + (time.map { " (\($0.english))" } ?? "") + ".")(
                language)
    }

    /// Why the site has not taken it yet; nil where it has.
    package var warning: Phrase? {
        refusal.map { refusal in
            let text = refusal.failure.text
            return Phrase(
                "belum diserahkan: \(text.indonesian)", "not handed in yet: \(text.english)")
        }
    }
}
