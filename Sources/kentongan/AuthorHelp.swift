import Words

// What `--help` says about proving who wrote a report, and about posters.

extension HelpText {
    static let proveAbstract = Phrase(
        "Buktikan bahwa Anda yang menulis laporan.", "Prove that you wrote a report.")
    static let proveDiscussion = Phrase(
        """
        Program menandatangani pernyataan Anda dengan kunci penulis yang tertanam dalam laporan. Instansi yang dapat membaca \
        laporan itu dapat memeriksanya; orang lain tidak dapat membuatnya, instansi pun tidak. Kode laporan tetap rahasia, \
        dan tidak ada isi pernyataan yang dikirim ke situs.

        PERINGATAN: berkas itu menunjukkan bahwa pemegang pernyataan adalah pelapor. Sebutkan dalam pernyataan untuk siapa \
        berkas itu.

        Contoh:
          kentongan prove --site situs.link --codename-file - --statement-file pernyataan.txt --out kepenulisan.txt
        """,
        """
        Your statement is signed with the author key that the report holds. An agency that can read the report checks it; \
        nobody else can make it, the agency neither. Your report code stays secret, and nothing of the statement is sent to \
        the site.

        WARNING: the file shows that the author of the statement is the source. Say in the statement whom it is for.

        Example:
          kentongan prove --site site.link --codename-file - --statement-file statement.txt --out authorship.txt
        """)
    static let statementFile = Phrase(
        """
        Berkas yang memuat pernyataan, teks biasa, paling banyak 4.000 huruf; - untuk masukan standar. Tanpa ini Anda ditanya.
        """,
        "File that holds the statement, plain text of up to 4,000 letters; - for standard input. Without it you are asked."
    )
    static let proveOut = Phrase(
        "Berkas kepenulisan yang baru; hanya pemiliknya yang dapat membacanya.",
        "New file for the proof of authorship; only its owner can read it.")

    static let revealAbstract = Phrase(
        "Beri tahu satu instansi siapa Anda, bila Anda menghendakinya.",
        "Tell one agency who you are, if you want to.")
    static let revealDiscussion = Phrase(
        """
        Tidak ada yang mewajibkan Anda. Laporan tanpa nama ditangani sebagai informasi awal; dengan nama dan alamat, Bawaslu \
        dapat mendaftarkannya sebagai laporan.

        PERINGATAN: ini tidak dapat ditarik kembali. Identitas disegel untuk instansi itu saja; kode laporan pun tidak dapat \
        membukanya. Program mereka membukanya hanya bila dua orang di sana menandatanganinya, dan pembukaan itu tercatat. \
        Tetapi satu orang yang memegang kunci instansi itu dapat membukanya dengan paksa. Di jaringan kirimannya tampak seperti \
        jawaban biasa.

        Contoh:
          kentongan reveal --site situs.link --codename-file - --to bawaslu_prov --identity-file identitas.txt
        """,
        """
        Nobody requires it. A report without a name is handled as first information; with name and address Bawaslu can \
        register it as a report.

        WARNING: it cannot be taken back. The identity is sealed to that agency alone; the report code cannot open it either. \
        Their program opens it only where two people there sign for it, and that is recorded. But one person who holds that \
        agency's key could open it by force. On the network it looks like any answer.

        Example:
          kentongan reveal --site site.link --codename-file - --to bawaslu_prov --identity-file identity.txt
        """)
    static let revealTo = Phrase(
        "Kode instansi yang diberi tahu; hanya satu.", "Code of the agency that is told; one only.")
    static let identityFile = Phrase(
        """
        Berkas yang memuat identitas, sebanyak yang ingin Anda tulis, paling banyak 1.000 huruf; - untuk masukan standar. Tanpa \
        ini Anda ditanya.
        """,
        """
        File that holds the identity, as much as you want to write, up to 1,000 letters; - for standard input. Without it you \
        are asked.
        """)

    static let posterAbstract = Phrase(
        "Buat poster dengan tautan situs dan kode QR.", "Make a poster with the site's link as a QR code.")
    static let posterDiscussion = Phrase(
        """
        Program memeriksa situs lebih dahulu, lalu menulis satu halaman HTML untuk dicetak di kertas A4. Halaman itu tidak \
        mengambil apa pun dari internet. Bahasanya mengikuti --lang.

        Contoh:
          kentongan poster --site situs.link --out poster.html
        """,
        """
        The site is checked first; then one HTML page is written, to be printed on A4. The page takes nothing from the \
        internet. Its language is that of --lang.

        Example:
          kentongan poster --site site.link --out poster.html
        """)
    static let posterOut = Phrase("Berkas HTML baru.", "New HTML file.")
}
