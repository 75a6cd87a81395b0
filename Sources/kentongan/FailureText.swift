package import Words

/// What a failure means to a source, and what to do: the sentence before its details.
package enum FailureText {
    /// The sentence; what is at fault is told after it.
    package static func meaning(of kind: Failure.Kind) -> Phrase {
        switch kind {
        case .stale:
            Phrase(
                "Situs ini tidak memperlihatkan yang terbaru. Tidak ada yang dikirim.",
                "This site does not show what is newest. Nothing was sent.")
        case .usage:
            Phrase("Perintah belum lengkap atau dihentikan.", "The command is incomplete or was stopped.")
        case .badInput:
            Phrase(
                "Isinya belum benar. Perbaiki lalu coba lagi.",
                "The input is not right. Correct it and try again.")
        case .missingFile: Phrase("Berkas tidak ditemukan.", "File not found.")
        case .unreachable:
            Phrase(
                "Koneksi tidak berhasil. Coba lagi; bila memakai Tor, pastikan Tor berjalan.",
                "No connection. Try again; if you use Tor, make sure that it runs.")
        case .outputExists:
            Phrase(
                "Berkas keluaran sudah ada dan tidak ditimpa.",
                "The output file exists and is not overwritten.")
        case .inputOutput: Phrase("Membaca atau menulis gagal.", "Reading or writing failed.")
        case .tryLater:
            Phrase("Layanan sedang terganggu. Coba lagi nanti.", "Service disrupted. Try again later.")
        case .untrusted:
            Phrase(
                "Situs ini tidak dapat dipercaya. Bandingkan tautannya dengan yang tercetak di poster.",
                "This site is not to be trusted. Compare the link with the one on the poster.")
        case .unauthorised:
            Phrase(
                "Kode tidak ditemukan. Periksa kembali penulisannya.", "Code not found. Check the spelling.")
        case .configuration: Phrase("Pengaturan keliru.", "The configuration is wrong.")
        }
    }
}
