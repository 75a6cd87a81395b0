import Words

// What `--help` says about receipts and promises.

extension HelpText {
    static let receiptAbstract = Phrase(
        "Simpan bukti pencatatan, atau periksa yang tersimpan.", "Save a receipt, or check a saved one.")
    static let receiptSaveAbstract = Phrase("Simpan bukti pencatatan.", "Save a receipt.")
    static let receiptDiscussion = Phrase(
        """
        PERINGATAN: siapa pun yang memegang berkas itu dapat menunjukkan bahwa pemegangnya melapor. Kode laporan saja \
        sudah cukup untuk kembali; simpan bukti hanya bila Anda memerlukannya di kemudian hari.

        Berkas itu (C2SP tlog-proof) memuat entri log, buktinya, dan pembuka komitmennya: bertahun-tahun kemudian \
        terlihat amplop mana yang tercatat, tanpa jaringan.

        Contoh:
          kentongan receipt --site situs.link --codename-file - --out laporan.tlog-proof
          kentongan site --site situs.link --save-descriptor situs.descriptor
          kentongan receipt verify laporan.tlog-proof --site-descriptor situs.descriptor --link situs.link
        """,
        """
        WARNING: whoever holds that file shows that they reported. The report code alone is enough to come back; save a \
        receipt only if you will need one.

        The file (C2SP tlog-proof) holds the log's entry, its proof and what opens its commitment: years later it shows \
        which envelope was recorded, offline.

        Examples:
          kentongan receipt --site site.link --codename-file - --out report.tlog-proof
          kentongan site --site site.link --save-descriptor site.descriptor
          kentongan receipt verify report.tlog-proof --site-descriptor site.descriptor --link site.link
        """)
    static let receiptOut = Phrase(
        "Berkas baru untuk bukti; hanya pemiliknya dapat membacanya.",
        "New file for the receipt; only its owner can read it.")
    static let receiptYes = Phrase("Tanpa pertanyaan konfirmasi.", "No question to confirm.")
    static let saveDescriptor = Phrase(
        "Simpan keterangan situs yang sudah dicocokkan dengan tautan ke berkas baru, untuk memeriksa bukti kelak.",
        "Save the site descriptor, held against the link, to a new file, to check receipts by later.")

    static let receiptVerifyAbstract = Phrase(
        "Periksa bukti pencatatan tanpa jaringan.", "Check a receipt offline.")
    static let receiptVerifyDiscussion = Phrase(
        """
        Kunci log dan saksi berasal dari satu pilihan ini, yang Anda peroleh dengan jalan lain daripada bukti itu:
          --site-descriptor F [--link L]             disimpan oleh kentongan site --save-descriptor
          --policy F                                 C2SP tlog-policy: log, saksi, kuorum
          --vkey F [--witness F …] [--quorum N]      kunci satu per satu; tanpa --quorum semua saksi harus ada

        Kode keluar: 0 tercatat dan disaksikan kuorum; 3 tercatat, tidak disaksikan; 1 ada yang salah; 65 bukan bukti.
        """,
        """
        Log key and witnesses come from one of these, got by another way than the receipt:
          --site-descriptor F [--link L]             saved by kentongan site --save-descriptor
          --policy F                                 C2SP tlog-policy: logs, witnesses, quorum
          --vkey F [--witness F …] [--quorum N]      key by key; without --quorum every witness must be there

        Exit codes: 0 recorded and witnessed by a quorum; 3 recorded, not witnessed; 1 something is false; 65 no receipt.
        """)

    static let promiseAbstract = Phrase(
        "Nilai janji yang tersimpan: menunggu, ditepati, atau dilanggar.",
        "Judge a saved promise: pending, kept, or broken.")
    static let promiseDiscussion = Phrase(
        """
        Janji dilanggar bila epoch pertama yang bernomor sama dengan atau di atas yang dijanjikan sudah terbit tanpa \
        komitmennya. Lalu ditulis berkas bukti (FILE.evidence) yang dapat diperiksa siapa pun tanpa jaringan.

          kentongan promise verify janji --tiles DIR --vkey log.vkey --link situs.link
          kentongan promise verify janji --site situs.link
          kentongan promise verify janji.evidence --link situs.link

        Dengan --site, situs melihat epoch mana yang Anda baca; salinan ubin (--tiles) tidak memberi tahu siapa pun.

        Kode keluar untuk janji: 0 menunggu atau ditepati; 1 dilanggar; 3 tidak dapat dinilai; 65 bukan janji log ini.
        Kode keluar untuk bukti: 0 bukti berlaku, janji itu DILANGGAR; 1 bukti tidak berlaku; 3 tanpa --link, kunci akar
        tidak dibandingkan dengan apa pun.
        """,
        """
        A promise is broken once the first epoch numbered at or above the promised one is published without its \
        commitment. An evidence file (FILE.evidence) is then written, which anybody can check offline.

          kentongan promise verify promise --tiles DIR --vkey log.vkey --link site.link
          kentongan promise verify promise --site site.link
          kentongan promise verify promise.evidence --link site.link

        With --site the site sees which epochs you read; a copy of its tiles (--tiles) tells nobody.

        Exit codes for a promise: 0 pending or kept; 1 broken; 3 cannot be judged; 65 no promise of this log.
        Exit codes for evidence: 0 the evidence holds, the promise WAS BROKEN; 1 it does not hold; 3 without --link, its
        root key is not held against anything.
        """)
}
