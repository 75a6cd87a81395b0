import Wire
package import Words

extension AskedQuestion {
    /// The answer of `ask`.
    package var json: JSON {
        [
            "report": JSON(report), "counter": .integer(Int(counter)), "commitment": JSON(commitment),
            "epoch": JSON(epoch),
        ]
    }

    /// The same for people.
    package func text(_ language: Language) -> String {
        let time = due.map { CivilTime.text($0, in: zone) }
        return Phrase(
            "Pertanyaan \(counter.plus(1)) terkirim dan dijanjikan untuk epoch \(epoch)"
                + (time.map { " (\($0.indonesian))" } ?? "")
                + ". Pelapor membacanya setelah itu, bila ia kembali dengan kode laporannya.",
            "Question \(counter.plus(1)) sent, promised for epoch \(epoch)"
                + (time.map { " (\($0.english))" } ?? "")
                + ". The source reads it after that, on returning with the codename.")(language)
    }
}
