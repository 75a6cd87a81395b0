/// What a source is told who sends more evidence to its report.
package enum AddingText {
    /// Who will read it, by their names: the report's readers.
    package static func readers(_ names: [String]) -> Phrase {
        let list = names.joined(separator: "; ")
        return Phrase("Kiriman ini akan dapat dibaca oleh: \(list)", "This can be read by: \(list)")
    }

    /// Said only where the promise holds for exactly what was sent.
    package static let received = Phrase("Kiriman Anda sudah diterima", "What you sent has been received")

    // Errors: lower case, without a full stop.

    /// Neither a file nor a note was given.
    package static let nothing = Phrase(
        "--attach: tidak ada yang dikirim; berikan paling sedikit satu berkas, atau catatan dengan --note-file",
        "--attach: there is nothing to send; give at least one file, or a note with --note-file")
    /// Standard input gives its bytes once.
    package static let oneInput = Phrase(
        "--note-file: kode dan catatan tidak dapat keduanya dari masukan standar",
        "--note-file: code and note cannot both come from standard input")
    /// Another sending came first.
    package static let counterTaken = Phrase(
        "kiriman lain dengan kode ini baru saja masuk. Laporan Anda tetap aman; kiriman ini belum diterima. Ulangi perintah yang sama",
        "another sending under this code has just come in. Your report stays safe; this one was not received. Give the same command again"
    )
    /// The site was away for too long.
    package static let notSent = Phrase(
        "koneksi terputus terus. Laporan Anda tetap aman; kiriman ini belum diterima. Ulangi perintah yang sama nanti",
        "the connection broke again and again. Your report stays safe; this was not received. Give the same command again later"
    )
}
