import Cases
import Words

/// What is said where a time limit runs through a year whose holidays are not known here.
enum DueText {
    /// Behind a day.
    static let orLater = Phrase("atau sesudahnya", "or later")

    /// Once, beside a list.
    static var uncertain: Phrase {
        let year = WorkCalendar.known.lastYear
        return Phrase(
            """
            Program ini mengenal hari libur sampai tahun \(year) saja. Tenggat "atau sesudahnya" menghitung hari libur tahun lain \
            sebagai hari kerja, jadi dapat jatuh lebih lambat; perbarui program ini.
            """,
            """
            This program knows public holidays up to \(year) only. Days with "or later" count those of other years as working days, and \
            can fall later; bring this program up to date.
            """)
    }
}

extension CaseDue {
    /// The day, and that it can be later where that is not certain.
    func day(_ language: Language) -> String {
        isCertain ? date.iso : "\(date.iso) \(DueText.orLater(language))"
    }
}
