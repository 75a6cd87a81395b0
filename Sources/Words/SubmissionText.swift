package import Wire

/// Every sentence that a source reads while reporting.
package enum SubmissionText {
    package static let promise = Phrase(
        "Kami tidak meminta nama, nomor telepon, NIK, atau alamat email Anda.",
        "We do not ask for your name, phone, ID number or e-mail.")
    package static let limit = Phrase(
        "Kami tidak dapat menjamin bahwa isi cerita Anda tidak mengarah kepada Anda.",
        "We cannot guarantee that your story does not point to you.")
    package static let voting = Phrase(
        "Memberikan suara di TPS adalah hak ASN dan bukan pelanggaran.",
        "Voting at the polling station is a right of ASN, not a violation.")

    // Warnings.
    package static let network = Phrase(
        "Jangan gunakan perangkat atau jaringan kantor.", "Do not use office devices or networks.")
    package static let withoutTor = Phrase(
        """
        Tanpa Tor, pengelola jaringan dapat melihat bahwa Anda memakai layanan ini, meskipun bukan isinya. \
        Dengan Tor: --proxy socks5://127.0.0.1:9050
        """,
        """
        Without Tor, whoever runs the network can see that you use this service, though not what you write. \
        With Tor: --proxy socks5://127.0.0.1:9050
        """)
    package static let identity = Phrase(
        "Hapus nama, nomor, atau wajah Anda dari teks dan gambar.",
        "Remove your own name, number or face from text and images.")
    package static let smallCircle = Phrase(
        "Hanya sedikit orang yang mengetahui hal ini. Pertimbangkan untuk menyamarkan rinciannya.",
        "Few people know this. Consider blurring the details.")
    package static let voice = Phrase(
        "Suara dalam rekaman dapat dikenali.", "Voices in a recording can be recognised.")
    package static let metadata = Phrase(
        "Berkas dikirim apa adanya, termasuk data tersembunyi seperti lokasi dan nama perangkat.",
        "Files are sent as they are, with hidden data such as place and device name.")
    package static let doNotPost = Phrase(
        "Sebaiknya tidak menyebarkan tuduhan di media sosial.",
        "Better not to spread accusations on social media.")
    package static let savedPromise = Phrase(
        "Berkas janji yang disimpan menunjukkan bahwa pemegangnya membuat laporan. Simpan di tempat aman.",
        "A saved promise shows that its holder made a report. Keep it somewhere safe.")

    // Steps.
    package static let connecting = Phrase("Menghubungi situs …", "Connecting to the site …")
    package static let goOn = Phrase("Lanjutkan?", "Go on?")
    package static let review = Phrase("Periksa kembali laporan Anda", "Check your report")
    package static let send = Phrase("Kirim laporan?", "Send report?")
    package static let notWitnessed = Phrase(
        "Tercatat, belum disaksikan: bahwa kunci ini yang terbaru hanya dijamin oleh pengelola situs.",
        "Recorded, not witnessed: that these keys are the newest rests on the site's operator alone.")
    package static let agenciesChanged = Phrase(
        "Daftar instansi berubah sejak Anda memeriksanya.",
        "The list of agencies has changed since you checked it.")
    package static let keysChanged = Phrase(
        "kunci situs berubah terus; coba lagi nanti", "the site's keys keep changing; try again later")
    package static let exclude = Phrase(
        "Instansi yang tidak boleh membaca laporan ini", "Agencies that must not read this report")
    package static let followAdvice = Phrase("Ikuti saran ini?", "Follow this advice?")

    // The codename.
    package static let codename = Phrase("Kode laporan", "Report code")
    package static let keepCodename = Phrase(
        "Catat dan simpan kode ini. Kode tidak dapat dipulihkan.",
        "Write down and keep this code. It cannot be recovered.")
    package static let typeBack = Phrase(
        "Ketik kembali kode tersebut (empat huruf pertama tiap kata cukup):",
        "Type the code back (the first four letters of each word are enough):")
    package static let typedWrong = Phrase(
        "Belum sama. Periksa kembali tulisan Anda.", "Not the same yet. Check what you wrote down.")

    // What came of it.
    package static let received = Phrase("Laporan Anda telah diterima", "Your report has been received")
    package static let retrying = Phrase(
        "Koneksi terputus; laporan yang sama dikirim sekali lagi …",
        "Connection lost; sending the same report once more …")
    package static let unconfirmed = Phrase(
        """
        koneksi terputus sebelum ada jawaban: laporan mungkin sudah diterima. Periksa dengan kode laporan \
        (kentongan inbox) sebelum mengirim lagi
        """,
        """
        the connection broke before an answer came: the report may have been received. Check with the report \
        code (kentongan inbox) before you send again
        """)
    package static let attachmentsNotSent = Phrase(
        "Laporan Anda tetap diterima, tetapi lampiran belum terkirim.",
        "Your report stays received, but its attachments were not sent.")
    package static let attachmentsSent = Phrase(
        "Lampiran telah diterima", "The attachments have been received")
    package static let sealingAttachments = Phrase("Menyegel lampiran …", "Sealing the attachments …")
    package static let resuming = Phrase(
        "Koneksi terputus; pengiriman lampiran dilanjutkan …",
        "Connection lost; going on with the attachments …")

    package static let checkLater = Phrase(
        "Setelah itu periksa dengan: kentongan inbox --site … --codename-file -",
        "After that, check with: kentongan inbox --site … --codename-file -")

    // Mistakes.
    package static let noStory = Phrase(
        """
        tidak ada cerita: berikan --from BERKAS, atau jalankan di terminal agar ditanya satu per satu. \
        Contoh: kentongan submit --site situs.link --from laporan.toml --yes
        """,
        """
        no story: give --from FILE, or run this at a terminal to be asked step by step. \
        Example: kentongan submit --site site.link --from report.toml --yes
        """)
    package static let noTerminal = Phrase(
        "kode laporan harus diketik kembali di terminal; tanpa terminal, berikan --yes",
        "the report code is typed back at a terminal; without a terminal give --yes")
    package static let nobodyLeft = Phrase(
        "--exclude: tidak ada instansi yang tersisa; sedikitnya 1 harus dapat membaca",
        "--exclude: no agency is left; at least 1 must be able to read")
    package static let futureDate = Phrase(
        "tanggal kejadian tidak boleh di masa depan", "the event date cannot be in the future")
    package static let noSuchDay = Phrase("tanggal itu tidak ada di kalender", "no calendar has this day")
}

