// Generated from Protocol/codes.toml. Do not edit.
// swift-format-ignore-file
package import Wire

extension ElectionKind {
    /// What people read for the code; its number where it is not known here.
    package var label: Phrase {
        switch self {
        case .notSaid: Phrase("Tidak disebutkan", "Not said")
        case .pilpres: Phrase("Presiden dan Wakil Presiden", "President and vice-president")
        case .pilegDpr: Phrase("DPR", "National parliament (DPR)")
        case .pilegDpd: Phrase("DPD", "Council of the regions (DPD)")
        case .pilegDprdProv: Phrase("DPRD provinsi", "Provincial council")
        case .pilegDprdKabkota: Phrase("DPRD kabupaten/kota", "Council of a regency or city")
        case .pilgub: Phrase("Gubernur", "Governor")
        case .pilbupPilwako: Phrase("Bupati/Wali Kota", "Regent or mayor")
        case .rerun: Phrase("Pemungutan suara ulang", "A vote that is repeated")
        case .notSure: Phrase("Tidak yakin", "Not sure")
        default: .unknownCode(rawValue)
        }
    }

    /// One sentence that explains the code; its number where it is not known here.
    package var meaning: Phrase {
        switch self {
        case .notSaid: Phrase("Pelapor tidak menyebutkannya.", "The source did not say.")
        case .pilpres: Phrase("Presiden dan Wakil Presiden.", "President and vice-president.")
        case .pilegDpr: Phrase("Dewan Perwakilan Rakyat (DPR).", "The national parliament (DPR).")
        case .pilegDpd: Phrase("Dewan Perwakilan Daerah (DPD).", "The council of the regions (DPD).")
        case .pilegDprdProv: Phrase("DPRD provinsi.", "A provincial council.")
        case .pilegDprdKabkota: Phrase("DPRD kabupaten atau kota.", "The council of a regency or city.")
        case .pilgub: Phrase("Gubernur.", "A governor.")
        case .pilbupPilwako: Phrase("Bupati atau Wali Kota.", "A regent or mayor.")
        case .rerun: Phrase("Pemungutan suara ulang (PSU).", "A vote that is repeated.")
        case .notSure: Phrase("Pelapor tidak yakin.", "The source is not sure.")
        default: .unknownCode(rawValue)
        }
    }
}
