// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension SubjectStatus {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .pns: Phrase("PNS", "Permanent civil servant (PNS)")
        case .pppk: Phrase("PPPK (P3K)", "Civil servant on contract (PPPK)")
        case .nonAsn: Phrase("Pegawai non-ASN / tenaga kontrak", "Contract staff outside the civil service")
        case .notCivilServant: Phrase("Bukan pegawai pemerintah", "Not a public employee")
        case .unknown: Phrase("Tidak tahu", "I do not know")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .pns: Phrase("Pegawai negeri sipil (PNS).", "A permanent civil servant (PNS).")
        case .pppk: Phrase("Pegawai pemerintah dengan perjanjian kerja (PPPK).", "A civil servant on contract (PPPK).")
        case .nonAsn: Phrase("Tenaga kontrak di luar ASN.", "Contract staff outside the civil service.")
        case .notCivilServant: Phrase("Bukan pegawai pemerintah.", "Not a public employee.")
        case .unknown: Phrase("Pelapor tidak tahu.", "The source does not know.")
        default: .unknownCode(rawValue)
        }
    }
}
