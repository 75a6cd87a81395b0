/// What a source is told of a file to attach: what is hidden in it, and what became of that.
package enum EvidenceText {
    /// Before a file is looked at; takes its base name, safe to print.
    package static func looking(_ name: String) -> Phrase {
        Phrase("Memeriksa \(name) …", "Looking at \(name) …")
    }

    /// Above the list of what was found.
    package static func found(_ name: String) -> Phrase {
        Phrase("Data tersembunyi di dalam \(name):", "Hidden data in \(name):")
    }

    /// All of it is gone from what is sent.
    package static let removed = Phrase(
        "Semua itu dihapus dari salinan yang dikirim. Berkas asli Anda tidak diubah.",
        "All of it is removed from the copy that is sent. Your own file stays as it is.")

    /// There was nothing; takes the file's base name, safe to print.
    package static func nothingHidden(_ name: String) -> Phrase {
        Phrase("Tidak ditemukan data tersembunyi di dalam \(name).", "No hidden data was found in \(name).")
    }

    /// Tools could not remove all of it; takes what the kinds are called.
    package static func left(_ kinds: [Phrase]) -> Phrase {
        let (indonesian, english) = (kinds.map { $0.indonesian }, kinds.map { $0.english })
        return Phrase(
            "Yang masih tersisa di salinan itu: \(indonesian.joined(separator: "; ")).",
            "What is still left in the copy: \(english.joined(separator: "; ")).")
    }

    /// The person wants it so; takes the file's base name, safe to print.
    package static func kept(_ name: String) -> Phrase {
        Phrase(
            "\(name) dikirim apa adanya, termasuk data tersembunyi di dalamnya.",
            "\(name) is sent as it is, with the data hidden in it.")
    }

    /// A file was not cleaned, and why.
    package static func notCleaned(_ name: String, _ reason: Phrase) -> Phrase {
        Phrase(
            "Berkas ini belum dibersihkan dari data tersembunyi: \(name). Sebabnya: \(reason.indonesian).",
            "This file was not cleaned of hidden data: \(name). The reason: \(reason.english).")
    }

    /// A file is sent that no tool knows, and why it was not cleaned; nobody is there to be asked.
    package static func sentUncleaned(_ name: String, _ reason: Phrase) -> Phrase {
        Phrase(
            "\(name) dikirim tanpa dibersihkan. Sebabnya: \(reason.indonesian).",
            "\(name) is sent without being cleaned. The reason: \(reason.english).")
    }

    /// Asks whether it is sent all the same.
    package static let insist = Phrase(
        "Data itu dapat menunjukkan siapa Anda. Kirim apa adanya?",
        "That data can show who you are. Send it as it is?")

    /// The pages of a document are pictures now.
    package static let pictures = Phrase(
        "Setiap halaman dokumen itu dijadikan gambar; tulisannya tidak dapat disalin lagi.",
        "Each page of the document is made a picture; its text can no longer be copied.")

    /// What an office document loses.
    package static let office = Phrase(
        "Komentar dan jejak perubahan di dokumen itu ikut dibuang, juga bagian yang tidak dikenal alat pembersih.",
        "Comments and the history of changes go too, and so do parts that the tool does not know.")

    /// The name that a file has where it is read; takes its own base name, safe to print, and the new one.
    package static func sentAs(_ name: String, _ other: String) -> Phrase {
        Phrase(
            "Nama \(name) diganti: pemeriksa melihatnya sebagai \(other).",
            "The name \(name) is replaced: reviewers see it as \(other).")
    }

    // Why a file was not cleaned: lower case, without a full stop.

    /// The tools are missing.
    package static let noTool = Phrase(
        "alat pembersihnya tidak terpasang di sini (Debian: libimage-exiftool-perl dan mat2)",
        "the tools for that are not installed here (Debian: libimage-exiftool-perl and mat2)")
    /// No tool knows it.
    package static let unknownType = Phrase(
        "alat pembersih tidak mengenal jenis berkas ini, atau berkasnya rusak",
        "no tool here knows this kind of file, or the file is broken")
    /// Nobody knows it.
    package static let unfamiliar = Phrase(
        "jenis berkas ini tidak dikenal, jadi tidak diketahui apa yang tersembunyi di dalamnya",
        "this kind of file is not known, and so it is not known what it hides")
    /// Memory is full.
    package static let noMemory = Phrase(
        "memori komputer ini tidak cukup untuk memeriksa berkas sebesar itu",
        "this machine has too little memory for looking through so large a file")
    /// The same of a copy.
    package static let noRoom = Phrase(
        "memori tidak cukup untuk salinannya, dan salinan di disk meninggalkan jejak",
        "memory has no room for a copy, and a copy on a disk would leave traces")
    /// A tool was ended.
    package static let outOfTime = Phrase(
        "alat pembersih tidak selesai pada waktunya", "the tool did not finish in time")
    /// Something could not be removed.
    package static let someLeft = Phrase(
        "tidak semua data tersembunyi dapat dihapus", "not all hidden data could be removed")

    /// After a file that shall not go as it is, among other questions; takes its name.
    package static func leftOut(_ name: String) -> Phrase {
        Phrase(
            "\(name) tidak ikut dikirim. Bersihkan dahulu, lalu tambahkan lagi; atau lanjutkan tanpa berkas itu.",
            "\(name) will not be sent. Clean it first and add it again, or go on without it.")
    }

    /// An error's message: nobody said that a file shall go as it is.
    package static func uncleaned(_ path: String, _ reason: Phrase) -> Phrase {
        Phrase(
            """
            '\(path)' masih memuat data tersembunyi: \(reason.indonesian). Tidak ada yang dikirim. Bersihkan sendiri, atau \
            kirim apa adanya dengan --keep-metadata
            """,
            """
            '\(path)' still holds hidden data: \(reason.english). Nothing was sent. Clean it yourself, or send it as it is \
            with --keep-metadata
            """)
    }
}
