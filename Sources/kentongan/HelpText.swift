import Words

/// What `--help` says, in both languages.
enum HelpText {
    static let abstract = Phrase(
        "Laporkan dugaan pelanggaran netralitas secara anonim.",
        "Report suspected neutrality violations anonymously.")
    static let discussion = Phrase(
        """
        Laporan disegel di perangkat Anda untuk instansi yang Anda pilih, lalu dicatat dalam catatan publik yang tidak \
        dapat diubah diam-diam. Anda tidak memberikan nama atau nomor, dan tidak membuat akun. Kunci Anda hanya satu: \
        kode laporan, delapan kata.

        Urutan yang biasa:
          kentongan site   --site situs.link
          kentongan submit --site situs.link
          kentongan inbox  --site situs.link
          kentongan reply  --site situs.link --codename-file kode.txt --to KODE --message-file jawaban.txt
          kentongan add    --site situs.link --codename-file kode.txt --attach foto.jpg

        Setiap perintah membuat dua kunjungan yang sama bentuknya, apa pun isinya. Di terminal tanpa Tor, kunjungan \
        kedua menunggu sampai menit kelipatan tiga; lewat Tor ia langsung berangkat.

        Jangan gunakan perangkat atau jaringan kantor. Lewat Tor: --proxy socks5://127.0.0.1:9050
        Bila program tampil dalam bahasa Inggris, tambahkan --lang id.
        """,
        """
        A report is sealed on your device to the agencies that you choose, then recorded where nobody can change it \
        unseen. No name, no number, no account. Your only key is the report code: eight words.

        The usual order:
          kentongan site   --site site.link
          kentongan submit --site site.link
          kentongan inbox  --site site.link
          kentongan reply  --site site.link --codename-file code.txt --to CODE --message-file answer.txt
          kentongan add    --site site.link --codename-file code.txt --attach photo.jpg

        Every command makes two visits of the same shape, whatever is in them. At a terminal without Tor the second \
        one leaves at a full three minutes; through Tor at once.

        Do not use office devices or networks. Through Tor: --proxy socks5://127.0.0.1:9050
        Exit codes are in the manual, docs/kentongan.md.
        """)

    static let siteAbstract = Phrase(
        "Periksa situs dan tampilkan instansi yang dapat membaca laporan.",
        "Check a site and show which agencies can read reports.")
    static let siteDiscussion = Phrase(
        """
        Program mencocokkan kunci situs dengan sidik jari dalam tautan. Bila tidak cocok, tidak ada yang dikirim.

        Contoh:
          kentongan site --site situs.link
          kentongan site --site situs.link --json
        """,
        """
        The site's keys are held against the fingerprint in the link; nothing is sent unless they match.

        Examples:
          kentongan site --site site.link
          kentongan site --site site.link --json
        """)

    static let submitAbstract = Phrase("Buat laporan.", "Make a report.")
    static let submitDiscussion = Phrase(
        """
        Tanpa --from, Anda ditanya satu per satu: di mana, apa, kapan, siapa (boleh kosong), uraian, bukti, lalu siapa \
        yang tidak boleh membaca. Kode laporan ditampilkan satu kali; catat di kertas dan ketik kembali. Baru setelah \
        itu laporan dikirim. Program mengatakan "sudah diterima" hanya bila janji situs terbukti sah.

        Berkas laporan (TOML atau JSON) memuat paling sedikit:
          category = "money_politics"
          story = "Uraian kejadian, paling sedikit 30 huruf."
        Kolom lain: place, event_date, known_date, subject_level, subject_name, subject_unit, circle, links, …

        Contoh:
          kentongan submit --site situs.link
          kentongan submit --site situs.link --from laporan.toml --attach foto.jpg --exclude bkpsdm
          kentongan submit --site situs.link --from laporan.toml --yes --json
        """,
        """
        Without --from you are asked step by step: where, what, when, who (may be empty), the story, evidence, and who \
        must not read it. The report code is shown once; write it on paper and type it back. Only then is the report \
        sent. "Received" is said only when the site's promise holds.

        A report file (TOML or JSON) has at least:
          category = "money_politics"
          story = "Description of the event, at least 30 letters."
        Other fields: place, event_date, known_date, subject_level, subject_name, subject_unit, circle, links, …

        Examples:
          kentongan submit --site site.link
          kentongan submit --site site.link --from report.toml --attach photo.jpg --exclude bkpsdm
          kentongan submit --site site.link --from report.toml --yes --json
        """)
    static let from = Phrase("Berkas laporan, TOML atau JSON.", "Report file, TOML or JSON.")
    static let exclude = Phrase(
        "Kode instansi yang tidak boleh membaca; boleh diulang.",
        "Code of an agency that must not read it; may be repeated.")
    static let calendar = Phrase(
        "Kalender pemilihan sendiri (TOML), untuk menghitung tahap pemilihan dari tanggal kejadian.",
        "Your own calendar of elections (TOML), from which the stage of the election is computed.")
    static let include = Phrase(
        "Kode instansi yang tetap boleh membaca meskipun terlapor mungkin di sana; boleh diulang.",
        "Code of an agency that shall read it though the person reported may be there; may be repeated.")
    static let yes = Phrase(
        "Tanpa pertanyaan; kode laporan tidak perlu diketik kembali.",
        "No questions to confirm; the report code is not typed back.")
    static let savePromise = Phrase(
        "Simpan janji situs ke berkas baru. Berkas itu menunjukkan bahwa pemegangnya melapor.",
        "Save the site's promise to a new file. It shows that its holder made a report.")

    static let inboxAbstract = Phrase(
        "Periksa status laporan dan baca pertanyaan pemeriksa.", "Check a report's status and read questions."
    )
    static let inboxDiscussion = Phrase(
        """
        Program memeriksa sendiri apakah laporan itu milik kode Anda, apakah janji situs ditepati, dan apakah laporan ada \
        dalam catatan publik. Program membaca kode dari berkas, dari masukan (-), atau menanyakannya. Jangan menulis kode \
        di baris perintah.

        Contoh:
          kentongan inbox --site situs.link
          kentongan inbox --site situs.link --codename-file kode.txt --json
        """,
        """
        Checks for itself that the report is your code's, that the site kept its promise, and that the report is in the \
        public record. The code is read from a file, from standard input (-), or asked for; it is never an argument.

        Examples:
          kentongan inbox --site site.link
          kentongan inbox --site site.link --codename-file code.txt --json
        """)
    static let codenameFile = Phrase(
        "Berkas yang memuat kode laporan, atau - untuk masukan standar.",
        "File that holds the report code, or - for standard input.")
    static let saveReceipt = Phrase(
        "Simpan tanda terima ke berkas baru. Berkas itu menunjukkan bahwa pemegangnya melapor.",
        "Save the receipt to a new file. It shows that its holder made a report.")
}
