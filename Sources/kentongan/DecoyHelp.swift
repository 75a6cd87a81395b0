import Words

// What `--help` says about hiding among others.

extension HelpText {
    static let decoyAbstract = Phrase("Kunjungan umpan, tanpa isi.", "A decoy visit, with nothing in it.")
    static let decoyDiscussion = Phrase(
        """
        Kunjungan ini tampak sama seperti laporan, tetapi kosong. Makin banyak orang melakukannya, makin tersembunyi \
        mereka yang melapor.

        Dengan --schedule, program membuat kunjungan umpan pada waktu acak sampai dihentikan. Ini untuk lembaga, kampus, \
        atau warung internet yang jaringannya dipakai banyak orang: pengamat jaringan itu tidak tahu kunjungan mana yang \
        dibuat oleh orang.

        Batasnya:
          Umpan hanya menyamarkan orang di jaringan yang sama, pada hari dan jam umpan berjalan.
          Umpan harus lebih sering daripada kunjungan sungguhan.
          Bila pengamat dapat melihat dari komputer mana kunjungan berangkat, umpan dari satu komputer tidak menyamarkan \
        komputer lain.
          Pengelola situs tahu kunjungan mana yang umpan.
          Lampiran tidak tersamar.

        Contoh:
          kentongan decoy --site situs.link
          kentongan decoy --site situs.link --schedule 6/h
        """,
        """
        This visit looks like a report's and holds nothing. The more people make it, the better those who report are \
        hidden.

        With --schedule the program makes decoy visits at random times until it is ended. It is for institutions, \
        campuses and internet cafés whose network many people use: who watches that network cannot tell which visits \
        people made.

        Its limits:
          Decoys hide people on the same network only, on the days and at the hours at which they run.
          Decoys must be more frequent than real visits.
          Where an observer sees which computer a visit leaves from, decoys of one computer do not hide another one.
          The site's operator knows which visits are decoys.
          Attachments are not hidden.

        Examples:
          kentongan decoy --site site.link
          kentongan decoy --site site.link --schedule 6/h
        """)
    static let decoyDone = Phrase("Kunjungan umpan selesai.", "The decoy visit is done.")
    static let schedule = Phrase(
        "Terus membuat umpan pada waktu acak, rata-rata sekian kali: 6/h (sejam) atau 20/d (sehari), sampai dihentikan.",
        "Keep making decoys at random times, so many on average: 6/h (an hour) or 20/d (a day), until ended.")
}
