package import Wire

/// Every sentence that a source reads while reporting: here the steps and what came of them.
package enum SubmissionText {
    // What a source may rely on, before the first question.

    /// What nobody asks for.
    package static let promise = Phrase(
        "Kami tidak meminta nama, nomor telepon, NIK, atau alamat email Anda.",
        "We do not ask for your name, phone, ID number or e-mail.")
    /// What no service can promise.
    package static let limit = Phrase(
        "Isi cerita Anda sendiri dapat menunjukkan siapa Anda. Itu tidak dapat kami cegah.",
        "Your story itself can show who you are. We cannot prevent that.")
    /// What is not to be reported.
    package static let voting = Phrase(
        "Memberikan suara di TPS adalah hak ASN dan bukan pelanggaran.",
        "Voting at the polling station is a right of ASN, not a violation.")

    // Steps.

    /// Before the first visit.
    package static let connecting = Phrase("Menghubungi situs …", "Connecting to the site …")
    /// Asks for consent after the warnings about the network.
    package static let goOn = Phrase("Lanjutkan?", "Go on?")
    /// Above the summary of a report.
    package static let review = Phrase("Periksa kembali laporan Anda", "Check your report")
    /// Asks for consent after summary, warnings and readers.
    package static let send = Phrase("Kirim laporan?", "Send report?")
    /// The site's checkpoint lacks a quorum of witnesses.
    package static let notWitnessed = Phrase(
        """
        Catatan ini baru ditandatangani pengelola situs, belum oleh saksi dari luar. Laporan Anda tetap tersegel.
        """,
        """
        Not witnessed: so far only the site's operator has signed this record, and no witness from outside. Your \
        report stays sealed.
        """)
    /// Between the look at the site and the sending its agencies changed; the readers are confirmed anew.
    package static let agenciesChanged = Phrase(
        "Daftar instansi berubah sejak Anda memeriksanya.",
        "The list of agencies has changed since you checked it.")
    /// Asks for agencies to leave out; their names follow.
    package static let exclude = Phrase(
        "Instansi yang tidak boleh membaca laporan ini", "Agencies that must not read this report")
    /// After an answer that leaves nobody.
    package static let oneMustRead = Phrase(
        "Paling sedikit satu instansi harus dapat membaca.", "At least one agency must be able to read.")
    /// Asks after `advice`.
    package static let followAdvice = Phrase("Ikuti saran ini?", "Follow this advice?")

    // The codename.

    /// The codename follows.
    package static let codename = Phrase("Kode laporan", "Report code")
    /// Below the codename.
    package static let keepCodename = Phrase(
        """
        Catat kode ini di kertas dan simpan. Kode tidak dapat dipulihkan. Tidak ada yang menyimpannya, situs pun tidak.
        """,
        """
        Write this code on paper and keep it. It cannot be recovered. Nobody keeps it, not even the site.
        """)
    /// Asks for the codename as the source wrote it down.
    package static let typeBack = Phrase(
        "Ketik kembali kode tersebut (empat huruf pertama tiap kata cukup; tanda tanya memperlihatkannya lagi):",
        "Type the code back (the first four letters of each word are enough; a question mark shows it again):"
    )
    /// After a codename that is not the one shown; takes the places of the words that are others.
    package static func typedOthers(_ positions: [Int]) -> Phrase {
        let list = positions.map { "ke-\($0)" }.joined(separator: ", ")
        let numbers = positions.map { "\($0)" }.joined(separator: ", ")
        return Phrase(
            "Belum sama: kata \(list). Periksa lagi di kertas Anda.",
            "Not the same yet: word \(numbers). Check your paper.")
    }
    /// After another number of words than a codename has.
    package static func typedCount(_ count: Int, of whole: Int) -> Phrase {
        Phrase(
            "Belum sama: \(count) kata, seharusnya \(whole). Periksa lagi di kertas Anda.",
            "Not the same yet: \(count) words, it should be \(whole). Check your paper.")
    }

    // What came of it.

    /// Said only where the promise holds for exactly what was sent.
    package static let received = Phrase("Laporan Anda sudah diterima", "Your report has been received")
    /// The report is promised, its attachments are not.
    package static let attachmentsNotSent = Phrase(
        """
        Laporan Anda sudah diterima, tetapi lampirannya belum terkirim. Kirim lampiran itu lagi dengan kentongan add dan \
        kode laporan Anda.
        """,
        """
        Your report stays received, but its attachments were not sent. Send them again with kentongan add and your report \
        code.
        """)
    /// The attachments are promised.
    package static let attachmentsSent = Phrase(
        "Lampiran Anda sudah diterima", "The attachments have been received")
    /// Asks whether the screen shall be emptied, where all of it was sent.
    package static let wipe = Phrase(
        "Hapus kode dan tulisan Anda dari layar ini? Pastikan kode sudah ada di kertas.",
        "Remove the code and what you wrote from this screen? Make sure that the code is on paper.")
    /// In the end, where the terminal cannot empty its screen, and whoever listens to it may not know what is on it.
    package static let notWiped = Phrase(
        """
        Kode dan tulisan Anda masih ada di layar ini: tutup jendelanya. Juga masih ada: riwayat perintah \
        (di bash: history -c && history -w), berkas laporan, dan salinan bukti Anda.
        """,
        """
        The code and what you wrote are still on this screen: close its window. Also left: the history of \
        commands (in bash: history -c && history -w), the report's file, and your copies of the evidence.
        """)
    /// On the empty screen.
    package static let wiped = Phrase(
        """
        Layar ini sudah dihapus; yang lain belum: riwayat perintah (di bash: history -c && \
        history -w), berkas laporan, dan salinan bukti Anda.
        """,
        """
        This screen was emptied. What is left: the history of commands (in bash: history -c && \
        history -w), the report's file, and your copies of the evidence.
        """)
    /// While the attachments are read for their envelope's hash.
    package static let sealingAttachments = Phrase("Menyegel lampiran …", "Sealing the attachments …")
    /// After the promise: what follows from a report may be told under its own code.
    package static let ifHarmed = Phrase(
        """
        Bila Anda kemudian dirugikan karena melapor, misalnya dimutasi atau kontrak tidak diperpanjang, ceritakan dengan kode yang \
        sama: kentongan add --site …
        """,
        """
        If you are harmed later because you reported, as by a transfer or a contract that is not renewed, tell it with the same \
        code: kentongan add --site …
        """)
    /// How to come back, after the promise.
    package static let checkLater = Phrase(
        "Setelah itu periksa dengan: kentongan inbox --site …",
        "After that, check with: kentongan inbox --site …")

    /// Who will read the report, by their names.
    package static func readers(_ names: [String]) -> Phrase {
        let list = names.joined(separator: "; ")
        return Phrase("Laporan ini akan dapat dibaca oleh: \(list)", "This report can be read by: \(list)")
    }

    /// Whom the conflict rule advises to leave out, by their names.
    package static func advice(_ names: [String]) -> Phrase {
        let list = names.joined(separator: "; ")
        return Phrase(
            """
            Terlapor mungkin bekerja di instansi ini atau membawahinya: \(list). Sebaiknya instansi itu tidak ikut \
            membaca.
            """,
            """
            The person reported may work in these agencies or be above them: \(list). Better that they do not read it.
            """
        )
    }

    /// Whom the conflict rule left out where nobody was there to be asked.
    package static func adviceFollowed(_ codes: [AgencyCode]) -> Phrase {
        let list = codes.joined(separator: ", ")
        return Phrase(
            "Tidak ikut membaca karena terlapor mungkin bekerja di sana atau membawahinya: \(list). Bila tetap perlu: --include KODE",
            "Left out because of a possible conflict with the person reported: \(list). To let them read: --include CODE"
        )
    }

    /// Asks whether a file shows the source; takes its base name, safe to print.
    package static func shows(_ name: String) -> Phrase {
        Phrase("Apakah Anda terlihat atau terdengar di \(name)?", "Can you be seen or heard in \(name)?")
    }

    /// When the promised record will be in the log.
    ///
    /// - Parameters:
    ///   - epoch: the promised one's number.
    ///   - due: its scheduled time; nil where the schedule does not reach it.
    /// - Returns: a sentence, without a time where `due` is nil.
    package static func publishedBy(epoch: UInt64, due: Phrase?) -> Phrase {
        let time = due ?? RecordingText.schedule(epoch)
        return Phrase(
            "Catatan publik akan memuatnya pada \(time.indonesian).",
            "The public record will hold it on \(time.english).")
    }
}
