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
}
