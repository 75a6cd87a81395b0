// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension RegionScheme {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .kemendagri: Phrase("Kode wilayah Kementerian Dalam Negeri", "Numbers of the Ministry of Home Affairs")
        case .bps: Phrase("Kode wilayah Badan Pusat Statistik", "Numbers of the statistical office (BPS)")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .kemendagri: Phrase("Kode Kementerian Dalam Negeri.", "Those of the Ministry of Home Affairs.")
        case .bps: Phrase("Kode Badan Pusat Statistik (BPS).", "Those of the statistical office (BPS).")
        default: .unknownCode(rawValue)
        }
    }
}
