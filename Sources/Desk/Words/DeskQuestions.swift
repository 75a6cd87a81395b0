import Words

/// Questions that reviewers often need, none of which asks who somebody is.
enum DeskQuestions {
    /// A name for the list, and the text that goes into the field.
    static let all: [(name: Phrase, text: Phrase)] = [
        (
            Phrase("Waktu dan tempat", "Time and place"),
            Phrase(
                "Kapan dan di mana tepatnya kejadian ini? Tanggal, jam kira-kira, dan tempat sudah cukup. Tuliskan hanya yang tidak menunjukkan siapa Anda.",
                "When and where exactly did this happen? The date, the approximate hour and the place are enough. Write only what does not show who you are."
            )
        ),
        (
            Phrase("Perbuatan terlapor", "What the reported person did"),
            Phrase(
                "Apa tepatnya yang dilakukan atau dikatakan terlapor? Bila Anda ingat kata-katanya, tuliskan seperti yang diucapkan.",
                "What exactly did the reported person do or say? If you remember the words, write them as they were said."
            )
        ),
        (
            Phrase("Tahu dari mana", "How it is known"),
            Phrase(
                "Apakah hal ini dilihat langsung, atau diketahui dari pesan, gambar, atau cerita orang lain? Anda tidak perlu menyebut siapa.",
                "Was this seen directly, or is it known from a message, a picture or what others told? You need not say who."
            )
        ),
        (
            Phrase("Bukti tambahan", "More evidence"),
            Phrase(
                "Apakah masih ada foto, tangkapan layar, surat, atau tautan? Hapus dahulu bagian yang memperlihatkan Anda sebelum melampirkannya.",
                "Are there other photos, screenshots, letters or links? Remove what shows you before you attach them."
            )
        ),
        (
            Phrase("Fasilitas negara", "State resources"),
            Phrase(
                "Apakah kendaraan dinas, gedung, jam kerja, atau uang kantor dipakai? Bila ya, apa yang terlihat?",
                "Were official vehicles, buildings, working hours or office money used? If so, what could be seen?"
            )
        ),
        (
            Phrase("Masih berlangsung", "Still going on"),
            Phrase(
                "Apakah hal ini masih berlangsung, atau akan terjadi lagi? Bila ya, kapan kira-kira?",
                "Is this still going on, or will it happen again? If so, about when?")
        ),
        (
            Phrase("Pembalasan", "Retaliation"),
            Phrase(
                "Sesudah kejadian ini, apakah ada tekanan, ancaman, atau mutasi terhadap siapa pun? Tuliskan hanya yang sudah diketahui banyak orang.",
                "After this, was anybody put under pressure, threatened or transferred? Write only what many people know already."
            )
        ),
    ]
}
