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
    static let keepMetadata = Phrase(
        "Kirim berkas apa adanya, termasuk data tersembunyi (tempat, perangkat, nama).",
        "Send files as they are, with the data hidden in them (place, device, names).")
    static let keepNames = Phrase(
        "Pertahankan nama berkas; tanpa ini namanya diganti, misalnya foto-1.jpg.",
        "Keep the files' names; else they are replaced, as by foto-1.jpg.")
}
