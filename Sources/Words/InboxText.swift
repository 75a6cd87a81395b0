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
            kode tidak ada dalam log situs ini. Log sebelumnya, \(plain(origin)), berakhir \
            (\(cause.indonesian)) dan dilanjutkan sebagai log baru: laporan yang dikirim sebelum itu ada di log lama \
            dan tidak dapat dilihat di sini. Instansi tetap memegang yang sudah mereka ambil. Yang belum sempat \
            tercatat di log lama janjinya dilanggar: kirim lagi bila perlu. Simpan kode Anda. Bila laporan dikirim \
            sesudahnya, periksa kembali penulisan kodenya
            """,
            """
            the code is not in this site's log. The log before it, \(plain(origin)), ended \
            (\(cause.english)) and was continued as a new one: reports made before that are in the old log and cannot \
            be seen here. Agencies keep what they fetched. What the old log did not get to has a broken promise: send \
            it again if need be. Keep your code. If the report was made afterwards, check the spelling
            """)
    }

    /// The promised batch is published without the report.
    package static let broken = Phrase(
        """
        JANJI DILANGGAR: batch yang dijanjikan sudah terbit tanpa laporan Anda. Simpan kode Anda dan beri tahu \
        pengawas di luar pengelola situs.
        """,
        """
        PROMISE BROKEN: the promised batch was published without your report. Keep your code and tell a supervisor \
        outside the site's operator.
        """)
    /// The report stands in the log, in a batch behind the promised one.
    package static let late = Phrase(
        """
        JANJI DILANGGAR, tercatat terlambat: laporan Anda ada dalam catatan publik, tetapi sesudah batch yang \
        dijanjikan. Simpan kode Anda dan beri tahu pengawas di luar pengelola situs.
        """,
        """
        PROMISE BROKEN, recorded late: your report is in the public log, but behind the promised batch. Keep your code \
        and tell a supervisor outside the site's operator.
        """)

    /// The promised epoch was due long ago, and the site shows no such epoch.
    ///
    /// - Parameters:
    ///   - epoch: the promised one's number.
    ///   - due: its scheduled time; nil where the schedule does not reach it.
    /// - Returns: a sentence, without a time where `due` is nil.
    package static func overdue(epoch: UInt64, due: Phrase?) -> Phrase {
        let (indonesian, english) = (
            due.map { ", \($0.indonesian)" } ?? "", due.map { ", \($0.english)" } ?? ""
        )
        return Phrase(
            """
            LEWAT WAKTU: laporan Anda seharusnya tercatat pada epoch \(epoch)\(indonesian), dan situs belum \
            menerbitkannya. Simpan kode Anda, lihat lagi nanti, dan beri tahu pengawas di luar pengelola situs.
            """,
            """
            OVERDUE: your report was to be logged with epoch \(epoch)\(english), and the site has not published it. \
            Keep your code, look again later, and tell a supervisor outside the site's operator.
            """)
    }

    /// The report is in the log, under a checkpoint that a quorum of witnesses signed.
    package static let witnessed = Phrase(
        "Terverifikasi: laporan Anda ada dalam catatan publik, dan para saksi telah menandatanganinya.",
        "Verified: your report is in the public log, and witnesses have signed it.")
    /// The report is in the log, under a checkpoint without a quorum of witnesses.
    package static let notWitnessed = Phrase(
        "Tercatat, belum disaksikan: laporan Anda ada dalam catatan yang ditandatangani pengelola situs saja.",
        "Recorded, not witnessed: your report is in the log, which only the site's operator has signed.")
    /// The site's proof does not hold.
    package static let badInclusion = Phrase(
        "Verifikasi gagal: bukti pencatatan dari situs tidak benar. Jangan andalkan.",
        "Verification failed: the site's proof of logging is wrong. Do not rely on it.")

    /// The report's epoch is not published yet.
    ///
    /// - Parameters:
    ///   - epoch: the promised one's number.
    ///   - due: its scheduled time; nil where the schedule does not reach it.
    /// - Returns: a sentence, without a time where `due` is nil.
    package static func pending(epoch: UInt64, due: Phrase?) -> Phrase {
        guard let due else {
            return Phrase("Menunggu pencatatan pada epoch \(epoch).", "To be logged with epoch \(epoch).")
        }
        return Phrase(
            "Menunggu pencatatan pada epoch \(epoch), \(due.indonesian).",
            "To be logged with epoch \(epoch), \(due.english).")
    }

    /// Where the report stands: its entry's index, from 0, in a log of `size` entries.
    package static func index(_ index: UInt64, size: UInt64) -> Phrase {
        Phrase("Bukti pencatatan: entri \(index) dari \(size)", "Proof of logging: entry \(index) of \(size)")
    }

    /// The word of a codename at `position`, from 1, is on no list: an error's message.
    package static func unknownWord(_ position: Int) -> Phrase {
        Phrase(
            "kode laporan salah ketik: kata ke-\(position) tidak ada dalam daftar",
            "report code mistyped: word \(position) is not on the list")
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
            "Kabar dari \(agency) tidak dapat diperiksa tanda tangannya, jadi tidak ditampilkan.",
            "News of \(agency) could not be verified and is not shown.")
    }

    /// A question could not be opened, or no key of the agency's signed it.
    package static func unverifiedQuestion(_ agency: String) -> Phrase {
        Phrase(
            "Sebuah pertanyaan atas nama \(agency) tidak dapat diperiksa, jadi tidak ditampilkan.",
            "A question in the name of \(agency) could not be verified and is not shown.")
    }

    /// Questions whose retention is over.
    package static func erased(_ count: Int) -> Phrase {
        Phrase("\(count) pertanyaan sudah dihapus oleh situs.", "\(count) questions were erased by the site.")
    }
}
