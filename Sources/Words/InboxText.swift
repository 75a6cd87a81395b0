/// Every sentence that a source reads when coming back.
package enum InboxText {
    /// Heads an inbox.
    package static let title = Phrase("Status laporan Anda", "Your report")
    /// An agency's name and its state follow.
    package static let status = Phrase("Status", "Status")
    /// The state of an agency that has not acted yet.
    package static let notReported = Phrase("belum ada kabar", "no news yet")
    /// An agency's name and its question follow.
    package static let question = Phrase("Pertanyaan dari pemeriksa", "Question from the reviewer")
    /// No agency asks anything.
    package static let noQuestion = Phrase("Tidak ada pertanyaan.", "No questions.")
    /// Asks for the codename.
    package static let codename = Phrase("Kode laporan:", "Report code:")
    /// No codename was given, and nobody is there to be asked: an error's message.
    package static let noCodename = Phrase(
        "berikan --codename-file BERKAS, atau - untuk membaca kode dari masukan; kode tidak pernah ditulis sebagai argumen",
        "give --codename-file FILE, or - to read the code from standard input; a code is never an argument")
    /// No report has this codename's mailbox key: an error's message.
    package static let unknownCode = Phrase(
        "kode tidak ditemukan; periksa kembali penulisannya, dan apakah situsnya benar",
        "code not found; check the spelling, and that this is the right site")
    /// The log ended and was continued as a new one: a code of before cannot be in it.
    ///
    /// - Parameters:
    ///   - origin: of the log before, as it stands in entry 1.
    ///   - cause: why it ended.
    /// - Returns: an error's message; the origin is made safe to print.
    package static func earlierLog(origin: String, cause: Phrase) -> Phrase {
        Phrase(
            """
            kode tidak ada dalam catatan publik situs ini. Catatan sebelumnya, \(plain(origin)), berakhir \
            (\(cause.indonesian)) dan dilanjutkan sebagai catatan baru. Laporan yang dikirim sebelum itu ada dalam \
            catatan lama dan tidak dapat dilihat di sini; instansi tetap memegang yang sudah mereka ambil. Bila \
            laporan Anda belum sempat tercatat, janji situs dilanggar: kirim lagi bila perlu. Simpan kode Anda. Bila \
            laporan dikirim sesudahnya, periksa kembali penulisan kodenya
            """,
            """
            the code is not in this site's public record. The record before it, \(plain(origin)), ended \
            (\(cause.english)) and was continued as a new one. Reports made before that are in the old record and \
            cannot be seen here; agencies keep what they fetched. Where your report had not been recorded yet, the \
            site broke its promise: send it again if need be. Keep your code. If the report was made afterwards, check the spelling
            """)
    }

    /// The promised time is over, and the report is not recorded.
    package static let broken = Phrase(
        """
        JANJI DILANGGAR: waktu yang dijanjikan sudah lewat dan laporan Anda tidak dicatat. Simpan kode Anda dan \
        beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
        """,
        """
        PROMISE BROKEN: the promised time has passed and your report was not recorded. Keep your code and \
        tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
        """)
    /// The report stands in the log, in a batch behind the promised one.
    package static let late = Phrase(
        """
        JANJI DILANGGAR, tercatat terlambat: laporan Anda ada dalam catatan publik, tetapi sesudah waktu yang \
        dijanjikan. Simpan kode Anda dan beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
        """,
        """
        PROMISE BROKEN, recorded late: your report is in the public record, but later than promised. Keep your code \
        and tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
        """)

    /// The promised epoch was due long ago, and the site shows no such epoch.
    ///
    /// - Parameters:
    ///   - epoch: the promised one's number.
    ///   - due: its scheduled time; nil where the schedule does not reach it.
    /// - Returns: a sentence, without a time where `due` is nil.
    package static func overdue(epoch: UInt64, due: Phrase?) -> Phrase {
        let time = due ?? RecordingText.schedule(epoch)
        return Phrase(
            """
            LEWAT WAKTU: laporan Anda seharusnya tercatat pada \(time.indonesian), tetapi situs belum mencatatnya. \
            Simpan kode Anda, lihat lagi nanti, dan beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
            """,
            """
            OVERDUE: your report was to be recorded on \(time.english), and the site has not done so. \
            Keep your code, look again later, and tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
            """)
    }

    /// The report is in the log, under a checkpoint that a quorum of witnesses signed.
    package static let witnessed = Phrase(
        "Terverifikasi: laporan Anda ada dalam catatan publik, dan para saksi sudah menandatanganinya.",
        "Verified: your report is in the public record, and witnesses have signed it.")
    /// The report is in the log, under a checkpoint without a quorum of witnesses.
    package static let notWitnessed = Phrase(
        """
        Laporan Anda sudah tercatat. Catatan ini baru ditandatangani pengelola situs, belum oleh saksi dari luar.
        """,
        """
        Recorded, not witnessed: your report is in the public record. So far only the site's operator has signed this \
        record, and no witness from outside.
        """)
    /// The site's proof does not hold.
    package static let badInclusion = Phrase(
        """
        Verifikasi gagal: tanda terima dari situs tidak benar. Jangan mengandalkannya; simpan kode Anda dan \
        beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
        """,
        """
        Verification failed: the site's receipt is wrong. Do not rely on it; keep your code and \
        tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
        """)

    /// The report's epoch is not published yet.
    ///
    /// - Parameters:
    ///   - epoch: the promised one's number.
    ///   - due: its scheduled time; nil where the schedule does not reach it.
    /// - Returns: a sentence, without a time where `due` is nil.
    package static func pending(epoch: UInt64, due: Phrase?) -> Phrase {
        let time = due ?? RecordingText.schedule(epoch)
        return Phrase(
            "Menunggu pencatatan: laporan Anda akan tercatat pada \(time.indonesian).",
            "Waiting: your report will be recorded on \(time.english).")
    }

    /// Where the report stands: its entry's index, from 0, in a log of `size` entries.
    package static func index(_ index: UInt64, size: UInt64) -> Phrase {
        Phrase(
            "Tanda terima: nomor \(index) dari \(size) dalam catatan publik",
            "Receipt: number \(index) of \(size) in the public record")
    }

    /// The word of a codename at `position`, from 1, is on no list: an error's message.
    package static func unknownWord(_ position: Int) -> Phrase {
        Phrase(
            "kode laporan salah ketik: kata ke-\(position) tidak ada dalam daftar",
            "report code mistyped: word \(position) is not on the list")
    }

    /// The same with the word, which is the reader's own, and the nearest one of the list, if one is near.
    package static func unknownWord(_ position: Int, typed: String, nearest: String?) -> Phrase {
        guard let nearest else {
            return Phrase(
                "kode laporan salah ketik: kata ke-\(position), '\(typed)', tidak ada dalam daftar",
                "report code mistyped: word \(position), '\(typed)', is not on the list")
        }
        return Phrase(
            "kode laporan salah ketik: kata ke-\(position), '\(typed)', tidak ada dalam daftar; mungkin '\(nearest)'",
            "report code mistyped: word \(position), '\(typed)', is not on the list; perhaps '\(nearest)'")
    }

    /// All words are known, and would be a codename if this one and the next were exchanged: an error's message.
    package static func exchanged(_ position: Int) -> Phrase {
        Phrase(
            "kode laporan salah ketik: mungkin kata ke-\(position) dan ke-\(position + 1) tertukar",
            "report code mistyped: words \(position) and \(position + 1) may be exchanged")
    }

    /// Asks for the rest of a codename of which some words were typed.
    package static func moreWords(_ count: Int, of whole: Int) -> Phrase {
        Phrase(
            "Baru \(count) dari \(whole) kata. Ketik sisanya, atau semuanya sekali lagi:",
            "Only \(count) of \(whole) words so far. Type the rest, or all of them again:")
    }

    /// A codename has too few or too many words: an error's message.
    package static func words(_ count: Int, limit: Int) -> Phrase {
        Phrase(
            "kode laporan memiliki \(count) kata, seharusnya \(limit)",
            "the report code has \(count) words, it should have \(limit)")
    }

    /// A codename's words are known, but no codename has them: an error's message.
    package static let checksum = Phrase(
        "kode laporan salah ketik: ada kata yang keliru atau tertukar",
        "report code mistyped: a word is mistaken or two are exchanged")

    /// No key of the agency's signed an act that is said to be its own.
    package static func unverifiedAct(_ agency: String) -> Phrase {
        Phrase(
            "Tanda tangan pada kabar dari \(agency) tidak dapat diperiksa, jadi kabar itu tidak ditampilkan.",
            "News of \(agency) could not be verified and is not shown.")
    }

    /// A message could not be opened, or no key of its author's signed it.
    package static func unverifiedMessage(_ agency: String) -> Phrase {
        Phrase(
            "Sebuah pesan antara Anda dan \(plain(agency)) tidak dapat diperiksa, jadi tidak ditampilkan.",
            "A message between you and \(plain(agency)) could not be verified and is not shown.")
    }

    /// The site did not answer with the message.
    package static let unread = Phrase(
        "Situs tidak memperlihatkan pesan itu. Coba lagi nanti.",
        "The site did not show the message. Try again later.")
    /// A message that is there no more.
    package static let erased = Phrase(
        "Pesan itu sudah dihapus dari situs: masa simpannya berakhir, atau semua pembacanya setuju.",
        "That message was erased from the site: its retention is over, or all its readers agreed.")
    /// The site says that the report's content was erased, and does not prove it.
    package static let badErasure = Phrase(
        """
        Situs menyatakan isi laporan Anda sudah dihapus, tetapi buktinya tidak benar. Simpan kode Anda dan \
        beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
        """,
        """
        The site says that your report's content was erased, but the proof is wrong. Keep your code and \
        tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
        """)
    /// The report's content is gone because its time was over.
    package static let erasedByRetention = Phrase(
        """
        Isi laporan Anda sudah dihapus dari situs: masa simpannya berakhir. Catatannya tetap ada. Berapa lama masa simpan yang berlaku \
        bagi laporan Anda, diperiksa instansi dan auditor di catatan publik.
        """,
        """
        Your report's content was erased from the site: its retention is over. Its record stays. How long the retention was that holds \
        for your report, its agencies and the auditor check in the public log.
        """)

    /// The report's content is gone because every agency has it; takes their codes.
    package static func erasedByConsent(_ agencies: [String]) -> Phrase {
        let codes = agencies.map { plain($0) }.joined(separator: ", ")
        return Phrase(
            "Isi laporan Anda sudah dihapus dari situs dengan persetujuan semua penerimanya: \(codes).",
            "Your report's content was erased from the site with the consent of all its readers: \(codes).")
    }

    /// An agency's name: it has shown nothing for a week.
    package static func silent(_ agency: String) -> Phrase {
        Phrase(
            """
            PERHATIAN: \(agency) belum menunjukkan bahwa laporan Anda sampai kepadanya, sudah lebih dari 7 hari. \
            Hubungi instansi itu, atau beri tahu pihak luar, misalnya Bawaslu, Ombudsman, atau LSM pemantau.
            """,
            """
            NOTE: \(agency) has not shown in more than 7 days that it has your report. Ask that agency, or \
            tell somebody outside, such as Bawaslu, the Ombudsman or a monitoring NGO.
            """)
    }

    /// How many attachments the site has published.
    package static func attachments(_ count: Int) -> Phrase {
        Phrase("Kiriman lampiran yang tercatat: \(count)", "Attachments on record: \(count)")
    }

    /// An agency's name and the own reply to it follow.
    package static let ownReply = Phrase("Jawaban Anda", "Your answer")
    /// Behind a message that holds a link.
    package static let link = Phrase(
        """
        PERHATIAN: pesan ini memuat tautan. Jangan dibuka dari perangkat atau jaringan Anda: siapa pun di baliknya dapat \
        melihat alamat Anda. Pemeriksa tidak membutuhkannya.
        """,
        """
        NOTE: this message holds a link. Do not open it from your device or network: whoever is behind it can see your \
        address. No reviewer needs that.
        """)
    /// An agency's name and its reason follow.
    package static let reason = Phrase("Alasan", "Reason")

    /// What came of a case with an agency, and what that means where the label does not say all of it.
    package static func outcome(_ label: Phrase, _ meaning: Phrase) -> Phrase {
        guard "\(label.english)." != meaning.english, "\(label.indonesian)." != meaning.indonesian else {
            return Phrase("Hasil: \(meaning.indonesian)", "Outcome: \(meaning.english)")
        }
        return Phrase(
            "Hasil: \(label.indonesian). \(meaning.indonesian)",
            "Outcome: \(label.english). \(meaning.english)")
    }

    /// An agency, whose name it takes, cannot read the report.
    package static func cannotOpen(_ agency: String) -> Phrase {
        Phrase(
            "\(agency) menyatakan tidak dapat membuka laporan Anda.",
            "\(agency) says that it cannot open your report.")
    }

    /// The case goes on with another agency, whose name it takes.
    package static func forwarded(_ agency: String) -> Phrase {
        Phrase("Perkara diteruskan ke \(agency).", "The case was forwarded to \(agency).")
    }

    /// An agency's act breaks a rule of how cases are handled.
    package static func breaks(_ rule: Phrase) -> Phrase {
        Phrase(
            "PERHATIAN: tindakan ini melanggar aturan penanganan: \(lines: rule.indonesian). Instansi lain dan auditor juga melihatnya.",
            "NOTE: this act breaks a rule of how cases are handled: \(lines: rule.english). Other agencies and the auditor see it, too."
        )
    }

    /// Reasons that were not read, by the codes of the agencies that gave them.
    package static func reasons(_ agencies: [String]) -> Phrase {
        let codes = agencies.map { plain($0) }.joined(separator: ", ")
        return Phrase(
            "Ada alasan dari \(codes). Membacanya: \(SourceOption.reason) KODE.",
            "There is a reason from \(codes). To read it: \(SourceOption.reason) CODE.")
    }

    /// How many messages there are while none is shown.
    package static func unreadItems(_ count: UInt32) -> Phrase {
        Phrase(
            "Ada \(count) pesan. Membacanya: \(SourceOption.message) 1 sampai \(count).",
            "There are \(count) messages. To read them: \(SourceOption.message) 1 to \(count).")
    }

    /// How many messages there are, and how to read the others.
    package static func items(_ count: UInt32) -> Phrase {
        Phrase(
            "Ada \(count) pesan; yang ditampilkan hanya satu. Yang lain: \(SourceOption.message) 1 sampai \(count).",
            "There are \(count) messages; one is shown. For the others: \(SourceOption.message) 1 to \(count)."
        )
    }

    /// Asks for an answer.
    package static let writeAnswer = Phrase(
        """
        Tulis jawaban Anda, boleh beberapa baris. Jangan menulis nama, nomor, atau jabatan Anda. Bila selesai, ketik titik \
        (.) saja pada baris baru.
        """,
        """
        Write your answer, over several lines if you like. Do not write your name, number or post. When you are done, type a \
        full stop (.) alone on a new line.
        """)

    /// The report is not sealed to this agency, so that it cannot be answered: an error's message; takes its code.
    package static func notAReader(_ agency: String) -> Phrase {
        Phrase(
            """
            laporan ini tidak disegel untuk \(plain(agency)), jadi tulisan Anda tidak dikirim. Perintah inbox menunjukkan \
            siapa yang membaca laporan Anda
            """,
            """
            the report is not sealed to \(plain(agency)), so what you wrote was not sent. The command inbox shows who reads \
            your report
            """)
    }

    /// Another answer was taken meanwhile: an error's message.
    package static let counterTaken = Phrase(
        "jawaban lain ke instansi itu baru saja diterima; lihat kotak masuk, lalu coba lagi",
        "another answer to that agency has just been taken; look into the inbox, then try again")
    /// The newest message is no question that can be answered, and no agency was named: an error's message.
    package static let nothingToAnswer = Phrase(
        """
        pesan terbaru bukan pertanyaan yang dapat dijawab, jadi tidak ada jawaban yang dikirim. Lihat kotak masuk, lalu \
        sebutkan instansi yang Anda jawab dengan \(SourceOption.to)
        """,
        """
        the newest message is no question that can be answered, so no answer was sent. Look into the inbox, then name the \
        agency that you answer with \(SourceOption.to)
        """)
    /// The site contradicts what is signed, so that who asked last is not certain: an error's message.
    package static let unsureWhoAsked = Phrase(
        """
        situs memperlihatkan hal yang bertentangan, jadi tidak pasti siapa yang bertanya. Tidak ada jawaban yang dikirim. Lihat \
        kotak masuk, lalu sebutkan instansi yang Anda jawab dengan \(SourceOption.to)
        """,
        """
        the site contradicts itself, so that who asked is not certain. No answer was sent. Look into the inbox, then name the \
        agency that you answer with \(SourceOption.to)
        """)
    /// Consent to an answer was not given: an error's message.
    package static let notAnswered = Phrase(
        "dibatalkan. Jawaban Anda tidak dikirim", "cancelled. Your answer was not sent")
    /// An answer left twice, unanswered: an error's message.
    package static let unconfirmedAnswer = Phrase(
        "koneksi terputus setelah jawaban dikirim; mungkin sudah diterima. Lihat kotak masuk setelah jadwal pencatatan berikutnya",
        "the connection broke behind the answer; it may have been received. Look into the inbox after the next scheduled recording"
    )
}
