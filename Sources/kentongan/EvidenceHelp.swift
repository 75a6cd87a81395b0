import Words

// What `--help` says about evidence.

extension HelpText {
    static let attach = Phrase(
        """
        Berkas bukti; boleh diulang, paling banyak 8. Data tersembunyi di dalamnya ditampilkan, lalu dihapus dari salinan \
        yang dikirim.
        """,
        "Evidence file; may be repeated, at most 8. Data hidden in it is shown, and removed from the copy that is sent."
    )
    static let noteFile = Phrase(
        "Berkas yang memuat catatan tentang bukti itu, paling banyak 2.000 huruf; - untuk masukan standar.",
        "File that holds a note on the evidence, of up to 2,000 letters; - for standard input.")
    static let addAbstract = Phrase("Kirim bukti tambahan.", "Send more evidence.")
    static let addDiscussion = Phrase(
        """
        Bukti dikirim kepada instansi yang membaca laporan Anda. Lampiran yang dahulu belum sampai dikirim dengan cara yang \
        sama: pemeriksa mengenali berkas itu dari isinya. Kunjungannya sama seperti semua perintah lain; sesudahnya bukti \
        dikirim, dan bahwa ada yang dikirim terlihat di jaringan.

        Contoh:
          kentongan add --site situs.link --attach foto.jpg
          kentongan add --site situs.link --codename-file kode.txt --attach rekaman.m4a --note-file catatan.txt
        """,
        """
        Evidence goes to the agencies that read your report. Attachments that did not arrive are sent the same way: readers \
        know a file by what is in it. The visits are those of every other command; behind them the evidence is sent, and the \
        network can see that something is.

        Examples:
          kentongan add --site site.link --attach photo.jpg
          kentongan add --site site.link --codename-file code.txt --attach recording.m4a --note-file note.txt
        """)
    static let keepMetadata = Phrase(
        "Kirim berkas apa adanya, termasuk data tersembunyi (tempat, perangkat, nama).",
        "Send files as they are, with the data hidden in them (place, device, names).")
    static let keepNames = Phrase(
        "Pertahankan nama berkas; tanpa ini namanya diganti, misalnya foto-1.jpg.",
        "Keep the files' names; else they are replaced, as by foto-1.jpg.")
}
