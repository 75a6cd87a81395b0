/// The questions of a report, in the order in which they are asked.
package enum FormText {
    /// `Story.place`.
    package static let place = Phrase(
        "Di mana kejadiannya? (provinsi, kabupaten/kota; boleh dikosongkan)",
        "Where did it happen? (province, regency or city; may be empty)")
    /// `Story.category`; labels of all categories follow.
    package static let category = Phrase("Apa yang terjadi?", "What happened?")
    /// `Story.moreCategories`; labels of all categories follow.
    package static let more = Phrase(
        "Adakah hal lain yang juga terjadi? (paling banyak 2)", "Did something else happen too? (at most 2)")
    /// `Story.eventDate`.
    package static let eventDate = Phrase(
        "Kapan kejadiannya? (contoh 2024-11-16; boleh dikosongkan)",
        "When did it happen? (like 2024-11-16; may be empty)")
    /// `Story.knownDate`.
    package static let knownDate = Phrase(
        "Kapan Anda mengetahuinya? (contoh 2024-11-16; boleh dikosongkan)",
        "When did you learn of it? (like 2024-11-16; may be empty)")
    /// After a date that cannot be read, or that no calendar has.
    package static let dateForm = Phrase(
        "Tulis tanggal seperti 2024-11-16.", "Write the date like 2024-11-16.")
    /// After a date that is not yet.
    package static let future = Phrase(
        "Tanggal itu belum tiba.", "That day has not come yet.")
    /// `Story.subjectStatus`; its labels follow.
    package static let status = Phrase("Apa status terlapor?", "What is the status of the person reported?")
    /// `Story.subjectLevel`; its labels follow.
    package static let level = Phrase("Apa jabatan terlapor?", "What post does the person reported hold?")
    /// `Story.subjectCount`; its labels follow.
    package static let count = Phrase("Berapa orang yang dilaporkan?", "How many people are reported?")
    /// `Story.subjectName`.
    package static let name = Phrase(
        "Siapa yang dilaporkan? (boleh dikosongkan)", "Who is reported? (optional)")
    /// `Story.subjectPosition`.
    package static let position = Phrase(
        "Nama jabatannya? (boleh dikosongkan)", "What is the post called? (optional)")
    /// `Story.subjectUnit`.
    package static let unit = Phrase("Unit kerjanya? (boleh dikosongkan)", "In which unit? (optional)")
    /// `Story.story`, over any number of lines.
    package static let story = Phrase(
        """
        Tulis uraian kejadian (paling sedikit 30 huruf), boleh beberapa baris. Bila selesai, ketik titik (.) saja pada \
        baris baru.
        """,
        """
        Describe what happened (at least 30 letters), over several lines if you like. When you are done, type a full \
        stop (.) alone on a new line.
        """)
    /// `Story.evidenceKinds`; labels of all kinds follow.
    package static let evidence = Phrase("Bukti pendukung (tidak wajib)", "Supporting evidence (optional)")
    /// `Story.links`, where links are among the evidence.
    package static let links = Phrase(
        "Tulis tautannya, dipisahkan spasi:", "Write the links, apart by spaces:")
    /// `Story.circle`; its labels follow.
    package static let circle = Phrase(
        "Kira-kira berapa orang yang tahu kejadian ini, termasuk Anda?",
        "About how many people know of this, you included?")

    /// After a description of `count` characters where `limit` are needed; it is gone on with.
    package static func tooShort(_ count: Int, limit: Int) -> Phrase {
        Phrase(
            "Baru \(count) huruf; tulis paling sedikit \(limit). Lanjutkan. Bila selesai, ketik titik (.) saja pada baris baru.",
            "Only \(count) letters; write at least \(limit). Go on. When you are done, type a full stop (.) alone on a new line."
        )
    }
}
