/// What a poster of a site says to whoever passes by.
package enum PosterText {
    /// Its title.
    package static let title = Phrase(
        "Laporkan dugaan pelanggaran netralitas ASN tanpa nama",
        "Report suspected breaches of ASN neutrality without a name")
    /// Below the title.
    package static let lead = Phrase(
        """
        Siapa pun boleh melapor: warga, PNS, PPPK, atau pegawai kontrak. Nama, nomor telepon, NIK, dan alamat email Anda \
        tidak diminta.
        """,
        """
        Anybody may report: residents, permanent and contract civil servants, contract workers. Your name, phone, ID \
        number and e-mail are not asked for.
        """)
    /// Below the QR code.
    package static let link = Phrase("Tautan situs ini", "The link of this site")
    /// Before the link in letters.
    package static let compare = Phrase(
        """
        Kode gambar itu memuat tautan ini. Cocokkan dengan tautan yang Anda pakai, huruf demi huruf: tautan yang lain adalah \
        situs yang lain.
        """,
        """
        The picture holds this link. Compare it with the one that you use, letter by letter: another link is another \
        site.
        """)
    /// Heads the steps.
    package static let how = Phrase("Cara melapor", "How to report")
    /// The steps, in their order.
    package static let steps = [
        Phrase(
            """
            Pakai perangkat Anda sendiri. Jangan pakai komputer atau jaringan kantor; Wi\u{2011}Fi kantor pun jangan, meskipun dengan \
            ponsel sendiri.
            """,
            """
            Use a device of your own. No office computer and no office network, not even the office Wi\u{2011}Fi with your own \
            phone.
            """),
        Phrase(
            """
            Saat ini program kentongan hanya tersedia untuk Linux. Simpan tautan di atas dalam sebuah berkas, misalnya \
            `situs.link`.
            """,
            """
            For now the program kentongan is there for Linux only. Save the link above in a file, for instance `site.link`.
            """),
        Phrase(
            "Jalankan: `kentongan submit --site situs.link`. Program bertanya satu per satu; yang tidak Anda ketahui boleh dikosongkan.",
            "Run: `kentongan submit --site site.link`. The program asks step by step; what you do not know may stay empty."
        ),
        Phrase(
            """
            Jangan menulis nama, nomor, atau jabatan Anda sendiri. Isi cerita Anda sendiri dapat menunjukkan siapa Anda. Itu \
            tidak dapat kami cegah.
            """,
            """
            Do not write your own name, number or post. Your story itself can show who you are. We cannot prevent that.
            """),
        Phrase(
            """
            Anda mendapat kode laporan: delapan kata. Catat di kertas dan simpan baik-baik. Kode tidak dapat dipulihkan, dan \
            siapa pun yang menemukannya dapat membaca percakapan Anda.
            """,
            """
            You get a report code: eight words. Write them on paper and keep them well. The code cannot be recovered, and \
            whoever finds it can read your conversation.
            """),
        Phrase(
            """
            Kembalilah dengan kode itu: `kentongan inbox --site situs.link`. Di sana Anda melihat status laporan dan pertanyaan \
            pemeriksa, dan dapat menjawabnya.
            """,
            """
            Come back with that code: `kentongan inbox --site site.link`. There you see where your report stands and what \
            reviewers ask, and can answer.
            """),
    ]
    /// Heads the agencies, of which each follows with what it does.
    package static let readers = Phrase(
        "Siapa yang dapat membaca laporan", "Who can read a report")
    /// Below the agencies.
    package static let exclusion = Phrase(
        """
        Anda memilih siapa yang boleh membaca. Pengelola situs tidak dapat membaca laporan, dan tidak seorang pun dapat \
        menghapusnya tanpa ketahuan.
        """,
        """
        You choose who may read it. The site's operator cannot read reports, and nobody can remove one unseen.
        """)
    /// Heads what no report does.
    package static let limits = Phrase("Yang perlu Anda ketahui", "What you should know")
    /// What it does not do, one each.
    package static let limitList = [
        Phrase(
            "Memberikan suara di TPS adalah hak ASN dan bukan pelanggaran.",
            "Voting at the polling station is a right of ASN, not a violation."),
        Phrase(
            "Tanpa Tor, jaringan Anda dapat melihat bahwa Anda memakai layanan ini, tetapi tidak dapat melihat isinya.",
            "Without Tor your network sees that you use this service, but not what you write."),
        Phrase(
            "Layanan ini tidak membuat siapa pun bertindak dan tidak memberi Anda perlindungan hukum.",
            "This service makes nobody act and gives you no legal protection."),
        Phrase(
            "Sebaiknya Anda tidak menyebarkan tuduhan di media sosial.",
            "Better not to spread accusations on social media."),
    ]

    /// The origin of the site's log follows.
    package static let site = Phrase("Situs", "Site")
    /// The poster was written; its path follows.
    package static let saved = Phrase("Poster disimpan di", "Poster saved in")
    /// What to do with it.
    package static let print = Phrase(
        "Buka dengan peramban, lalu cetak di kertas A4. Halaman itu tidak mengambil apa pun dari internet.",
        "Open it in a browser and print it on A4. The page takes nothing from the internet.")
}
