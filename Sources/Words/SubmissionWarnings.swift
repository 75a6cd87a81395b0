extension SubmissionText {
    /// What the network sees: before every visit.
    package static let network = Phrase(
        "Jangan gunakan perangkat atau jaringan kantor.", "Do not use office devices or networks.")
    /// The same where no proxy is used.
    package static let withoutTor = Phrase(
        """
        Tanpa Tor, pengelola jaringan dapat melihat bahwa Anda memakai layanan ini, meskipun bukan isinya. \
        Dengan Tor: --proxy socks5://127.0.0.1:9050
        """,
        """
        Without Tor, whoever runs the network can see that you use this service, though not what you write. \
        With Tor: --proxy socks5://127.0.0.1:9050
        """)
    /// Before every report.
    package static let identity = Phrase(
        "Hapus nama, nomor, atau wajah Anda dari teks dan gambar.",
        "Remove your own name, number or face from text and images.")
    /// Where fewer than ten people can know what is told.
    package static let smallCircle = Phrase(
        "Hanya sedikit orang yang tahu kejadian ini. Sebaiknya Anda menyamarkan rinciannya.",
        "Few people know this. Consider blurring the details.")
    /// Where sound or film is among the evidence.
    package static let voice = Phrase(
        "Suara dalam rekaman dapat dikenali.", "Voices in a recording can be recognised.")
    /// Where a file's hidden data was not removed.
    package static let metadata = Phrase(
        "Berkas dikirim apa adanya, termasuk data tersembunyi seperti lokasi dan nama perangkat.",
        "Files are sent as they are, with hidden data such as place and device name.")
    /// After every other warning.
    package static let doNotPost = Phrase(
        "Sebaiknya Anda tidak menyebarkan tuduhan di media sosial.",
        "Better not to spread accusations on social media.")
    /// Where the promise is to be saved.
    package static let savedPromise = Phrase(
        "Berkas janji yang disimpan menunjukkan bahwa pemegangnya membuat laporan. Simpan di tempat aman.",
        "A saved promise shows that its holder made a report. Keep it somewhere safe.")
}
