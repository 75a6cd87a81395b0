import Cases
import Words

/// What is said where a time limit runs through a year whose holidays are not known here.
enum DueText {
    /// Behind a day.
    static let orLater = Phrase("atau sesudahnya", "or later")

    /// Once, beside a list.
    ///
    /// - Parameter calendar: what the days were counted by.
    /// - Returns: up to when holidays are known, and how to name others.
    static func uncertain(_ calendar: WorkCalendar) -> Phrase {
        let year = calendar.lastYear
        return Phrase(
            """
            Hari libur hanya dikenal sampai tahun \(year). Tenggat "atau sesudahnya" menghitung hari libur tahun lain sebagai hari \
            kerja, jadi dapat jatuh lebih lambat; baru 30 hari kemudian ia dinyatakan lewat. Begitu keputusan bersama para menteri \
            terbit, tulis tanggalnya dalam berkas dan sebutkan dengan --calendar, atau perbarui program ini.
            """,
            """
            Public holidays are known up to \(year) only. Days with "or later" count those of other years as working days, and can fall \
            later; only 30 days after them anything is called overdue. As soon as the ministers' joint decree is out, write its days \
            into a file and name that with --calendar, or bring this program up to date.
            """)
    }
}

extension CaseDue {
    /// The day, and that it can be later where that is not certain.
    func day(_ language: Language) -> String {
        isCertain ? date.iso : "\(date.iso) \(DueText.orLater(language))"
    }
}
