import CaseStore
import Wire
package import Words

extension KeptItem {
    /// The answer of what is made with a store.
    package var json: JSON {
        [
            "report": JSON(item.report), "counter": .integer(Int(item.counter)),
            "commitment": item.commitment.map { JSON($0) } ?? .null, "epoch": JSON(item.promised),
            "handed_in": .bool(item.promised != nil),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
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
