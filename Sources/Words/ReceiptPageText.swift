/// What a receipt on paper says: to its holder, and to whoever checks it.
package enum ReceiptPageText {
    /// Its title.
    package static let title = Phrase("Tanda terima laporan", "Receipt of a report")
    /// In a frame, before all else.
    package static let warning = Phrase(
        """
        PERINGATAN: kertas ini berbahaya bagi pemegangnya. Siapa pun yang memegangnya dapat menunjukkan bahwa pemegangnya \
        melapor, dan laporan yang mana. Simpan hanya bila Anda akan memerlukannya; untuk kembali, kode laporan saja cukup.
        """,
        """
        WARNING: this paper is dangerous for whoever holds it. It shows that its holder reported, and which report is \
        theirs. Keep it only if you will need it; to come back, the report code alone is enough.
        """)

    /// Heads what is recorded.
    package static let facts = Phrase("Yang tercatat", "What is recorded")
    /// The origin of the site's log follows.
    package static let site = Phrase("Situs", "Site")
    /// The day and time of the recording follow.
    package static let recorded = Phrase("Dicatat pada", "Recorded on")
    /// The report's commitment follows.
    package static let number = Phrase("Nomor laporan", "Number of the report")
    /// SHA-256 of the sealed report follows.
    package static let envelope = Phrase(
        "Sidik laporan tersegel (SHA-256)", "Fingerprint of the sealed report (SHA-256)")
    /// The codes of the agencies follow.
    package static let readers = Phrase("Instansi yang dapat membacanya", "Agencies that can read it")
    /// Where the entry stands: its index, from 0, in a log of `size` entries.
    package static func place(_ index: UInt64, size: UInt64) -> Phrase {
        Phrase(
            "Tempatnya: nomor \(index) dari \(size) dalam catatan publik.",
            "Its place: number \(index) of \(size) in the public record.")
    }

    /// Heads what the page proves.
    package static let meaning = Phrase("Yang dibuktikan", "What this proves")
    /// A quorum of witnesses signed the tree.
    package static let witnessed = Phrase(
        """
        Laporan tersegel dengan sidik itu ada dalam catatan publik situs, dan para saksi sudah menandatangani catatan itu. \
        Situs tidak dapat lagi menyangkalnya.
        """,
        """
        The sealed report with that fingerprint is in the site's public record, and witnesses have signed that record. The \
        site cannot deny it any more.
        """)
    /// Only the operator signed the tree.
    package static let notWitnessed = Phrase(
        """
        Laporan tersegel dengan sidik itu ada dalam catatan publik situs. Catatan ini baru ditandatangani pengelola situs, \
        belum oleh saksi dari luar.
        """,
        """
        The sealed report with that fingerprint is in the site's public record. So far only the site's operator has signed \
        this record, and no witness from outside.
        """)
    /// What nobody can read off it.
    package static let notProven = Phrase(
        "Halaman ini tidak menunjukkan isi laporan dan tidak menunjukkan siapa penulisnya.",
        "The page does not show what the report says, nor who wrote it.")

    /// Heads how somebody else checks it.
    package static let check = Phrase("Cara memeriksa tanpa jaringan", "How to check it offline")
    /// The steps, in their order.
    package static let steps = [
        Phrase(
            """
            Pindai semua kode gambar di bawah, dalam urutan apa pun, dan simpan tiap hasilnya sebagai satu baris dalam sebuah \
            berkas, misalnya `kode.txt`.
            """,
            """
            Scan all codes below, in any order, and save what each says as one line of a file, for instance `codes.txt`.
            """),
        Phrase(
            """
            Perolehlah tautan situs (dari poster) dan keterangan situs lewat jalan lain, bukan dari pemegang kertas ini: \
            `kentongan site --site situs.link --save-descriptor situs.descriptor`
            """,
            """
            Get the site's link (from a poster) and its description by another way than from who holds this paper: \
            `kentongan site --site site.link --save-descriptor site.descriptor`
            """),
        Phrase(
            """
            Jalankan: `kentongan-review verify-receipt kode.txt --site-descriptor situs.descriptor --link situs.link`
            """,
            """
            Run: `kentongan-review verify-receipt codes.txt --site-descriptor site.descriptor --link site.link`
            """),
        Phrase(
            """
            Tanpa program kami: urutkan baris menurut nomornya, buang semuanya sampai tanda titik dua terakhir, sambung \
            sisanya, dan ubah dari base64. Hasilnya tanda terima dalam bentuk yang dijelaskan di c2sp.org.
            """,
            """
            Without our programs: sort the lines by their numbers, drop all up to the last colon, join the rest, and decode \
            it from base64. That is the receipt, in the form that c2sp.org describes.
            """),
    ]
    /// Heads the codes.
    package static let codes = Phrase("Kode", "Codes")
    /// Below one of them.
    package static func code(_ number: Int, of count: Int) -> Phrase {
        Phrase("Kode \(number) dari \(count)", "Code \(number) of \(count)")
    }

    /// The page was written; its path follows.
    package static let saved = Phrase("Tanda terima untuk dicetak disimpan di", "Receipt to print saved in")
}
