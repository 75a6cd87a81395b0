package import Words

/// What a failure means to a source, and what to do: the sentence before its details.
package enum FailureText {
    /// The person went no further: all that is said.
    static let stopped = Phrase("Dibatalkan. Tidak ada yang dikirim.", "Cancelled. Nothing was sent.")

    /// Said once where codenames and keys cannot be locked into memory.
    static let unlocked = Phrase(
        "Komputer ini tidak dapat mengunci memori: kode Anda bisa ikut tertulis di disknya (swap).",
        "This computer cannot lock memory: your code may be written to its disk (swap).")

    /// The sentence; what is at fault is told after it, and says enough where it is how the command is used.
    package static func meaning(of kind: Failure.Kind) -> Phrase? {
        switch kind {
        case .stale:
            Phrase(
                "Situs ini tidak memperlihatkan keadaan terbaru. Tidak ada yang dikirim.",
                "This site does not show what is newest. Nothing was sent.")
        case .usage:
            nil
        case .badInput:
            Phrase(
                "Ada isian yang belum benar. Perbaiki, lalu coba lagi.",
                "The input is not right. Correct it and try again.")
        case .missingFile: Phrase("Berkas tidak ditemukan.", "File not found.")
        case .unreachable:
            Phrase(
                "Koneksi tidak berhasil. Coba lagi; bila memakai Tor, pastikan Tor berjalan.",
                "No connection. Try again; if you use Tor, make sure that it runs.")
        case .outputExists:
            Phrase(
                "Berkas itu sudah ada dan tidak ditimpa.",
                "The output file exists and is not overwritten.")
        case .inputOutput: Phrase("Berkas tidak dapat dibaca atau ditulis.", "Reading or writing failed.")
        case .tryLater:
            Phrase(
                "Layanan sedang penuh atau terganggu. Coba lagi nanti.",
                "Service busy or disrupted. Try again later.")
        case .untrusted:
            Phrase(
                "Situs ini tidak dapat dipercaya. Bandingkan tautannya dengan yang tercetak di poster.",
                "This site is not to be trusted. Compare the link with the one on the poster.")
        case .unauthorised:
            Phrase(
                "Kode tidak ditemukan. Periksa kembali penulisannya.", "Code not found. Check the spelling.")
        case .configuration: Phrase("Setelan keliru.", "The configuration is wrong.")
        }
    }
}