extension SubmissionText {
    package static func unknownAgency(_ option: String, _ code: String, known: [AgencyCode]) -> Phrase {
        let list = known.joined(separator: ", ")
        return Phrase(
            "\(option): '\(code)' bukan instansi di situs ini; yang ada: \(list)",
            "\(option): '\(code)' is not an agency of this site; there are: \(list)")
    }

    package static func outputExists(_ path: String) -> Phrase {
        Phrase("--save-promise: '\(path)' sudah ada", "--save-promise: '\(path)' exists already")
    }

    package static func attachmentMissing(_ path: String) -> Phrase {
        Phrase("--attach: '\(path)' tidak ada", "--attach: '\(path)' does not exist")
    }

    package static func attachmentUnreadable(_ path: String) -> Phrase {
        Phrase("--attach: '\(path)' tidak dapat dibaca", "--attach: '\(path)' cannot be read")
    }

    package static func attachmentChanged(_ name: String) -> Phrase {
        Phrase("--attach: '\(name)' berubah saat dibaca", "--attach: '\(name)' changed while it was read")
    }

    package static func tooManyAttachments(_ count: Int, limit: Int) -> Phrase {
        Phrase(
            "--attach: \(count) berkas, batas \(limit)",
            "--attach: \(count) files, limit \(limit)")
    }

    package static func attachmentsTooLarge(bytes: UInt64, limit: UInt64) -> Phrase {
        Phrase(
            "--attach: seluruhnya \(bytes) bita, batas situs ini \(limit)",
            "--attach: \(bytes) bytes in all, limit of this site \(limit)")
    }

    package static func readers(_ names: [String]) -> Phrase {
        let list = names.joined(separator: "; ")
        return Phrase("Laporan ini akan dapat dibaca oleh: \(list)", "This report can be read by: \(list)")
    }

    package static func advice(_ names: [String]) -> Phrase {
        let list = names.joined(separator: "; ")
        return Phrase(
            "Terlapor mungkin berada di, atau di atas, instansi berikut: \(list). Sebaiknya tidak ikut membaca.",
            "The person reported may be in, or above, these agencies: \(list). Better that they do not read it."
        )
    }

    package static func adviceFollowed(_ codes: [AgencyCode]) -> Phrase {
        let list = codes.joined(separator: ", ")
        return Phrase(
            "Tidak ikut membaca karena dapat berbenturan dengan terlapor: \(list). Bila tetap perlu: --include KODE",
            "Left out because of a possible conflict with the person reported: \(list). To let them read: --include CODE"
        )
    }

    package static func shows(_ name: String) -> Phrase {
        Phrase("Apakah Anda terlihat atau terdengar di \(name)?", "Can you be seen or heard in \(name)?")
    }

    package static func metadataRemoved(_ name: String) -> Phrase {
        Phrase(
            "Apakah data tersembunyi (lokasi, nama perangkat) sudah dihapus dari \(name)?",
            "Was hidden data (place, device name) removed from \(name)?")
    }

    package static func publishedBy(epoch: UInt64, due: Phrase?) -> Phrase {
        guard let due else {
            return Phrase("Akan dicatat pada epoch \(epoch).", "Will be in the log with epoch \(epoch).")
        }
        return Phrase(
            "Akan dicatat dalam catatan publik pada epoch \(epoch), \(due.indonesian).",
            "Will be in the public log with epoch \(epoch), \(due.english).")
    }

    package static func sent(percent: Int) -> Phrase {
        Phrase("Lampiran: \(percent) %", "Attachments: \(percent) %")
    }

    package static func brokenPromise(_ reason: String) -> Phrase {
        Phrase(
            "janji situs tidak sah (\(reason)); jangan anggap laporan ini diterima",
            "the site's promise does not hold (\(reason)); do not take this report as received")
    }

    package static func alreadyUsed(_ reason: String) -> Phrase {
        Phrase(
            "situs sudah menyimpan laporan lain dengan kode ini (\(reason)); mulai lagi dari awal",
            "the site holds another report under this code (\(reason)); start again")
    }
}
