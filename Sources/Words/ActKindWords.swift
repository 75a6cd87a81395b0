package import Wire

extension ActKind {
    /// What an agency did, as everybody who may see it reads it.
    package var label: Phrase {
        switch self {
        case .state: Phrase("Status", "State")
        case .received: Phrase("Menerima laporan", "Received the report")
        case .opened: Phrase("Membuka laporan", "Opened the report")
        case .assigned: Phrase("Menugaskan pemeriksa", "Assigned a reviewer")
        case .merged: Phrase("Menggabungkan dengan laporan lain", "Merged with another report")
        case .forwarded: Phrase("Meneruskan", "Forwarded")
        case .cannotOpen: Phrase("Tidak dapat membuka laporan", "Cannot open the report")
        case .identityOpened:
            Phrase(
                "Membuka identitas pelapor, ditandatangani dua orang",
                "Opened the source's identity; two people signed")
        default: .unknownCode(rawValue)
        }
    }
}
