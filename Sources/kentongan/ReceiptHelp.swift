import Words

// What `--help` says about receipts and promises.

extension HelpText {
    static let receiptAbstract = Phrase(
        "Simpan tanda terima, atau periksa yang tersimpan.", "Save a receipt, or check a saved one.")
    static let receiptSaveAbstract = Phrase("Simpan tanda terima.", "Save a receipt.")
    static let receiptDiscussion = Phrase(
        """
        PERINGATAN: siapa pun yang memegang berkas itu dapat menunjukkan bahwa pemegangnya melapor. Untuk kembali, \
        kode laporan saja sudah cukup. Simpan tanda terima hanya bila Anda akan memerlukannya.

        Bertahun-tahun kemudian pun berkas itu menunjukkan, tanpa jaringan, laporan tersegel mana yang tercatat.

        Contoh:
          kentongan receipt --site situs.link --codename-file - --out laporan.tlog-proof
          kentongan site --site situs.link --save-descriptor situs.descriptor
          kentongan receipt verify laporan.tlog-proof --site-descriptor situs.descriptor --link situs.link
        """,
        """
        WARNING: whoever holds that file shows that they reported. The report code alone is enough to come back; save a \
        receipt only if you will need one.

        Years later that file still shows, offline, which sealed report was recorded.

        Examples:
          kentongan receipt --site site.link --codename-file - --out report.tlog-proof
          kentongan site --site site.link --save-descriptor site.descriptor
          kentongan receipt verify report.tlog-proof --site-descriptor site.descriptor --link site.link
        """)
    static let receiptOut = Phrase(
        "Berkas baru untuk tanda terima; hanya pemiliknya yang dapat membacanya.",
        "New file for the receipt; only its owner can read it.")
    static let receiptPage = Phrase(
        """
        Tulis juga halaman untuk dicetak yang memuat tanda terima dalam kode QR. Kertas itu berbahaya bagi pemegangnya.
        """,
        "Also write a page to print, with the proof in QR codes. That paper is dangerous for whoever holds it."
    )
    static let receiptYes = Phrase("Tanpa pertanyaan.", "No question to confirm.")
    static let saveDescriptor = Phrase(
        "Simpan keterangan situs yang sudah dicocokkan dengan tautan ke berkas baru, untuk memeriksa tanda terima kelak.",
        "Save the site descriptor, held against the link, to a new file, to check receipts by later.")

    static let receiptVerifyAbstract = Phrase(
        "Periksa tanda terima tanpa jaringan.", "Check a receipt offline.")
    static let receiptVerifyDiscussion = Phrase(
        """
        Kunci catatan publik dan kunci saksi berasal dari salah satu pilihan ini. Perolehlah lewat jalan lain, bukan bersama \
        tanda terimanya:
          --site-descriptor F [--link L]             disimpan oleh kentongan site --save-descriptor
          --policy F                                 kebijakan: catatan publik, saksi, kuorum
          --vkey F [--witness F …] [--quorum N]      kunci satu per satu; tanpa --quorum semua saksi harus ada

        Kode keluar untuk skrip ada di buku pegangan, docs/kentongan.md.
        """,
        """
        The public record's key and the witnesses' come from one of these, got by another way than the receipt:
          --site-descriptor F [--link L]             saved by kentongan site --save-descriptor
          --policy F                                 policy: public records, witnesses, quorum
          --vkey F [--witness F …] [--quorum N]      key by key; without --quorum every witness must be there

        Exit codes for scripts are in the manual, docs/kentongan.md.
        """)

    static let promiseAbstract = Phrase(
        "Nilai janji yang tersimpan: menunggu, ditepati, atau dilanggar.",
        "Judge a saved promise: pending, kept, or broken.")
    static let promiseDiscussion = Phrase(
        """
        Janji dilanggar bila waktu yang dijanjikan sudah lewat dan laporan itu tidak dicatat. Program lalu menulis berkas \
        pelanggaran janji (FILE.evidence), yang dapat diperiksa siapa pun tanpa jaringan.

          kentongan promise verify janji --tiles DIR --vkey log.vkey --link situs.link
          kentongan promise verify janji --site situs.link
          kentongan promise verify janji.evidence --link situs.link

        Dengan --site, situs melihat bagian mana yang Anda baca. Salinan catatan publik (--tiles) tidak memberi tahu \
        siapa pun.

        Kode keluar untuk skrip ada di buku pegangan, docs/kentongan.md.
        """,
        """
        A promise is broken once the promised time is over and the report was not recorded. An evidence file \
        (FILE.evidence) is then written, which anybody can check offline.

          kentongan promise verify promise --tiles DIR --vkey log.vkey --link site.link
          kentongan promise verify promise --site site.link
          kentongan promise verify promise.evidence --link site.link

        With --site the site sees which parts you read; a copy of the public record (--tiles) tells nobody.

        Exit codes for scripts are in the manual, docs/kentongan.md.
        """)
}
