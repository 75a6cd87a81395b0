/// What a source is told who sends more evidence to its report.
package enum AddingText {
    /// Who will read it, by their names: the report's readers.
    package static func readers(_ names: [String]) -> Phrase {
        let list = names.joined(separator: "; ")
        return Phrase("Kiriman ini akan dapat dibaca oleh: \(list)", "This can be read by: \(list)")
    }

    /// Said only where the promise holds for exactly what was sent.
    package static let received = Phrase("Kiriman Anda sudah diterima", "What you sent has been received")

    /// Asks for a note, where no file was named.
    package static let writeNote = Phrase(
        """
        Anda tidak menyebut berkas (--attach). Tulis apa yang ingin Anda tambahkan, boleh beberapa baris. Jangan menulis nama, \
        nomor, atau jabatan Anda. Bila selesai, ketik titik (.) saja pada baris baru.
        """,
        """
        You named no file (--attach). Write what you want to add, over several lines if you like. Do not write your name, \
        number or post. When you are done, type a full stop (.) alone on a new line.
        """)

    // Errors: lower case, without a full stop.

    /// Neither a file nor a note was given.
    package static let nothing = Phrase(
        "--attach: tidak ada yang dikirim; berikan paling sedikit satu berkas, atau catatan dengan --note-file",
        "--attach: there is nothing to send; give at least one file, or a note with --note-file")
    /// Standard input gives its bytes once.
    package static let oneInput = Phrase(
        "--note-file: kode dan catatan tidak dapat keduanya dari masukan standar",
        "--note-file: code and note cannot both come from standard input")
    /// Another sending came first.
    package static let counterTaken = Phrase(
        "kiriman lain dengan kode ini baru saja masuk. Laporan Anda tetap aman; kiriman ini belum diterima. Ulangi perintah yang sama",
        "another sending under this code has just come in. Your report stays safe; this one was not received. Give the same command again"
    )
    /// The report has had its messages of this epoch; takes the time of the next scheduled recording.
    package static func ownShareTaken(until due: Phrase?) -> Phrase {
        let due = due ?? RecordingText.next
        return Phrase(
            """
            laporan ini sudah mengirim sebanyak yang boleh sampai jadwal pencatatan berikutnya. Kiriman ini belum diterima; laporan dan \
            kiriman Anda sebelumnya tetap aman. Kirim lagi sesudah \(due.indonesian)
            """,
            """
            this report has sent as much as it may until the next scheduled recording. This was not received; your report \
            and what you sent before are safe. Send it again after \(due.english)
            """)
    }

    /// All reports together have had their messages of this epoch; takes the same time.
    package static func allSharesTaken(until due: Phrase?) -> Phrase {
        let due = due ?? RecordingText.next
        return Phrase(
            """
            terlalu banyak kiriman sudah menunggu jadwal pencatatan berikutnya di situs ini. Kiriman ini belum diterima; laporan Anda \
            tetap aman. Kirim lagi sesudah \(due.indonesian)
            """,
            """
            too much is waiting for this site's next scheduled recording. This was not received; your report is safe. Send \
            it again after \(due.english)
            """)
    }

    /// The site was away for too long.
    package static let notSent = Phrase(
        "koneksi terputus terus. Laporan Anda tetap aman; kiriman ini belum diterima. Ulangi perintah yang sama nanti",
        "the connection broke again and again. Your report stays safe; this was not received. Give the same command again later"
    )
}
