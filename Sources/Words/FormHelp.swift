/// What `?` says at each question of a report.
package enum FormHelp {
    /// The place.
    package static let place = Phrase(
        """
        Nama kabupaten, kota, atau provinsi sudah cukup, misalnya Katingan atau Seruyan, Kalteng. Program mengenali wilayahnya \
        selagi Anda menulis sebagian namanya. Nama desa atau gedung boleh ditambahkan; makin kecil tempatnya, makin sedikit \
        orang yang mungkin melapor.
        """,
        """
        The name of a regency, city or province is enough, like Katingan or Seruyan, Kalteng; a part of it will do. You may \
        add a village or a building; the smaller the place, the fewer people can have reported.
        """)
    /// The first category.
    package static let category = Phrase(
        """
        Pilih satu yang paling cocok. Anda tidak perlu menilai hukumnya: cukup apa yang terjadi. Bila ragu, pilih Lainnya dan \
        ceritakan. Memberikan suara di TPS bukan pelanggaran.
        """,
        """
        Choose what fits best. You need not judge the law: what happened is enough. If in doubt, choose Other and tell it. \
        Voting at the polling station is no violation.
        """)
    /// The other categories.
    package static let more = Phrase(
        "Bila ada hal lain yang juga terjadi, ketik nomornya, paling banyak dua. Bila tidak, Enter saja.",
        "If something else happened too, type its number, at most two. If not, just Enter.")
    /// The commitments of a pledge.
    package static let pledges = Phrase(
        "Ini butir-butir ikrar netralitas. Pilih yang dilanggar. Bila tidak tahu isinya, Enter saja.",
        "These are the commitments of the pledge of neutrality. Choose those that were broken. If you do not know them, just Enter."
    )
    /// Dates.
    package static let day = Phrase(
        """
        Tulis tanggal seperti biasa: 16-11-2024, 16/11, 16 November 2024, 16 Nov, kemarin, hari ini, 3 hari lalu. Jam tidak \
        ditanyakan. Dari tanggal ini program menghitung tahap pemilihan.
        """,
        """
        Write the date as you like: 16-11-2024, 16/11, 16 November 2024, 16 Nov, yesterday, today, 3 days ago. No hour is \
        asked. The stage of the election is computed from it.
        """)
    /// The day on which the source learned of it.
    package static let knownDate = Phrase(
        """
        Batas waktu Bawaslu tujuh hari, dihitung sejak kejadian diketahui. Laporan yang lebih tua tetap dapat diperiksa \
        sebagai pelanggaran disiplin. Cara menulisnya sama: 16-11-2024, 16 Nov, kemarin.
        """,
        """
        Bawaslu has seven days from when it became known. An older report can still be examined as a matter of discipline. \
        Write it in the same way: 16-11-2024, 16 Nov, yesterday.
        """)
    /// The employment of the person reported.
    package static let status = Phrase(
        """
        Aturan netralitas berlaku bagi PNS, PPPK (P3K), dan juga pegawai non-ASN atau tenaga kontrak (Surat Edaran MenPANRB \
        Nomor 1 Tahun 2023). Bila tidak tahu, pilih Tidak tahu.
        """,
        """
        The rules of neutrality bind permanent civil servants, civil servants on contract, and contract staff outside the \
        civil service, too (circular 1/2023 of the Minister for Administrative Reform). If you do not know, say so.
        """)
    /// The post of the person reported.
    package static let level = Phrase(
        """
        Dari jabatan ini program menyarankan instansi yang sebaiknya tidak ikut membaca, misalnya bila terlapor membawahinya. \
        Bila tidak tahu, pilih Tidak tahu.
        """,
        """
        From it the program advises which agencies had better not read the report, as those below the person reported. If \
        you do not know, say so.
        """)
    /// How many are reported.
    package static let count = Phrase(
        "Perkiraan sudah cukup.", "A guess is enough.")
    /// Name, post and unit of the person reported.
    package static let who = Phrase(
        """
        Ini tentang terlapor, bukan tentang Anda. Boleh kosong. NIP atau NIK terlapor tidak diperlukan.
        """,
        """
        This is about the person reported, not about you. It may stay empty. No NIP or NIK is needed.
        """)
    /// How many know.
    package static let circle = Phrase(
        """
        Makin sedikit orang yang tahu, makin mudah menebak siapa yang melapor. Karena itu hal ini ditanyakan sebelum Anda \
        menulis. Hitung semua yang hadir, yang menerima pesannya, dan yang mungkin diceritai.
        """,
        """
        The fewer people know, the easier it is to guess who reported. So it is asked before you write. Count everybody who \
        was there, who got the message, and who may have been told.
        """)
    /// The description.
    package static let story = Phrase(
        """
        Tulis apa yang terjadi, siapa berbuat apa, di mana, dan kapan. Jangan menulis nama, nomor, kantor, atau jabatan Anda \
        sendiri, dan hindari kata saya. Jangan mengutip pesan yang hanya diterima beberapa orang kata demi kata. Tulisan \
        panjang boleh ditempelkan sekaligus; paling banyak 8.000 huruf.
        """,
        """
        Write what happened, who did what, where and when. Do not write your own name, number, office or post, and avoid the \
        words I and my. Do not quote word by word a message that only a few people got. A long text can be pasted at once; at \
        most 8,000 letters.
        """)
    /// Kinds of evidence.
    package static let evidence = Phrase(
        "Laporan tanpa bukti pun diterima. Bukti dapat ditambahkan kemudian dengan kode laporan.",
        "A report without evidence is taken, too. Evidence can be added later with the report code.")
    /// Links.
    package static let links = Phrase(
        """
        Tempelkan tautan unggahan aslinya. Bagian pelacak dalam tautan dapat menunjukkan siapa yang membagikannya; program \
        menawarkan untuk menghapusnya.
        """,
        """
        Paste the link of the post itself. Parts of a link that track can show who shared it; the program offers to remove \
        them.
        """)
    /// Files.
    package static let files = Phrase(
        """
        Ketik letak berkas, misalnya Foto/spanduk.jpg, lalu Enter. Paling banyak 8 berkas. Berkas dikirim sesudah laporannya \
        diterima. Wajah, suara, dan nama Anda di dalamnya dapat dikenali.
        """,
        """
        Type where the file is, like Pictures/banner.jpg, then Enter. At most 8 files. They are sent after the report was \
        received. Your face, your voice and your name in them can be recognised.
        """)
    /// Whom the conflict rule advises to leave out.
    package static let advice = Phrase(
        """
        Dengan y, instansi itu tidak dapat membaca laporan ini. Dengan t, ia ikut membaca. Sesudah ini Anda melihat semua instansi dan \
        masih dapat mengubahnya.
        """,
        """
        With y these agencies cannot read the report; with n they can. Behind this you see all agencies and can still change \
        it.
        """)
    /// Who must not read it.
    package static let readers = Phrase(
        """
        Setiap instansi yang tersisa dapat membaca laporan ini sendiri-sendiri. Ketik nomor instansi yang tidak boleh \
        membacanya, dipisahkan koma. Paling sedikit satu harus tersisa.
        """,
        """
        Each agency that is left can read this report alone. Type the numbers of those that must not read it, apart by \
        commas. At least one must be left.
        """)
}
