/// The questions of a report, in the order in which they are asked.
package enum FormText {
    /// `Story.place`.
    package static let place = Phrase(
        "Di mana kejadiannya? (kabupaten/kota atau provinsi; boleh dikosongkan)",
        "Where did it happen? (regency, city or province; may be empty)")
    /// Where the words of the place may mean any of these regions, which follow.
    package static let region = Phrase(
        "Wilayah mana yang Anda maksud? (boleh dikosongkan)", "Which region do you mean? (may be empty)")
    /// `Story.category`; labels of all categories follow.
    package static let category = Phrase("Apa yang terjadi?", "What happened?")
    /// `Story.moreCategories`; labels of all categories follow.
    package static let more = Phrase(
        "Adakah hal lain yang juga terjadi? (paling banyak 2)", "Did something else happen too? (at most 2)")
    /// `Story.pledges`, where a pact or pledge was breached; its commitments follow.
    package static let pledges = Phrase(
        "Butir ikrar atau pakta mana yang dilanggar? (boleh dikosongkan)",
        "Which commitments of the pledge or pact were broken? (may be empty)")
    /// `Story.eventDate`.
    package static let eventDate = Phrase(
        "Kapan kejadiannya? (contoh 16 November 2024, atau kemarin; boleh dikosongkan)",
        "When did it happen? (like 16 November 2024, or yesterday; may be empty)")
    /// `Story.knownDate`.
    package static let knownDate = Phrase(
        "Kapan Anda mengetahuinya? (contoh 16-11-2024, atau hari ini; boleh dikosongkan)",
        "When did you learn of it? (like 16-11-2024, or today; may be empty)")
    /// After a date that cannot be read.
    package static let dateForm = Phrase(
        "Tulis tanggal seperti 16-11-2024, 16 November 2024, atau kemarin.",
        "Write the date like 16-11-2024, 16 November 2024, or yesterday.")
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
    /// `Story.circle`; its labels follow.
    package static let circle = Phrase(
        "Kira-kira berapa orang yang tahu kejadian ini, termasuk Anda?",
        "About how many people know of this, you included?")
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
    /// `Story.evidence`: a path, or nothing where there is none or no more.
    package static let files = Phrase(
        "Tambahkan berkas bukti? Ketik nama berkasnya (Enter saja bila tidak ada lagi):",
        "Add a file as evidence? Type its name (just Enter if there is none, or no more):")

    /// After a description of `count` characters where `limit` are needed; it is gone on with.
    package static func tooShort(_ count: Int, limit: Int) -> Phrase {
        Phrase(
            "Baru \(count) huruf; tulis paling sedikit \(limit). Lanjutkan. Bila selesai, ketik titik (.) saja pada baris baru.",
            "Only \(count) letters; write at least \(limit). Go on. When you are done, type a full stop (.) alone on a new line."
        )
    }
}
