/// What is said to a source who proves that a report is theirs.
package enum AuthorText {
    /// Asks for the statement.
    package static let writeStatement = Phrase(
        """
        Tulis pernyataan Anda, boleh beberapa baris, dan sebutkan untuk siapa pernyataan itu. Bila selesai, ketik titik (.) \
        saja pada baris baru.
        """,
        """
        Write your statement, over several lines if you like, and say to whom it is addressed. When you are done, type a \
        full stop (.) alone on a new line.
        """)
    /// Before anything is fetched.
    package static let warning = Phrase(
        """
        PERINGATAN: berkas ini membuktikan bahwa penulis pernyataan itu juga menulis laporannya. Siapa pun yang memegangnya \
        dan dapat membaca laporan itu dapat memeriksanya.
        """,
        """
        WARNING: this file proves that whoever wrote the statement wrote the report, too. Anybody who holds it and can read \
        the report can check that.
        """)
    /// The file's path follows.
    package static let saved = Phrase("Berkas kepenulisan disimpan di", "Proof of authorship saved in")
    /// What the file is for.
    package static let handOver = Phrase(
        """
        Serahkan berkas itu kepada instansi yang dituju, lewat jalan yang Anda pilih. Instansi yang dapat membaca laporan \
        Anda memeriksanya; orang lain tidak dapat membuat berkas seperti itu untuk laporan Anda.
        """,
        """
        Hand the file to the agency that it is for, by a way of your choice. An agency that can read your report checks it; \
        nobody else can make such a file for your report.
        """)

    /// Asks for the identity.
    package static let writeIdentity = Phrase(
        """
        Tulis sebanyak yang ingin Anda beritahukan: nama, alamat, atau cara menghubungi Anda. Boleh beberapa baris. Bila \
        selesai, ketik titik (.) saja pada baris baru.
        """,
        """
        Write as much as you want to tell: name, address, or how to reach you, over several lines if you like. When you are \
        done, type a full stop (.) alone on a new line.
        """)
    /// Before an identity is read: what giving it means; takes the agency's code.
    package static func revealing(_ agency: String) -> Phrase {
        Phrase(
            """
            PERINGATAN: sesudah ini Anda tidak anonim lagi bagi \(agency), dan itu tidak dapat ditarik kembali. Tidak ada yang \
            mewajibkannya; lakukan hanya bila Anda sendiri menghendakinya, misalnya supaya laporan dapat didaftarkan. Identitas \
            disegel untuk instansi itu saja. Program mereka membukanya hanya bila dua orang di sana menandatanganinya, dan \
            pembukaan itu tercatat. Tetapi satu orang yang memegang kunci instansi itu dapat membukanya dengan paksa.
            """,
            """
            WARNING: after this you are no longer anonymous to \(agency), and it cannot be taken back. Nobody requires it; do \
            it only if you want to yourself, for instance so that the report can be registered. The identity is sealed to that \
            agency alone. Their program opens it only where two people there sign for it, and that is recorded. But one person \
            who holds that agency's key could open it by force.
            """)
    }
    /// Asks for consent.
    package static let revealNow = Phrase("Kirim identitas Anda?", "Send your identity?")
    /// An identity is promised; takes its agency.
    package static func revealed(_ agency: String) -> Phrase {
        Phrase(
            """
            Situs sudah menerima identitas Anda, tersegel untuk \(agency) saja. Bila instansi itu membukanya, perintah inbox \
            menunjukkannya.
            """,
            """
            The site has received your identity, sealed to \(agency) alone. When that agency opens it, the command inbox says \
            so.
            """)
    }
    /// Consent was not given: an error's message.
    package static let notRevealed = Phrase(
        "dibatalkan. Identitas Anda tidak dikirim", "cancelled. Your identity was not sent")
}
