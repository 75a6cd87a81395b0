package import Words

/// What people are asked about passphrases of key files.
package enum PassphraseText {
    /// To open a file.
    package static func question(_ path: String) -> Phrase {
        Phrase("Kata sandi untuk \(path):", "Passphrase of \(path):")
    }
    /// For files that are made.
    package static let new = Phrase(
        "Kata sandi baru untuk berkas kunci (kosong: tanpa perlindungan):",
        "New passphrase for the key files (empty: no protection):")
    /// The same once more.
    package static let again = Phrase("Sekali lagi:", "Once more:")
    /// The second is not the first.
    package static let different = Phrase("Keduanya berbeda.", "The two differ.")
    /// Nobody gave one.
    package static let unprotected = Phrase(
        "peringatan: berkas kunci tidak dilindungi kata sandi (--passphrase-file)",
        "warning: no passphrase protects the key files (--passphrase-file)")
    /// The file does not open.
    package static func wrong(_ path: String) -> Phrase {
        Phrase("Kata sandi untuk '\(path)' salah.", "Wrong passphrase for '\(path)'.")
    }
}
