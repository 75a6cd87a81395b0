/// What a source is told where a report was not sent: what is void, and what is kept.
package enum UnsentText {
    /// Standard output took no codename: an error's message.
    package static let codenameNotShown = Phrase(
        "kode laporan tidak dapat ditampilkan; tidak ada yang dikirim",
        "the report code could not be shown; nothing was sent")
    /// No code was shown yet.
    package static let nothing = Phrase("Tidak ada yang dikirim.", "Nothing was sent.")
    /// The codename that was shown is no report's.
    package static let void = Phrase(
        "Tidak ada yang dikirim. Kode laporan tadi tidak berlaku; laporan berikutnya mendapat kode baru.",
        "Nothing was sent. That report code is void; the next report gets a new one.")
    /// The codename that was shown may be a report's.
    package static let mayBeUsed = Phrase(
        "Laporan mungkin sudah diterima. Simpan kode laporan tadi, dan periksa dengan kentongan inbox sebelum mengirim lagi.",
        "The report may have been received. Keep that report code, and check with kentongan inbox before you send again."
    )
    /// Asks whether what was typed shall stay.
    package static let offer = Phrase(
        """
        Simpan tulisan Anda ke berkas, supaya tidak perlu diketik lagi? Berkas itu berbahaya bagi pemegangnya: isinya \
        menunjukkan bahwa Anda melapor.
        """,
        """
        Save what you wrote to a file, so that you need not type it again? The file is a danger to its holder: it shows \
        that you report.
        """)
    /// Asks for the file's name.
    package static let name = Phrase(
        "Nama berkas baru, misalnya laporan.toml (kosongkan bila tidak jadi):",
        "Name of a new file, as report.toml (leave empty to save nothing):")
    /// Nothing was written.
    package static let notSaved = Phrase("Tidak disimpan.", "Not saved.")

    /// Where it was written; takes the path.
    package static func saved(_ path: String) -> Phrase {
        Phrase(
            """
            Tersimpan di '\(path)'; hanya Anda yang dapat membacanya. Kirim kelak dengan kentongan submit --site … --from \
            '\(path)', lalu hapus berkas itu.
            """,
            """
            Saved in '\(path)'; only you can read it. Send it later with kentongan submit --site … --from '\(path)', then \
            delete the file.
            """)
    }

    /// The same of a text that was too long for a report.
    package static func savedText(_ path: String) -> Phrase {
        Phrase(
            "Tersimpan di '\(path)'; hanya Anda yang dapat membacanya. Hapus berkas itu sesudahnya.",
            "Saved in '\(path)'; only you can read it. Delete the file afterwards.")
    }

    /// The report came from a file, which is as it was; takes its path.
    package static func fileStays(_ path: String) -> Phrase {
        Phrase(
            "Berkas laporan '\(path)' masih ada; ulangi perintah yang sama.",
            "The report file '\(path)' is still there; give the same command again.")
    }
}
