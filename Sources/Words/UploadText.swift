/// What a source is told while attachments are on their way.
package enum UploadText {
    /// The site is away: it is tried again, and for how long.
    package static func waiting(minutes: UInt64) -> Phrase {
        Phrase(
            """
            Situs belum terjangkau. Laporan Anda sudah aman; lampirannya belum. Program mencoba lagi \
            sendiri, paling lama \(minutes) menit lagi. Jangan tutup program ini …
            """,
            """
            The site is not reached. Your report is safe; its attachments are not yet. The program tries again by \
            itself, for at most \(minutes) more minutes. Do not close this program …
            """)
    }

    /// The site answers, and has no time for this: the same.
    package static func busy(minutes: UInt64) -> Phrase {
        Phrase(
            """
            Situs sedang sibuk. Laporan Anda sudah aman; lampirannya belum. Program mencoba lagi sendiri, paling lama \
            \(minutes) menit lagi. Jangan tutup program ini …
            """,
            """
            The site is busy. Your report is safe; its attachments are not yet. The program tries again by itself, for at \
            most \(minutes) more minutes. Do not close this program …
            """)
    }

    /// How far it is.
    ///
    /// - Parameters:
    ///   - percent: of the envelope.
    ///   - length: bytes of the envelope.
    ///   - rate: bytes a second; 0 where that is not known yet.
    ///   - secondsLeft: at that rate; nil where that is not known yet.
    /// - Returns: one line.
    package static func sent(percent: UInt64, of length: UInt64, rate: UInt64, secondsLeft: UInt64?) -> Phrase
    {
        let size = Amount.size(length)
        guard rate > 0, let secondsLeft else {
            return Phrase(
                "Lampiran: \(percent) % dari \(size.indonesian)",
                "Attachments: \(percent) % of \(size.english)")
        }
        let (rate, left) = (Amount.size(rate), Amount.minutes(seconds: secondsLeft))
        return Phrase(
            "Lampiran: \(percent) % dari \(size.indonesian), \(rate.indonesian)/detik, \(left.indonesian) lagi",
            "Attachments: \(percent) % of \(size.english), \(rate.english) a second, \(left.english) left")
    }

    /// Ctrl-C while the attachments of a report are on their way.
    package static let stopped = Phrase(
        """
        Dihentikan. Laporan Anda sudah diterima dan aman. Lampirannya belum lengkap: bagian yang sudah sampai tersegel, dan situs \
        membuangnya. Kirim lagi semuanya dengan kentongan add dan kode laporan Anda.
        """,
        """
        Stopped. Your report has been received and is safe. Its attachments are not complete: what has arrived of them is sealed, \
        and the site throws it away. Send all of them again with kentongan add and your report code.
        """)

    /// Ctrl-C while more evidence is on its way.
    package static let addingStopped = Phrase(
        """
        Dihentikan. Laporan Anda tetap aman. Kiriman ini belum diterima: bagian yang sudah sampai tersegel, dan situs membuangnya. \
        Ulangi perintah yang sama.
        """,
        """
        Stopped. Your report stays safe. This sending was not received: what has arrived of it is sealed, and the site throws it \
        away. Give the same command again.
        """)
}
