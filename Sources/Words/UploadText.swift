/// What a source is told while attachments are on their way.
package enum UploadText {
    /// The site is away: when it is tried again, and how long it will be tried.
    package static func waiting(seconds: UInt64, minutes: UInt64) -> Phrase {
        Phrase(
            """
            Situs belum terjangkau. Laporan Anda sudah aman; lampirannya belum. Dicoba lagi dalam \(seconds) detik, \
            paling lama \(minutes) menit lagi. Jangan tutup program ini …
            """,
            """
            The site is not reached. Your report is safe; its attachments are not yet. Trying again in \(seconds) \
            seconds, for at most \(minutes) more minutes. Do not close this program …
            """)
    }
}
