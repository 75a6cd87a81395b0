import Words

// What `--help` says about reading and answering.

extension HelpText {
    static let now = Phrase(
        "Berangkat tanpa menunggu: jaringan dapat melihat berapa lama Anda mengetik.",
        "Leave without waiting: the network can see how long you typed.")
    static let message = Phrase(
        "Tampilkan pesan ke-N, dari 1, yang terlama; tanpa ini yang terbaru. Boleh diulang; tiap pesan adalah dua kunjungan.",
        "Show message N, from 1, the oldest; without this the newest. May be repeated; each is two visits.")
    static let reason = Phrase(
        "Tampilkan alasan yang diberikan instansi ini untuk tindakan terakhirnya.",
        "Show the reason that this agency gave for its latest act.")
    static let oneReading = Phrase(
        "--message dan --reason tidak bersama-sama: satu kunjungan membaca satu hal",
        "--message and --reason do not go together: one visit reads one thing")
    static let to = Phrase(
        """
        Kode instansi yang dijawab; hanya instansi ini yang membacanya. Boleh diulang; tiap instansi adalah dua kunjungan. \
        Tanpa ini: instansi yang terakhir bertanya.
        """,
        """
        Code of the agency that is answered, which alone reads it. May be repeated; each is two visits. Without it: the \
        agency that asked last.
        """)
    static let messageFile = Phrase(
        """
        Berkas yang memuat jawaban, teks biasa, paling banyak 4.000 huruf; - untuk masukan standar. Tanpa ini Anda ditanya.
        """,
        "File that holds the answer, plain text of up to 4,000 letters; - for standard input. Without it you are asked."
    )
    static let answers = Phrase(
        "Nomor pertanyaan yang dijawab (counter dalam inbox --json): instansi tahu sampai mana Anda membaca.",
        "Number of the question answered (counter in inbox --json): the agency knows how far you have read.")

    static let answersWhom = Phrase(
        "--answers hanya bersama --to", "--answers goes with --to only")

    static let replyAbstract = Phrase("Jawab pertanyaan pemeriksa.", "Answer a reviewer's question.")
    static let replyDiscussion = Phrase(
        """
        Jawaban disegel di perangkat Anda untuk instansi itu dan untuk kode Anda sendiri, jadi Anda dapat membacanya \
        kembali dengan inbox --message. Tanpa --to program membaca pesan terbaru lebih dahulu, dan jawaban hanya sampai kepada \
        instansi yang bertanya. Kunjungannya terlihat sama seperti semua perintah lain.

        Contoh:
          kentongan reply --site situs.link
          kentongan reply --site situs.link --codename-file kode.txt --to bkn --message-file jawaban.txt
        """,
        """
        The answer is sealed on your device to that agency and to your own code, so that you can read it again with \
        inbox --message. Without --to the newest message is read first, and the answer goes to the agency that asked it alone. \
        Its visits look like those of every other command.

        Example:
          kentongan reply --site site.link
          kentongan reply --site site.link --codename-file code.txt --to bkn --message-file answer.txt
        """)
}
