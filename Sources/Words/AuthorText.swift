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
}
