package import Wire

// Messages of errors: lower case, without a full stop, with the option or the field first where one is at fault.

extension SubmissionText {
    /// No report file was given, and nobody is there to be asked.
    package static let noStory = Phrase(
        """
        tidak ada cerita: berikan --from BERKAS, atau jalankan di terminal agar ditanya satu per satu. \
        Contoh: kentongan submit --site situs.link --from laporan.toml --yes
        """,
        """
        no story: give --from FILE, or run this at a terminal to be asked step by step. \
        Example: kentongan submit --site site.link --from report.toml --yes
        """)
    /// Nobody is there to type the codename back.
    package static let noTerminal = Phrase(
        "kode laporan harus diketik kembali di terminal; tanpa terminal, berikan --yes",
        "the report code is typed back at a terminal; without a terminal give --yes")
    /// Every agency was left out.
    package static let nobodyLeft = Phrase(
        "--exclude: tidak ada instansi yang tersisa; paling sedikit satu harus dapat membaca",
        "--exclude: no agency is left; at least 1 must be able to read")
    /// A date is later than today everywhere in the country.
    package static let futureDate = Phrase(
        "tanggal itu belum tiba", "that day has not come yet")
    /// A date is in no calendar.
    package static let noSuchDay = Phrase("tanggal itu tidak ada di kalender", "no calendar has this day")
    /// The system gives no randomness.
    package static let noRandomness = Phrase(
        "tidak ada keacakan untuk kode laporan", "no randomness for a codename")
    /// The site refused each sealing as one to old keys.
    package static let keysChanged = Phrase(
        "kunci situs berubah terus; coba lagi nanti", "the site's keys keep changing; try again later")
    /// The same bytes went twice, and no answer came.
    package static let unconfirmed = Phrase(
        """
        koneksi terputus sebelum ada jawaban: laporan mungkin sudah diterima. Periksa dengan kode laporan \
        (kentongan inbox) sebelum mengirim lagi
        """,
        """
        the connection broke before an answer came: the report may have been received. Check with the report \
        code (kentongan inbox) before you send again
        """)

    /// A code that no agency of the site has.
    ///
    /// - Parameters:
    ///   - option: that named it.
    ///   - code: as it was given.
    ///   - known: the site's codes.
    /// - Returns: an error's message, the option first.
    package static func unknownAgency(_ option: String, _ code: String, known: [AgencyCode]) -> Phrase {
        let list = known.joined(separator: ", ")
        return Phrase(
            "\(option): '\(code)' bukan instansi di situs ini; yang ada: \(list)",
            "\(option): '\(code)' is not an agency of this site; there are: \(list)")
    }

    /// There is no such file.
    package static func attachmentMissing(_ path: String) -> Phrase {
        Phrase("--attach: '\(path)' tidak ada", "--attach: '\(path)' does not exist")
    }

    /// A file is no longer the one that was hashed or sealed.
    package static func attachmentChanged(_ name: String) -> Phrase {
        Phrase(
            "--attach: '\(name)' berubah saat dibaca; jangan ubah berkas itu sampai terkirim",
            "--attach: '\(name)' changed while it was read; leave the file alone until it is sent")
    }

    /// More files than a report has room for.
    package static func tooManyAttachments(_ count: Int, limit: Int) -> Phrase {
        Phrase(
            "--attach: \(count) berkas; paling banyak \(limit)",
            "--attach: \(count) files; at most \(limit)")
    }

    /// An envelope with all files would be longer than the site takes.
    ///
    /// - Parameters:
    ///   - bytes: of the files.
    ///   - limit: bytes of the site's longest envelope.
    /// - Returns: an error's message, the option first.
    package static func attachmentsTooLarge(bytes: UInt64, limit: UInt64) -> Phrase {
        let (all, most) = (Amount.size(bytes), Amount.size(limit, isLimit: true))
        return Phrase(
            """
            --attach: ukuran lampiran \(all.indonesian); situs ini menerima paling besar \(most.indonesian) sekaligus. Kirim sebagian \
            dahulu, sisanya dengan kentongan add
            """,
            """
            --attach: the attachments have \(all.english); this site takes \(most.english) at most at once. Send some first, the \
            others with kentongan add
            """)
    }

    /// The promise does not hold for what was sent.
    package static let brokenPromise = Phrase(
        "janji situs tidak sah; jangan anggap laporan ini sudah diterima",
        "the site's promise does not hold; do not take this report as received")

    /// The site has another report under this codename's mailbox key.
    package static let alreadyUsed = Phrase(
        "situs sudah menyimpan laporan lain dengan kode ini; mulai lagi dari awal",
        "the site holds another report under this code; start again")
}
