import Words

/// What stands on the sheet for a hearing, beside the reviewer's own words.
enum HearingSheetText {
    static let title = Phrase("Lembar pemeriksaan", "Hearing sheet")
    static let presumption = Phrase(
        "Ini dugaan. Belum ada yang terbukti, dan orang yang diperiksa berhak menjawab.",
        "This is a suspicion. Nothing is proven, and whoever is heard has a right to answer.")
    static let number = Phrase("Nomor pemeriksaan", "Number of the hearing")
    static let agency = Phrase("Instansi yang memeriksa", "Agency that hears")
    static let subject = Phrase("Yang diperiksa", "Who is heard")
    static let matter = Phrase("Pokok pemeriksaan", "What it is about")
    static let answer = Phrase("Jawaban orang yang diperiksa", "Answer of who is heard")
    static let rules = Phrase("Aturan pemeriksaan ini", "Rules of this hearing")
    static let ruleList = [
        Phrase(
            "Tidak seorang pun di sini bertanya atau menebak dari siapa instansi mengetahui hal ini.",
            "Nobody here asks or guesses from whom the agency knows of this."),
        Phrase(
            "Lembar ini ditulis oleh pemeriksa sendiri dan tidak memuat kata-kata orang lain.",
            "The reviewers wrote this sheet themselves; it holds nobody else's words."),
        Phrase(
            "Jawaban dicatat seperti yang dikatakan dan dibaca ulang sebelum ditandatangani.",
            "Answers are written down as they are said, and read again before anybody signs."),
    ]
    static let signatures = Phrase("Tanda tangan", "Signatures")
    static let signers = [
        Phrase("Pemeriksa; tanggal", "Reviewer; date"),
        Phrase("Yang diperiksa; tanggal", "Who is heard; date"),
    ]
}
