/// What is said to a source who saves a receipt.
package enum ReceiptText {
    /// Before anything is fetched, in both languages.
    package static let warning = Phrase(
        "PERINGATAN: siapa pun yang memegang berkas ini dapat menunjukkan bahwa pemegangnya melapor, dan laporan yang mana.",
        "WARNING: whoever holds this file shows that they reported, and which report is theirs.")
    /// Asks for consent after the warning.
    package static let goOn = Phrase("Simpan?", "Save it?")
    /// Consent was not given: an error's message.
    package static let stopped = Phrase("dibatalkan. Tidak ada yang disimpan", "cancelled. Nothing was saved")
    /// The file's path follows.
    package static let saved = Phrase("Tanda terima disimpan di", "Receipt saved in")
}
